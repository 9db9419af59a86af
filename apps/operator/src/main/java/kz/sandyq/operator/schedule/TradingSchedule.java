package kz.sandyq.operator.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dated schedule of a group of pairs.
 *
 * @param name how people call the group
 * @param validFrom first day on which it holds
 * @param pairs numbers of the pairs; empty: every pair that no schedule of its own names
 * @param decidedAt absent until another person has decided
 */
record TradingSchedule(
        long id,
        String name,
        LocalDate validFrom,
        List<Long> pairs,
        TradingHours hours,
        State state,
        @Nullable Long approval,
        long firstPerson,
        String firstName,
        @Nullable Long secondPerson,
        @Nullable String secondName,
        Instant proposedAt,
        @Nullable Instant decidedAt) {
    TradingSchedule {
        pairs = List.copyOf(pairs);
    }

    /** Where it stands. */
    enum State {
        PROPOSED,
        DECLINED,
        IN_FORCE;

        /** Kind of the badge on a page. */
        public String badge() {
            return switch (this) {
                case IN_FORCE -> "good";
                case PROPOSED -> "wait";
                case DECLINED -> "bad";
            };
        }
    }
}
