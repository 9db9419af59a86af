package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kz.sandyq.node.history.HistoryChecker;
import kz.sandyq.node.history.Operation;
import kz.sandyq.node.history.Register;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A cluster under load and disturbances, and what is found out about it. */
final class Fire {
    /** All that were killed execute the whole log again, side by side on the processors of one machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    final Nodes nodes;
    private final @Nullable Network network;
    private final Traffic traffic;
    private final Map<Disturbance, Integer> played = new EnumMap<>(Disturbance.class);
    private final List<Long> serviceAfterMs = new ArrayList<>();
    private int kills;
    private int endedByThemselves;
    private int suspected;
    private long mostResidentBytes;

    Fire(Nodes nodes, @Nullable Network network, Traffic traffic) {
        this.nodes = nodes;
        this.network = network;
        this.traffic = traffic;
    }

    Network network() {
        return Objects.requireNonNull(network, "only where there is a network");
    }

    /** Plays one disturbance to its end: everybody is up again, a newcomer is served, and all say the same. */
    void play(Disturbance disturbance, Random random) {
        mostResidentBytes = Math.max(mostResidentBytes, nodes.residentBytes());
        int killed = kills;
        disturbance.play(this, random);
        played.merge(disturbance, 1, Integer::sum);
        if (network != null) {
            network.heal();
        }
        boolean mayEnd = killed == kills && disturbance != Disturbance.STOP_IN_ORDER;
        Awaitility.await(disturbance + " is over").atMost(PATIENCE).untilAsserted(() -> {
            List<Integer> dead = nodes.startTheDead();
            endedByThemselves += mayEnd ? dead.size() : 0;
            assertThat(nodes.notServing()).isEmpty();
        });
        try {
            traffic.newcomerNs();
        } catch (CompletionException notServed) {
            throw new AssertionError("nobody is served after " + disturbance + ": " + nodes.words(), notServed);
        }
        nodes.awaitSameHash();
    }

    void kill(List<Integer> ids) {
        ids.forEach(nodes::kill);
        kills += ids.size();
    }

    /** Time to service: from the kill to the first answer to a client that knew nothing. */
    void killAndAwaitService(List<Integer> ids) {
        long killedNs = System.nanoTime();
        kill(ids);
        serviceAfterMs.add(TimeUnit.NANOSECONDS.toMillis(traffic.newcomerNs() - killedNs));
    }

    /** Notes whether the log doubts the clock by now. */
    void suspected() {
        boolean suspect = IntStream.range(0, nodes.size())
                .anyMatch(id -> nodes.said(id).getProperty("clockSuspect", "").equals("true"));
        suspected += suspect ? 1 : 0;
    }

    int kills() {
        return kills;
    }

    long mostResidentBytes() {
        return mostResidentBytes;
    }

    List<Long> serviceAfterMs() {
        return serviceAfterMs.stream().sorted().toList();
    }

    /** Ends the load and judges. Returns what was seen, a line each. */
    List<String> judge(double loadSeconds) {
        traffic.stop();
        nodes.awaitSameHash();
        List<Operation> journal = traffic.journal();
        // What a member says of itself is of its last tick; commands after it may have been answered.
        long told = journal.stream()
                .mapToLong(each -> each.answer() instanceof Operation.Answer answer ? answer.sequence() : 0)
                .max()
                .orElse(0);
        Register register = Registers.of(
                nodes.gateway(), Math.max(told, Long.parseLong(nodes.said(0).getProperty("sequence"))));
        assertThat(HistoryChecker.faults(traffic.opening(), journal, register)).isEmpty();
        long answered = journal.stream().filter(each -> each.answer() != null).count();
        long applied = journal.stream()
                .filter(each -> register.of(Register.KeyBits.of(each.key())).stream()
                        .anyMatch(decided -> decided.rejectCode() == 0))
                .count();
        List<Long> sorted = serviceAfterMs();
        return List.of(
                "members: " + nodes.size() + (network == null ? ", loopback" : ", each on a host of its own"),
                "disturbances: "
                        + played.values().stream().mapToInt(each -> each).sum() + " " + played,
                "members killed: " + kills + "; ended by themselves and started again: " + endedByThemselves,
                "commands of 4 clients: %,d sent, %,d answered (%.0f/s over %.0f s), %,d carried out, %,d given up"
                                .formatted(
                                        journal.size(),
                                        answered,
                                        answered / loadSeconds,
                                        loadSeconds,
                                        applied,
                                        traffic.unknown())
                        + "; found their window full: " + "%,d times".formatted(traffic.busy()),
                "lost: 0, applied twice: 0, answers that changed: 0, order broken: 0, money made or lost: 0",
                "state hashes of all members equal after each disturbance; the log doubted a clock: " + suspected
                        + " times",
                "time to service after a kill of the leader, ms: median " + at(sorted, 0.5) + ", p95 "
                        + at(sorted, 0.95) + ", worst " + (sorted.isEmpty() ? 0 : sorted.getLast()) + " of "
                        + sorted.size() + "; above 5 s: "
                        + sorted.stream().filter(each -> each > 5_000).toList(),
                "memory of all members together: at most %,d MiB".formatted(mostResidentBytes >> 20));
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
