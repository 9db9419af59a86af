package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import kz.sandyq.evidence.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A cluster under load whose members are killed, stand still, are cut off and have wrong clocks loses no word. */
class FireTest {
    private static final int KILLS_OF_THREE = 60;
    private static final int KILLS_OF_FIVE = 50;
    /** Asked for are 2,000; while nobody leads, nothing is answered. */
    private static final int OFFERED_PER_SECOND = 2_200;

    private static final long MEMORY_OF_FIVE = 12L << 30;

    /** What the members left stays for whoever looks for a cause. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    /** A small share, on one host. */
    @Test
    @Timeout(300)
    void aClusterLosesNoWord() {
        Random random = new Random(20_261_122);
        List<Disturbance> disturbances = List.of(
                Disturbance.KILL_LEADER, Disturbance.PAUSE_LEADER, Disturbance.CLOCK_JUMP, Disturbance.KILL_ALL);
        try (Nodes nodes = new Nodes(directory, 3);
                Traffic traffic = new Traffic(nodes.gateway().address(), random.nextLong())) {
            Fire fire = begin(nodes, null, traffic, 500);
            long beganNs = System.nanoTime();
            disturbances.forEach(each -> fire.play(each, random));
            fire.judge(secondsSince(beganNs)).forEach(System.out::println);
        }
    }

    @Test
    @Tag("campaign")
    @Timeout(3_600)
    void threeMembersLoseNoWord() throws IOException {
        campaign(3, KILLS_OF_THREE);
    }

    @Test
    @Tag("campaign")
    @Timeout(3_600)
    void fiveMembersLoseNoWord() throws IOException {
        assertThat(campaign(5, KILLS_OF_FIVE).mostResidentBytes()).isLessThan(MEMORY_OF_FIVE);
    }

    private Fire campaign(int size, int kills) throws IOException {
        long seed = Long.getLong("sandyq.seed", System.currentTimeMillis());
        Evidence evidence = new Evidence(
                "fire-" + size,
                "A cluster of " + size + " under kills, pauses, cuts and wrong clocks",
                "./test long",
                seed);
        Random random = new Random(seed);
        try (Network network = Network.of(size);
                Nodes nodes = new Nodes(
                        directory,
                        size,
                        network,
                        "cluster.plain-health = true",
                        "proof.origin = fire.invalid/sandyq/7");
                Traffic traffic = new Traffic(nodes.gateway().address(), seed)) {
            Fire fire = begin(nodes, network, traffic, OFFERED_PER_SECOND);
            long beganNs = System.nanoTime();
            while (fire.kills() < kills) {
                List<Disturbance> round = new ArrayList<>(Arrays.asList(Disturbance.values()));
                // Kills come more often than anything else.
                round.addAll(List.of(Disturbance.KILL_LEADER, Disturbance.KILL_LEADER, Disturbance.KILL_FOLLOWER));
                Collections.shuffle(round, random);
                round.forEach(each -> fire.play(each, random));
            }
            evidence.write(fire.judge(secondsSince(beganNs)));
            return fire;
        }
    }

    private static Fire begin(Nodes nodes, @Nullable Network network, Traffic traffic, int perSecond) {
        nodes.launchAll("found");
        nodes.awaitReady();
        traffic.open();
        traffic.start(4, perSecond);
        return new Fire(nodes, network, traffic);
    }

    private static double secondsSince(long beganNs) {
        return (System.nanoTime() - beganNs) / 1e9;
    }
}
