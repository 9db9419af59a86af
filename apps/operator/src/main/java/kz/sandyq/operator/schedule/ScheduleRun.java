package kz.sandyq.operator.schedule;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a step of a pair on a day.
 *
 * @param attempts how often it was sent
 * @param rejectCode why the core refused, 0 when it did not
 * @param sequence its entry of the log, 0 for none
 */
record ScheduleRun(
        long id,
        long instrumentId,
        String symbol,
        LocalDate day,
        ScheduleStep step,
        Instant dueAt,
        State state,
        int attempts,
        int rejectCode,
        long sequence,
        Instant at,
        @Nullable Instant answeredAt) {
    /** Where it stands. */
    enum State {
        /** In the outbox or on its way. */
        SENT(false, "wait"),
        /** Refused for a reason that passes; it goes again. */
        RETRY(false, "wait"),
        /** In the log. */
        DONE(true, "good"),
        REFUSED(true, "bad"),
        /** Its time has passed while nobody was there, or a later phase came first. */
        MISSED(true, "bad"),
        /** The pair was stopped by people: only they start it again. */
        STOPPED(true, "quiet");

        private final boolean ended;
        private final String badge;

        State(boolean ended, String badge) {
            this.ended = ended;
            this.badge = badge;
        }

        boolean ended() {
            return ended;
        }

        /** Kind of the badge on a page. */
        public String badge() {
            return badge;
        }
    }
}
