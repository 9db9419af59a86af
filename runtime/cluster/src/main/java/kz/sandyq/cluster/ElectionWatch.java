package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;

/**
 * Whether a member tries in vain to follow: an election that fails by an error begins anew for ever (aeron issue 1657),
 * as after a tail of the log that nobody acknowledged. A start on the same directory helps.
 */
final class ElectionWatch {
    static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private long triesSinceNs;
    private boolean tries;
    private long errorsBefore;
    private long positionBefore;

    /**
     * Looks again.
     *
     * @param elected whether the member follows or leads
     * @param othersServe whether a majority of others follows and leads
     * @param commitPosition how far the member's log is known to be committed; while that moves it goes forward
     * @param errors that the member has met since its start
     * @return whether it has tried for 10 s, met errors, and got no further
     */
    boolean isInVain(boolean elected, boolean othersServe, long commitPosition, long errors, long nowNs) {
        if (elected || !othersServe || !tries || commitPosition != positionBefore) {
            tries = !elected && othersServe;
            triesSinceNs = nowNs;
            errorsBefore = errors;
            positionBefore = commitPosition;
        }
        return tries && errors > errorsBefore && nowNs - triesSinceNs >= PATIENCE_NS;
    }
}
