package kz.sandyq.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The core and exchange-core on one flow, one after the other, each in its own process. The peer runs with each of its
 * wait strategies and its best counts.
 */
final class VersusBench {
    private static final List<String> STRATEGIES = List.of("BLOCKING", "YIELDING", "BUSY_SPIN");
    private static final int[] ENGINES = {1, 2};

    private final Path flowFile;
    private final FlowShape shape;
    private final int seconds;

    VersusBench(Path directory, FlowShape shape, int seconds) {
        flowFile = directory.resolve("flow");
        this.shape = shape;
        this.seconds = seconds;
    }

    /** Prints both and returns how many times the peer's best the core does. */
    double run(long seed) throws IOException, InterruptedException {
        Recording recording = new Recording(shape, seed, flowFile);
        Meter.Cost ours = new CoreBench(recording).closed();
        recording.print(seed);
        Conditions.line("Sandyq", ours.rates());
        Conditions.line(
                "does", "checks permissions and statuses, matches and settles in one step, remembers keys, checks");
        Conditions.line("", "invariants and adds to its hash after each command, encodes events; one thread");
        Conditions.line("does not", "write to a disk, send to a network");
        long best = 0;
        for (String strategy : STRATEGIES) {
            for (int engines : ENGINES) {
                best = Math.max(best, peer(strategy, engines, recording.allTrades()));
            }
        }
        Conditions.line(
                "does", "matching, risk check and settlement of balances, in stages on several threads; results as");
        Conditions.line("", "objects in its ring; direct order book");
        Conditions.line("does not", "journal (off), remember keys, check invariants, hash its state, encode results,");
        Conditions.line("", "keep holds, encumbrances, permissions; commands were made before");
        return (double) ours.perSecond() / best;
    }

    private long peer(String strategy, int engines, long trades) throws IOException, InterruptedException {
        Map<String, String> said = PeerProcess.run(
                "4g",
                List.of("-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"),
                List.of(flowFile.toString(), strategy, Integer.toString(engines), Integer.toString(seconds)));
        boolean whole = Integer.parseInt(said.get("lines")) == shape.entries();
        if (whole && Long.parseLong(said.get("trades")) != trades) {
            throw new IllegalStateException("exchange-core made " + said.get("trades") + " trades of " + trades);
        }
        long perSecond = Long.parseLong(said.get("per-second"));
        Conditions.line(
                "exchange-core 0.5.3",
                String.format(
                        Locale.ROOT,
                        "%s, %d risk and %d matching: %,d/s by the clock, %,d/s by processor time of all its threads;"
                                + " Java %s; %s",
                        strategy,
                        engines,
                        engines,
                        perSecond,
                        Long.parseLong(said.get("per-cpu-second")),
                        said.get("java"),
                        whole ? "the same trades" : "stopped after " + said.get("lines") + " lines"));
        return perSecond;
    }

    /** The flow is large; it is not kept. */
    void delete() throws IOException {
        Files.deleteIfExists(flowFile);
    }
}
