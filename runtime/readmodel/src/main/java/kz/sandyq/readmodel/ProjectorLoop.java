package kz.sandyq.readmodel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.market.ReplicaStop;
import org.jspecify.annotations.Nullable;

/** Keeps the read model behind the log on a thread of its own; what fails is closed and opened anew at its bookmark. */
public final class ProjectorLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ProjectorLoop.class.getName());
    private static final int ENTRIES_PER_BATCH = 500;
    private static final long CORE_STATE_EVERY = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    /** A start that has failed so often in a row is given up: some two minutes. */
    private static final int FAILURES_MAX = 100;

    private static final int FAILURES_UNSAID = 10;

    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final DataSource source;
    private final EntryLog log;
    private final ReadModelPosition position;
    private final Thread thread;
    private int limit = ENTRIES_PER_BATCH;
    private volatile boolean running = true;
    private volatile int failures;
    private volatile @Nullable RuntimeException lastFailure;
    private volatile long heldAtStart = -1;
    private volatile @Nullable LogMismatchException mismatch;

    /**
     * Begins to follow.
     *
     * @param log read from this loop's thread only, until it is closed
     */
    public ProjectorLoop(DataSource source, EntryLog log, ReadModelPosition position) {
        this.source = source;
        this.log = log;
        this.position = position;
        thread = Thread.ofPlatform().name("projector").start(this::run);
    }

    /**
     * Waits until the rows hold the log up to a sequence, and says how far they are.
     *
     * @param sequence at or above everything that was answered
     * @throws LogMismatchException when the rows are not of this log, or the core must not go on with it
     * @throws IllegalStateException when the log cannot be followed from where the rows end, as one of another cluster
     */
    public void awaitSequence(long sequence) {
        while (!position.await(sequence, PATIENCE)) {
            checkLog(sequence);
            LOG.log(
                    Level.INFO,
                    "the read model holds " + position.bookmark().sequence() + " of " + sequence + " entries");
        }
    }

    /** Whether rows are written; what ends within a few tries, as when another member is followed, does not count. */
    public boolean follows() {
        return mismatch == null && thread.isAlive() && failures < FAILURES_UNSAID;
    }

    private void checkLog(long sequence) {
        LogMismatchException found = mismatch;
        if (found != null) {
            throw found;
        }
        if (failures >= FAILURES_MAX) {
            throw new IllegalStateException(
                    "the read model cannot follow the log, " + failures + " tries", lastFailure);
        }
        if (heldAtStart > sequence) {
            throw new LogMismatchException("The rows end at sequence " + heldAtStart + ", the log at " + sequence
                    + ": they were made from another log, or the log has lost its end");
        }
    }

    private void run() {
        while (running) {
            try (Projector projector = Projector.open(source, log, position, CORE_STATE_EVERY)) {
                if (heldAtStart < 0) {
                    heldAtStart = projector.bookmark().sequence();
                }
                follow(projector);
            } catch (LogMismatchException found) {
                if (limit > 1 && found.getCause() instanceof ReplicaStop) {
                    // The entries before the one at which it stops belong into the rows.
                    limit = 1;
                    continue;
                }
                mismatch = found;
                LOG.log(Level.ERROR, "the read model stands still", found);
                return;
            } catch (RuntimeException failed) {
                if (running) {
                    failures++;
                    lastFailure = failed;
                    LOG.log(Level.WARNING, "the read model stopped and starts again at its bookmark", failed);
                    LockSupport.parkNanos(RETRY_NS);
                }
            }
        }
    }

    private void follow(Projector projector) {
        while (running) {
            if (projector.poll(limit) == 0) {
                LockSupport.parkNanos(IDLE_NS);
            } else {
                failures = 0;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
