package kz.sandyq.operator.proof;

import java.util.concurrent.atomic.AtomicReference;
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

    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.FREE);
    private final ObjectProvider<ProofLoop> loop;

    LogTurn(ObjectProvider<ProofLoop> loop) {
        this.loop = loop;
    }

    /**
     * Begins to copy, until {@link #end}; of a cluster asks the members before, some seconds at most.
     *
     * @throws RefusedException BACKUP_RUNS (409) while it is copied, PURGE_RUNS (409) while it is purged
     */
    public void beginCopy() {
        begin(Turn.COPIED);
        boolean refused = true;
        try {
            refused = isPurging();
        } finally {
            if (refused) {
                end();
            }
        }
        if (refused) {
            throw new RefusedException("PURGE_RUNS").status(409);
        }
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
