package kz.sandyq.operator.proof;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How often one may ask for segments within a minute: each request is a record of the audit trail and an entry of the
 * log, and nobody shall fill these by asking for one byte after the other.
 */
final class ReadingLimit {
    /** Requests of one asker within a minute of the clock; a segment of 16 MiB is one. */
    static final int PER_MINUTE = 120;

    private static final int ASKERS_MAX = 1_000;

    /** Whether a request is within the limit, or the first or another one beyond it. */
    enum Turn {
        WITHIN,
        FIRST_BEYOND,
        BEYOND
    }

    private record Count(long minute, int requests) {}

    private final InstantSource clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > ASKERS_MAX;
        }
    };

    ReadingLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts one more request of somebody. */
    synchronized Turn take(String asker) {
        long minute = TimeUnit.SECONDS.toMinutes(clock.instant().getEpochSecond());
        Count before = counts.get(asker);
        int requests = before == null || before.minute() != minute ? 1 : before.requests() + 1;
        counts.put(asker, new Count(minute, requests));
        if (requests <= PER_MINUTE) {
            return Turn.WITHIN;
        }
        return requests == PER_MINUTE + 1 ? Turn.FIRST_BEYOND : Turn.BEYOND;
    }
}
