package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a member tries in vain to follow or to lead. An election that fails by an error begins anew for ever (aeron
 * issue 1657), and a start on the same directory helps: soon when others serve without it, later when nobody serves,
 * since it may be the one that all wait for. A leader whose log nobody takes lets another lead.
 */
final class ElectionWatch {
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
    static final long PATIENCE_TO_LEAD_NS = TimeUnit.SECONDS.toNanos(20);
    static final long PATIENCE_WHEN_NOBODY_SERVES_NS = TimeUnit.SECONDS.toNanos(30);
    static final long PATIENCE_WITH_A_STANDSTILL_NS = TimeUnit.SECONDS.toNanos(20);
    /** One is nothing: who fetches much of the log takes long. */
    private static final long SOME = 3;
    /** Who waits for a majority meets few errors; who begins anew and anew meets many. */
    private static final long MANY = 30;

    private final Tries besideOthers = new Tries(PATIENCE_NS, SOME);
    private final Tries alone = new Tries(PATIENCE_WHEN_NOBODY_SERVES_NS, MANY);
    private final Tries toLead = new Tries(PATIENCE_TO_LEAD_NS, 0);
    private final Tries toTurn = new Tries(PATIENCE_WITH_A_STANDSTILL_NS, 0);

    /**
     * Looks again.
     *
     * @param elected whether the member follows or leads
     * @param leads whether it leads and takes no snapshot
     * @param othersServe whether a majority of others follows and leads
     * @param commitPosition how far the member's log is known to be committed; while that moves it goes forward
     * @param errors that the member has met since its start
     * @return why it has to be started again: it got no further for 10 s beside others that serve and met 3 errors, for
     *     30 s and met 30, or leads for 20 s and nothing is committed; null while it has not to
     */
    @Nullable
    String inVain(boolean elected, boolean leads, boolean othersServe, long commitPosition, long errors, long nowNs) {
        boolean failsBesideOthers = besideOthers.inVain(!elected && othersServe, commitPosition, errors, nowNs);
        boolean failsAlone = alone.inVain(!elected, commitPosition, errors, nowNs);
        if (toLead.inVain(leads, commitPosition, errors, nowNs)) {
            return "this member leads, and nobody takes its log";
        }
        return failsBesideOthers || failsAlone ? "this member fails to follow again and again" : null;
    }

    /**
     * Looks again whether the election goes on at all: the consensus module waits without end for a service that waits
     * without end for a log whose sender has gone meanwhile, and neither meets an error.
     *
     * @param elects whether the member has loaded its snapshot and neither follows nor leads
     * @param turnedAtMs when the consensus module last went round, on whatever clock
     * @return why it has to be started again: it did not go round for 20 s; null while it has not to
     */
    @Nullable
    String stands(boolean elects, long turnedAtMs, long nowNs) {
        return toTurn.inVain(elects, turnedAtMs, 0, nowNs) ? "this member stands still in an election" : null;
    }

    /** Since when it tries without getting further; who met too few errors by then begins to be watched anew. */
    private static final class Tries {
        private final long patienceNs;
        private final long errorsAtLeast;
        private boolean on;
        private long sinceNs;
        private long errorsBefore;
        private long positionBefore;

        Tries(long patienceNs, long errorsAtLeast) {
            this.patienceNs = patienceNs;
            this.errorsAtLeast = errorsAtLeast;
        }

        boolean inVain(boolean tries, long position, long errors, long nowNs) {
            boolean over = on && nowNs - sinceNs >= patienceNs;
            boolean enough = errors - errorsBefore >= errorsAtLeast;
            if (!tries || !on || position != positionBefore || (over && !enough)) {
                on = tries;
                sinceNs = nowNs;
                errorsBefore = errors;
                positionBefore = position;
                return false;
            }
            return over;
        }
    }
}
