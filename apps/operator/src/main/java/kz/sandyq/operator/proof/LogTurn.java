package kz.sandyq.operator.proof;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.translog.MemberPurges;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The log is copied or purged, one at a time: what a copy begins with would go before the copy is complete. A purge of
 * a cluster goes on at its members after the turn has ended; no copy begins before they have obeyed.
 */
@Component
public class LogTurn {
    private enum Turn {
        FREE,
        COPIED,
        PURGED
    }

    private static final long PURGED_WITHIN_NS = TimeUnit.MINUTES.toNanos(5);
    private static final long ASK_EVERY_NS = TimeUnit.SECONDS.toNanos(2);

    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.FREE);
    private final ObjectProvider<ProofLoop> loop;

    LogTurn(ObjectProvider<ProofLoop> loop) {
        this.loop = loop;
    }

    /**
     * Begins to copy, until {@link #end}. Asks nobody: whether members of a cluster still purge, {@link #awaitMembers}
     * says.
     *
     * @throws RefusedException BACKUP_RUNS (409) while it is copied, PURGE_RUNS (409) while it is purged
     */
    public void beginCopy() {
        begin(Turn.COPIED);
    }

    /**
     * Waits until no member of a cluster purges what it was told to; where the node is in this process, not at all.
     *
     * @return false when one still does after five minutes
     */
    public boolean awaitMembers() {
        long endNs = System.nanoTime() + PURGED_WITHIN_NS;
        while (isPurging()) {
            if (System.nanoTime() > endNs) {
                return false;
            }
            LockSupport.parkNanos(ASK_EVERY_NS);
        }
        return true;
    }

    private boolean isPurging() {
        ProofLoop running = loop.getIfAvailable();
        return running != null
                && running.isOpen()
                && running.copies()
                && running.purges().filter(LogTurn::isPurging).isPresent();
    }

    /**
     * Begins to purge, until {@link #end}.
     *
     * @throws RefusedException as {@link #beginCopy}
     */
    void beginPurge() {
        begin(Turn.PURGED);
    }

    private void begin(Turn wanted) {
        Turn now = turn.compareAndExchange(Turn.FREE, wanted);
        if (now != Turn.FREE) {
            throw new RefusedException(now == Turn.COPIED ? "BACKUP_RUNS" : "PURGE_RUNS").status(409);
        }
    }

    /** Gives the log back; whoever began calls it once. */
    public void end() {
        turn.set(Turn.FREE);
    }

    /** Whether it is copied now. */
    public boolean isCopied() {
        return turn.get() == Turn.COPIED;
    }

    /**
     * A member that is away, or says why it does not obey, holds nobody up: what it was told to purge stands in sealed
     * segments, which every later copy has.
     */
    private static boolean isPurging(MemberPurges purges) {
        return purges.ordered() > 0 && PurgeProgress.of(purges).isGoingOn();
    }
}
