package kz.sandyq.simulator.model;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./simulate}: replays a world from its seed, or goes on with new ones. */
public final class Simulate {
    private static final int SECOND = 1_000;

    private Simulate() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("forever")) {
            forever();
        } else if (args.length == 3 && args[0].equals("cluster")) {
            cluster(Long.parseLong(args[1]), Integer.parseInt(args[2]));
        } else if (args.length == 1 || args.length == 3 && args[1].equals("--commands")) {
            long length = args.length == 3 ? Long.parseLong(args[2]) : Campaign.WORLD;
            Campaign campaign = new Campaign();
            Campaign.Failure failure = campaign.play(Long.parseLong(args[0]), length);
            campaign.coverage().lines().forEach(System.out::println);
            System.out.println("state hash " + campaign.lastHash());
            end(failure, length);
        } else {
            System.err.println(
                    "usage: ./simulate SEED [--commands N] | ./simulate cluster SEED STEPS | ./simulate forever");
            System.exit(2);
        }
    }

    private static void cluster(long seed, int steps) {
        Set<FakeCluster.Fault> faults = EnumSet.allOf(FakeCluster.Fault.class);
        String wrong = ClusterShrinker.play(seed, steps, faults, new FakeCluster(seed, faults));
        System.out.println(wrong.isEmpty() ? "the nodes agree, and so do the journals" : wrong);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static void forever() {
        Campaign campaign = new Campaign();
        SecureRandom fresh = new SecureRandom();
        for (long worlds = 1; ; worlds++) {
            Campaign.Failure failure = campaign.play(fresh.nextLong(), Campaign.WORLD);
            if (failure != null) {
                end(failure, Campaign.WORLD);
            }
            if (worlds % (SECOND / 10) == 0) {
                System.out.println(worlds + " worlds, " + campaign.coverage().commands() + " commands, no difference");
            }
        }
    }

    private static void end(Campaign.@Nullable Failure failure, long length) {
        if (failure == null) {
            System.out.println("the fast market and the slow one agree");
            return;
        }
        report(failure, length).forEach(System.out::println);
        System.exit(1);
    }

    /** How to see a difference again, and the least that shows it. */
    static List<String> report(Campaign.Failure failure, long length) {
        List<String> lines = new ArrayList<>();
        lines.add("./simulate " + failure.seed() + " --commands " + length);
        lines.addAll(new Shrinker(Shrinker::replay).shrink(failure).lines());
        return lines;
    }
}
