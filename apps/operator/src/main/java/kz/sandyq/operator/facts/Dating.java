package kz.sandyq.operator.facts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether records, in the order in which they were kept for the log, say times at which they can have been written: not
 * after the log recorded them, and not long before others that were kept earlier.
 */
final class Dating {
    /** Between the clocks of an operator and of the log. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private Instant latest = Instant.MIN;

    /**
     * Looks at the next one.
     *
     * @param at what the record says
     * @param recordedAt the log's time of its entry, null while the log does not have it
     */
    boolean isWrong(Instant at, @Nullable Instant recordedAt) {
        if (recordedAt != null && at.isAfter(recordedAt.plus(CLOCKS))
                || latest != Instant.MIN && at.isBefore(latest.minus(FactCheck.LATE))) {
            return true;
        }
        if (at.isAfter(latest)) {
            latest = at;
        }
        return false;
    }
}
