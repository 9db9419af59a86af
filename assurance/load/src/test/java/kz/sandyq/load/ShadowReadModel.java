package kz.sandyq.load;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.LogFollower;
import kz.sandyq.cluster.LogHandler;
import kz.sandyq.platform.database.ThrowawayDatabases;
import kz.sandyq.readmodel.Projector;
import kz.sandyq.readmodel.ReadModelPosition;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A read model of the test's own, built from the log by a projector that nobody kills. */
final class ShadowReadModel {
    private static final long STATE_EVERY = 50_000;

    private final DataSource source;

    ShadowReadModel() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(ThrowawayDatabases.create());
        database.setUser("postgres");
        source = database;
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/readmodel")
                .schemas("public", "readmodel")
                .defaultSchema("public")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .createSchemas(true)
                .load()
                .migrate();
    }

    /** Goes on in the log up to exactly this sequence; from its beginning when asked. */
    ReadModelContent upTo(Path aeronDirectory, long sequence, boolean fromTheBeginning) {
        if (fromTheBeginning) {
            Projector.clear(source);
        }
        try (FollowedNode log = new FollowedNode(aeronDirectory);
                Projector projector = Projector.open(source, log, new ReadModelPosition(), STATE_EVERY)) {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
            while (projector.bookmark().sequence() < sequence) {
                long ahead = sequence - projector.bookmark().sequence();
                if (projector.poll((int) Math.clamp(ahead, 1, 1_000)) == 0) {
                    if (System.nanoTime() > deadlineNs) {
                        throw new IllegalStateException("the log ends at " + projector.bookmark());
                    }
                    LockSupport.parkNanos(100_000);
                }
            }
        }
        return ReadModelContent.read(source);
    }

    private static final class FollowedNode implements EntryLog, AutoCloseable {
        private final Path aeronDirectory;
        private @Nullable LogFollower follower;
        private @Nullable LogHandler taker;

        FollowedNode(Path aeronDirectory) {
            this.aeronDirectory = aeronDirectory;
        }

        @Override
        public Reader from(long logPosition) {
            LogFollower opened =
                    LogFollower.open(aeronDirectory, logPosition, (at, time, tick, buffer, from, length) -> {
                        if (taker != null) {
                            taker.onEntry(at, time, tick, buffer, from, length);
                        }
                    });
            follower = opened;
            return (entry, limit) -> {
                taker = entry;
                return opened.poll(limit);
            };
        }

        @Override
        public void close() {
            if (follower != null) {
                follower.close();
            }
        }
    }
}
