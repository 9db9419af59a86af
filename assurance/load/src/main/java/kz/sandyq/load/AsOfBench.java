package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import kz.sandyq.platform.database.EmbeddedPostgres;
import kz.sandyq.readmodel.AsOf;
import kz.sandyq.readmodel.Bookmark;
import kz.sandyq.readmodel.HolderQueries;
import kz.sandyq.readmodel.Moment;
import kz.sandyq.readmodel.ReadModelPosition;
import kz.sandyq.readmodel.Rebuild;
import org.HdrHistogram.Histogram;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Pages of the holders of one issue at random moments, rows loaded by a rebuild from a generated log; every list that
 * is checked equals a replay of the core.
 */
final class AsOfBench {
    private static final long FIRST_ACCOUNT = 6;
    private static final int PAGE = 100;
    private static final int MOMENTS = 100;
    private static final int CHECKED = 10;
    private static final int WARM_ROUNDS = 5;
    private static final int SMALL = 20;
    private static final long NO_ISSUE = 1_000;

    private final Path directory;
    private final HolderLog log;
    private final long movements;
    private final long seed;

    /**
     * A bench over databases of its own.
     *
     * @param directory taken away in the end
     * @param accounts that are opened over the history; some four fifths of them hold in the end
     * @param movements of holdings, two of each transfer
     */
    AsOfBench(Path directory, int accounts, long movements, long seed) {
        this.directory = directory;
        this.seed = seed;
        this.movements = movements;
        // A transfer moves two holdings.
        log = HolderLog.of(accounts, movements / 2, seed, FIRST_ACCOUNT);
    }

    /** Prints what it found; returns the 99th percentile of a page with cold caches on the whole history, ns. */
    long run() {
        try {
            Conditions.line(
                    "pages",
                    PAGE + " holders after a random account, question by sequence included, " + MOMENTS
                            + " random moments over the whole history, seed " + seed);
            Asked small = asked(log.first(movements / 2 / SMALL), false);
            Asked whole = asked(log, true);
            Conditions.line(
                    "growth of p99",
                    String.format(
                            Locale.ROOT,
                            "%.2f times cold, %.2f times warm, for %d times the movements",
                            (double) p99(whole.cold()) / p99(small.cold()),
                            (double) p99(whole.warm()) / p99(small.warm()),
                            SMALL));
            return p99(whole.cold());
        } finally {
            delete();
        }
    }

    private record Asked(Histogram cold, Histogram warm) {}

    private static long p99(Histogram ns) {
        return ns.getValueAtPercentile(99);
    }

    private Asked asked(HolderLog part, boolean checks) {
        Path place = directory.resolve("database-" + part.lastSequence());
        ReadModelPosition position = load(place, part);
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(place)) {
            SingleConnectionDataSource source = source(server);
            HolderQueries holders = new HolderQueries(JdbcClient.create(source), position, () -> Instant.MAX);
            Histogram cold = new Histogram(3);
            Histogram warm = new Histogram(3);
            boolean dropped = dropCaches();
            // The connection knows its statements and its catalogue before it is asked.
            for (int i = 0; i < MOMENTS; i++) {
                holders.page(NO_ISSUE, holders.find(Moment.after(1)), 0, PAGE);
            }
            List<Question> questions = questions(part);
            questions.forEach(question -> {
                dropCaches();
                question.ask(holders, cold);
            });
            for (int round = 0; round < WARM_ROUNDS; round++) {
                questions.forEach(question -> question.ask(holders, warm));
            }
            String caches =
                    dropped ? "server started anew, the system's cache dropped before each" : "server started anew";
            Conditions.percentiles("cold, " + caches, cold);
            Conditions.percentiles("warm, each asked " + WARM_ROUNDS + " times again", warm);
            if (checks) {
                check(part, holders, questions);
            }
            source.destroy();
            return new Asked(cold, warm);
        }
    }

    private List<Question> questions(HolderLog part) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        return random.longs(MOMENTS, 1, part.lastSequence() + 1)
                .mapToObj(at -> new Question(at, part.accountId(random.nextInt(part.opened()))))
                .toList();
    }

    private record Question(long sequence, long afterAccountId) {
        void ask(HolderQueries holders, Histogram ns) {
            long startNs = System.nanoTime();
            AsOf asOf = holders.find(Moment.after(sequence));
            holders.page(HolderLog.ISSUE, asOf, afterAccountId, PAGE);
            ns.recordValue(System.nanoTime() - startNs);
        }
    }

    private static ReadModelPosition load(Path place, HolderLog part) {
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(place)) {
            SingleConnectionDataSource source = source(server);
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration/readmodel")
                    .load()
                    .migrate();
            long startNs = System.nanoTime();
            ReadModelPosition position = new ReadModelPosition();
            Bookmark end = Rebuild.run(source, part, position, part.lastSequence());
            double seconds = (System.nanoTime() - startNs) / 1e9;
            JdbcClient jdbc = JdbcClient.create(source);
            Conditions.line(
                    "loaded by COPY",
                    String.format(
                            Locale.ROOT,
                            "%,d entries in %.0f s, %,.0f a second, indexes and vacuum included; %s on the disk",
                            end.sequence(),
                            seconds,
                            end.sequence() / seconds,
                            jdbc.sql("select pg_size_pretty(pg_database_size(current_database()))")
                                    .query(String.class)
                                    .single()));
            Conditions.line(
                    "rows",
                    String.format(
                            Locale.ROOT,
                            "%,d movements of holdings of the issue, %,d accounts, %,d ranges",
                            jdbc.sql("select count(*) from readmodel.posting where asset_id = " + HolderLog.ISSUE
                                            + " and account_id >= " + FIRST_ACCOUNT)
                                    .query(Long.class)
                                    .single(),
                            part.opened(),
                            jdbc.sql("select count(*) from readmodel.holder_range")
                                    .query(Long.class)
                                    .single()));
            source.destroy();
            return position;
        }
    }

    /** Compares the full list at some of the moments with what a replay of the core has then. */
    private static void check(HolderLog part, HolderQueries holders, List<Question> questions) {
        ReplayedHolders replayed = new ReplayedHolders(part, FIRST_ACCOUNT);
        List<Long> moments = new ArrayList<>(questions.stream()
                .limit(CHECKED - 1L)
                .map(Question::sequence)
                .sorted()
                .toList());
        moments.add(part.lastSequence());
        for (long moment : moments) {
            if (replayed.upTo(moment) != moment) {
                throw new IllegalStateException("the log has no sequence " + moment);
            }
            long startNs = System.nanoTime();
            int listed = compare(holders, holders.find(Moment.after(moment)), replayed);
            Conditions.line(
                    "list at " + moment,
                    String.format(
                            Locale.ROOT,
                            "%,d holders streamed in %.1f s, equal to the replay",
                            listed,
                            (System.nanoTime() - startNs) / 1e9));
        }
    }

    private static int compare(HolderQueries holders, AsOf asOf, ReplayedHolders replayed) {
        Iterator<Map.Entry<Long, Long>> expected = replayed.holders();
        holders.forEach(HolderLog.ISSUE, asOf, found -> {
            Map.Entry<Long, Long> holder = expected.hasNext() ? expected.next() : Map.entry(0L, 0L);
            if (found.accountId() != holder.getKey() || found.total() != holder.getValue()) {
                throw new IllegalStateException("at " + asOf + " the rows have " + found + ", the replay " + holder);
            }
        });
        if (expected.hasNext()) {
            throw new IllegalStateException("at " + asOf + " the rows lack " + expected.next());
        }
        return replayed.count();
    }

    private static SingleConnectionDataSource source(EmbeddedPostgres server) {
        return new SingleConnectionDataSource(server.url("postgres"), EmbeddedPostgres.USER, server.password(), true);
    }

    /** Whether the system could be made to forget what it has read: root on Linux. */
    private static boolean dropCaches() {
        Path control = Path.of("/proc/sys/vm/drop_caches");
        if (!Files.isWritable(control)) {
            return false;
        }
        try {
            Files.writeString(control, "1");
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private void delete() {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
