package kz.sandyq.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kz.sandyq.translog.LiabilityRounds;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.SignedNote;
import org.HdrHistogram.Histogram;

/** What is owed to many holders: a round from the block to the note, and the files that holders take of it. */
final class LiabilitiesBench {
    private static final long ONCE_MS = TimeUnit.DAYS.toMillis(36_500);
    private static final int FILES = 2_000;
    private static final double MIB = 1 << 20;

    private final Path directory;
    private final BenchKeys keys;

    LiabilitiesBench(Path directory) {
        this.directory = directory;
        keys = BenchKeys.in(directory);
    }

    /** Prints what it found and returns how long the round took from its block to its published note, seconds. */
    double run(long seed, int holders) throws IOException {
        List<Exception> failures = new ArrayList<>();
        Path place = directory.resolve("log");
        ManyHolders entries = new ManyHolders(holders, seed);
        try (LiabilityRounds rounds = new LiabilityRounds(place, keys.log(), ONCE_MS, 2, failures::add);
                SignedLog kept = SignedLog.open(
                        place, ManyHolders.CLUSTER, entries, keys.log(), keys.policy(), keys::cosign, rounds)) {
            while (!entries.isFull() || rounds.sequences().isEmpty()) {
                go(kept, rounds, failures);
            }
            rounds.want();
            entries.end();
            List<MemoryPoolMXBean> heap = heap();
            System.gc();
            double before = used(heap);
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long begunNs = System.nanoTime();
            go(kept, rounds, failures);
            double waitedMs = (System.nanoTime() - begunNs) / 1e6;
            while (rounds.sequences().size() < 2) {
                go(kept, rounds, failures);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            double seconds = (System.nanoTime() - begunNs) / 1e9;
            double peak = heap.stream()
                    .mapToDouble(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            say(
                    "round",
                    "%,d holders of one asset: %.1f s from the end of the block to the published note; whoever follows"
                            + " the log waited %.0f ms of it, the block among it",
                    holders,
                    seconds,
                    waitedMs);
            say("heap", "%.0f MiB before, %.0f MiB at most meanwhile, garbage included", before / MIB, peak / MIB);
            files(rounds, entries, new SplittableRandom(seed), holders);
            return seconds;
        }
    }

    private static void go(SignedLog kept, LiabilityRounds rounds, List<Exception> failures) {
        kept.poll(20_000);
        kept.checkpoint().ifPresent(note -> rounds.covered(size(note), kept.tiles()));
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
    }

    private static long size(SignedNote checkpoint) {
        try {
            return Checkpoint.parse(checkpoint.text()).size();
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void files(LiabilityRounds rounds, ManyHolders entries, SplittableRandom random, int holders)
            throws IOException {
        long sequence = rounds.sequences().getFirst();
        byte[] published = rounds.note(sequence).orElseThrow();
        Histogram madeNs = new Histogram(3);
        Histogram checkedNs = new Histogram(3);
        Histogram bytes = new Histogram(3);
        long leaves = 0;
        for (int at = 0; at < FILES; at++) {
            long account = ManyHolders.accountId(random.nextInt(holders));
            long begunNs = System.nanoTime();
            byte[] file = rounds.holder(sequence, ManyHolders.MONEY, account)
                    .orElseThrow()
                    .format();
            madeNs.recordValue(System.nanoTime() - begunNs);
            bytes.recordValue(file.length);
            begunNs = System.nanoTime();
            leaves = check(published, file, account, entries.totalMinor());
            checkedNs.recordValue(System.nanoTime() - begunNs);
        }
        Conditions.percentiles("a holder's file made", madeNs);
        Conditions.percentiles("and checked", checkedNs);
        say(
                "sizes",
                "note %d bytes; a holder's file p50 %d, max %d bytes; %,d leaves; trees %.0f MiB on the disk",
                published.length,
                bytes.getValueAtPercentile(50),
                bytes.getMaxValue(),
                leaves,
                trees() / MIB);
    }

    /** Of all rounds; the first one has next to nothing in it. */
    private double trees() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("log").resolve(LiabilityRounds.PLACE))) {
            long sum = 0;
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private long check(byte[] published, byte[] file, long account, long totalMinor) {
        try {
            SignedNote signed = SignedNote.parse(published);
            if (signed.verified(keys.policy().logs(BenchKeys.ORIGIN)).isEmpty()) {
                throw new IllegalStateException("nobody has signed");
            }
            LiabilityNote note = LiabilityNote.parse(signed.text());
            HolderFile holder = HolderFile.parse(file);
            note.publishes(holder.statement(), holder.path());
            holder.statement().holds(account, holder.owedMinor(), holder.proof());
            holder.statement().isTotal(ManyHolders.MONEY, note.sequence(), totalMinor);
            return holder.statement().leaves();
        } catch (Refused refused) {
            throw new IllegalStateException("a file of the operator's own is refused", refused);
        }
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double used(List<MemoryPoolMXBean> pools) {
        return pools.stream().mapToDouble(pool -> pool.getUsage().getUsed()).sum();
    }

    private static void say(String name, String form, Object... values) {
        Conditions.line(name, String.format(Locale.ROOT, form, values));
    }
}
