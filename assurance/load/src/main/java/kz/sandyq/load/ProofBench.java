package kz.sandyq.load;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/** Proofs: of a log of many blocks, how fast and how long; of a single node, how long from accepted to proven. */
final class ProofBench {
    private static final int CLUSTER = 1;
    private static final long START_MS = 1_790_000_000_000L;
    private static final long STEP_MS = 600;
    private static final int RECEIPTS = 5_000;
    private static final long LIVE_EVERY_MS = 37;
    private static final CommandBody CREDIT =
            MoneyCommands.bookBankCredit(1, 99, 1, 5, new byte[32], new Ground(3, 1, 9, 0, new byte[32]));

    private record Accepted(long sequence, long atNs) {}

    private final Path directory;
    private final BenchKeys keys;

    ProofBench(Path directory) {
        this.directory = directory;
        keys = BenchKeys.in(directory);
    }

    /** Prints what it found and returns the median from accepted to proven, milliseconds. */
    double run(long seed, int blocks, long seconds) throws InterruptedException {
        Conditions.line("proof", "policy of one: the log's key and one node's; each file forced to the disk");
        receipts(seed, blocks);
        return live(seconds);
    }

    private void receipts(long seed, int blocks) {
        try (SignedLog kept = open(directory.resolve("many"), paper(blocks))) {
            long begunNs = System.nanoTime();
            while (kept.tiles().size() < blocks || kept.checkpoint().isEmpty()) {
                kept.poll(20_000);
            }
            long covered = waitFor(kept, blocks);
            double made = (System.nanoTime() - begunNs) / 1e9;
            Conditions.line(
                    "blocks", String.format(Locale.ROOT, "%d kept in %.1f s, of two entries each", blocks, made));
            SplittableRandom random = new SplittableRandom(seed);
            byte[][] files = new byte[RECEIPTS][];
            long longest = 0;
            long makingNs = System.nanoTime();
            for (int at = 0; at < RECEIPTS; at++) {
                // Odd sequences are commands: each second entry is a tick without records.
                long sequence = 1 + 2 * random.nextLong(covered / 2);
                files[at] = kept.receipt(sequence, 1).orElseThrow().format();
                longest = Math.max(longest, files[at].length);
            }
            makingNs = System.nanoTime() - makingNs;
            ReceiptVerifier verifier = new ReceiptVerifier(keys.policy(), BenchKeys.ORIGIN, CLUSTER);
            long checkingNs = System.nanoTime();
            for (byte[] file : files) {
                if (!(verifier.verify(file) instanceof Verdict.Proven)) {
                    throw new IllegalStateException("a receipt does not verify");
                }
            }
            checkingNs = System.nanoTime() - checkingNs;
            Conditions.line(
                    "receipts",
                    String.format(
                            Locale.ROOT,
                            "%.0f made a second, %.3f ms to verify one (two signatures), %d bytes at most",
                            RECEIPTS / (makingNs / 1e9),
                            checkingNs / 1e6 / RECEIPTS,
                            longest));
        }
    }

    private static long waitFor(SignedLog kept, int blocks) {
        long wanted = kept.tiles().header(blocks - 1L).lastSequence();
        while (kept.lastSequence(kept.checkpoint().orElseThrow()) < wanted) {
            kept.poll(1);
        }
        return wanted;
    }

    private double live(long seconds) throws InterruptedException {
        ClusterConfig config = ClusterConfig.demo(directory.resolve("node"), CLUSTER, 0);
        Queue<Accepted> waiting = new ConcurrentLinkedQueue<>();
        Histogram delayUs = new Histogram(3);
        try (ClusterNode running = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(config.aeronDirectory(), 64);
                FollowedLog followed = new FollowedLog(running);
                SignedLog kept = open(directory.resolve("live"), followed)) {
            long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            Thread press = Thread.ofPlatform().start(() -> press(client, waiting, untilNs));
            while (press.isAlive() || !waiting.isEmpty()) {
                int taken = kept.poll(500);
                long covered = kept.checkpoint().map(kept::lastSequence).orElse(-1L);
                for (Accepted next = waiting.peek();
                        next != null && next.sequence() <= covered;
                        next = waiting.peek()) {
                    delayUs.recordValue((System.nanoTime() - next.atNs()) / 1_000);
                    waiting.remove();
                }
                if (taken == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
            }
            press.join();
        }
        Conditions.line(
                "accepted to proven",
                String.format(
                        Locale.ROOT,
                        "%d commands, one each %d ms on one node: p50 %.0f ms, p95 %.0f ms, max %.0f ms",
                        delayUs.getTotalCount(),
                        LIVE_EVERY_MS,
                        delayUs.getValueAtPercentile(50) / 1e3,
                        delayUs.getValueAtPercentile(95) / 1e3,
                        delayUs.getMaxValue() / 1e3));
        return delayUs.getValueAtPercentile(50) / 1e3;
    }

    private static void press(CommandClient client, Queue<Accepted> waiting, long untilNs) {
        for (long number = 1; System.nanoTime() < untilNs; number++) {
            Reply reply = client.submit(encoded(number, System.currentTimeMillis(), CREDIT))
                    .join();
            waiting.add(new Accepted(reply.sequence(), System.nanoTime()));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LIVE_EVERY_MS));
        }
    }

    private SignedLog open(Path place, EntryLog source) {
        return SignedLog.open(place, CLUSTER, source, keys.log(), keys.policy(), keys::cosign);
    }

    /** A command, a tick 600 ms later, and so on: each tick ends a block. */
    private static EntryLog paper(int blocks) {
        return from -> {
            long[] at = {from};
            UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
            return (handler, limit) -> {
                int taken = 0;
                while (taken < limit && at[0] < 2L * blocks) {
                    long timestampMs = START_MS + at[0] * STEP_MS;
                    boolean tick = at[0] % 2 == 1;
                    byte[] bytes =
                            tick ? new byte[0] : encoded(at[0] + 1, timestampMs, at[0] == 0 ? genesis() : CREDIT);
                    buffer.wrap(bytes);
                    handler.onEntry(++at[0], timestampMs, tick, buffer, 0, bytes.length);
                    taken++;
                }
                return taken;
            };
        };
    }

    private static CommandBody genesis() {
        return SystemCommands.genesis(CLUSTER, true, 0, 300, 60_000, 3_600_000, 256, 256, Limits.DEMO);
    }

    private static byte[] encoded(long number, long timestampMs, CommandBody body) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Header header = new Header(new Key(1, number, timestampMs), 5, 11, 12, new byte[32], new byte[16]);
        byte[] bytes = new byte[body.encode(buffer, 0, header)];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
