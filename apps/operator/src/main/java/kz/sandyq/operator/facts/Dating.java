package kz.sandyq.operator.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether records, in the order in which the log has them, say times at which they can have been written: not after the
 * log recorded them, and not long before another one that the log had already for long. A record may wait, and batches
 * of the same minutes may change places.
 */
final class Dating {
    /** Between the clocks of an operator and of the log. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private record Recorded(Instant at, Instant recordedAt) {}

    private final Deque<Recorded> recent = new ArrayDeque<>();
    private Instant latest = Instant.EPOCH;

    /**
     * Looks at the next one.
     *
     * @param at what the record says
     * @param recordedAt the log's time of its entry
     */
    boolean isWrong(Instant at, Instant recordedAt) {
        Instant longAgo = recordedAt.minus(FactCheck.LATE);
        while (!recent.isEmpty() && !recent.getFirst().recordedAt().isAfter(longAgo)) {
            Instant then = recent.removeFirst().at();
            latest = then.isAfter(latest) ? then : latest;
        }
        if (at.isAfter(recordedAt.plus(CLOCKS)) || at.isBefore(latest.minus(FactCheck.LATE))) {
            return true;
        }
        recent.addLast(new Recorded(at, recordedAt));
        return false;
    }
}
