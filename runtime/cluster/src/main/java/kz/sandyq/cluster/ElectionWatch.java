package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;

/**
 * Whether a member tries in vain to follow: an election that fails by an error begins anew for ever (aeron issue 1657).
 * A start on the same directory helps. It is started soon when the others serve without it, and later when nobody
 * serves, since it may be the one that all wait for.
 */
final class ElectionWatch {
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
    static final long PATIENCE_WHEN_NOBODY_SERVES_NS = TimeUnit.SECONDS.toNanos(30);
    /** Who waits for a majority meets few errors; who begins anew and anew meets many in a second. */
    private static final long MANY = 60;

    private final Tries besideOthers = new Tries();
    private final Tries alone = new Tries();

    /**
     * Looks again.
     *
     * @param elected whether the member follows or leads
     * @param othersServe whether a majority of others follows and leads
     * @param commitPosition how far the member's log is known to be committed; while that moves it goes forward
     * @param errors that the member has met since its start
     * @return whether it has got no further for 10 s beside others that serve and met errors, or for 30 s and met 60
     */
    boolean isInVain(boolean elected, boolean othersServe, long commitPosition, long errors, long nowNs) {
        boolean besideInVain = besideOthers.last(!elected && othersServe, commitPosition, errors, nowNs, PATIENCE_NS)
                && besideOthers.errors(errors) > 0;
        boolean aloneInVain = alone.last(!elected, commitPosition, errors, nowNs, PATIENCE_WHEN_NOBODY_SERVES_NS)
                && alone.errors(errors) >= MANY;
        return besideInVain || aloneInVain;
    }

    /** Since when it tries without getting further. */
    private static final class Tries {
        private boolean on;
        private long sinceNs;
        private long errorsBefore;
        private long positionBefore;

        boolean last(boolean tries, long position, long errors, long nowNs, long patienceNs) {
            if (!tries || !on || position != positionBefore) {
                on = tries;
                sinceNs = nowNs;
                errorsBefore = errors;
                positionBefore = position;
            }
            return on && nowNs - sinceNs >= patienceNs;
        }

        long errors(long now) {
            return now - errorsBefore;
        }
    }
}
