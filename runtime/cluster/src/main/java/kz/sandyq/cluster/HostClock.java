package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the clock of a host is set back. The timers of Aeron Cluster go by that clock: heartbeats, elections and
 * snapshots would wait until it is again where it was.
 */
final class HostClock {
    /** Less is not told from a pause between two readings, and no heartbeat is missed by it. */
    private static final long MOST_BACK_MS = 1_000;

    private final LongSupplier wallMs;
    private final LongSupplier monotonicNs;
    private long seenMs;
    private long seenNs;

    /**
     * Looks for the first time.
     *
     * @param wallMs what the timers go by, Unix milliseconds
     * @param monotonicNs time that is never set, nanoseconds
     */
    HostClock(LongSupplier wallMs, LongSupplier monotonicNs) {
        this.wallMs = wallMs;
        this.monotonicNs = monotonicNs;
        seenNs = monotonicNs.getAsLong();
        seenMs = wallMs.getAsLong();
    }

    /** Whether it was set back since the last look, by more than a second. */
    boolean isSetBack() {
        long nowNs = monotonicNs.getAsLong();
        long nowMs = wallMs.getAsLong();
        long expectedMs = seenMs + TimeUnit.NANOSECONDS.toMillis(nowNs - seenNs);
        seenNs = nowNs;
        seenMs = nowMs;
        return expectedMs - nowMs > MOST_BACK_MS;
    }
}
