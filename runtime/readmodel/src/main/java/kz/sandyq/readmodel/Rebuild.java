package kz.sandyq.readmodel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import kz.sandyq.cluster.EntryLog;

/**
 * Writes every row anew from the log alone, by COPY and with the indexes of questions set aside. One that was cut off
 * is begun again, or gone on with by a {@link Projector}, which makes the indexes first.
 */
public final class Rebuild {
    private static final int ENTRIES_AT_ONCE = 5_000;
    private static final int ENTRIES_PER_TRANSACTION = 200_000;
    private static final long IDLE_NS = 100_000;
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private Rebuild() {}

    /**
     * Forgets every row and writes those of the log up to a sequence. The log goes on meanwhile; what comes later is
     * for the projector that is opened next.
     *
     * @param untilSequence a sequence that the log has reached
     * @return where the rows end, at {@code untilSequence} or a little later
     * @throws ProjectionException when the log does not reach the sequence, or rows cannot be written
     */
    public static Bookmark run(DataSource source, EntryLog log, ReadModelPosition position, long untilSequence) {
        Projector.clear(source);
        setAside(source);
        CopiedRows copied = new CopiedRows();
        Bookmark end;
        try (Projector projector = Projector.open(source, log, position, Long.MAX_VALUE, copied)) {
            follow(projector, copied, untilSequence);
            end = projector.bookmark();
        }
        finish(source);
        return end;
    }

    private static void follow(Projector projector, CopiedRows copied, long untilSequence) {
        int unwritten = 0;
        long lastNs = System.nanoTime();
        while (projector.taken() < untilSequence) {
            int taken = projector.take(copied, ENTRIES_AT_ONCE);
            unwritten += taken;
            if (taken > 0) {
                lastNs = System.nanoTime();
            } else if (System.nanoTime() - lastNs > STANDSTILL.toNanos()) {
                throw new ProjectionException(
                        "The log ends at sequence " + projector.taken() + ", before " + untilSequence);
            } else {
                LockSupport.parkNanos(IDLE_NS);
            }
            if (unwritten >= ENTRIES_PER_TRANSACTION) {
                projector.write();
                unwritten = 0;
            }
        }
        if (projector.taken() > projector.bookmark().sequence()) {
            projector.write();
        }
    }

    private static void setAside(DataSource source) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            SetAsideIndexes.drop(connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            throw new ProjectionException("The indexes cannot be set aside", failed);
        }
    }

    /** Indexes, and what the planner and reading from an index alone need. */
    private static void finish(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            SetAsideIndexes.make(connection);
            connection.commit();
            connection.setAutoCommit(true);
            for (String table : Table.names()) {
                statement.execute("vacuum (analyze) " + table);
            }
        } catch (SQLException failed) {
            throw new ProjectionException("The indexes cannot be made", failed);
        }
    }
}
