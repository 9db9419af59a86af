package kz.sandyq.operator.proof;

import java.util.concurrent.atomic.AtomicReference;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.translog.MemberPurges;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

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
     * Begins to copy, until {@link #end}. From then on no purge begins; one that members have been told before may go
     * on still ({@link #purged}).
     *
     * @throws RefusedException BACKUP_RUNS (409) while it is copied, PURGE_RUNS (409) while it is purged
     */
    public void beginCopy() {
        begin(Turn.COPIED);
    }

    /**
     * Whether no member of a cluster purges any more. Asks them, some seconds at most, and therefore never within a
     * transaction: its connection and locks would wait for the slowest of them. One that is away now may obey later;
     * what it was told stands in sealed segments, which every copy has.
     */
    @Transactional(propagation = Propagation.NEVER)
    public boolean purged() {
        return !isPurging();
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
