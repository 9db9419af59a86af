package kz.sandyq.operator.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.operator.facts.Comparison.Difference;
import kz.sandyq.operator.facts.Comparison.Wrong;
import org.jspecify.annotations.Nullable;

/** What a comparison has seen so far. */
final class Tally {
    /** From what must be in the log to a time that has not come. */
    private static final Duration NOT_YET = FactCheck.LATE.plusMinutes(1);

    long same;
    long waiting;
    long erased;
    long before;
    private final Instant late;
    private final List<Difference> differences = new ArrayList<>();

    /**
     * Nothing seen yet.
     *
     * @param late what is older must be in the log
     */
    Tally(Instant late) {
        this.late = late;
    }

    /** The log does not have it, as far as the rows go that were made from it. */
    void missing(LogPlace log, long read, Instant at, long record) {
        Long answered = log.answered();
        if (answered != null && answered <= read) {
            differs(Wrong.INVENTED, answered, record);
        } else if (at.isBefore(late) || at.isAfter(late.plus(NOT_YET))) {
            differs(Wrong.LATE, null, record);
        } else {
            waiting++;
        }
    }

    void differs(Wrong wrong, @Nullable Long sequence, long record) {
        if (differences.size() < Comparison.MOST) {
            differences.add(new Difference(wrong, Objects.requireNonNullElse(sequence, 0L), record));
        }
    }

    Comparison comparison() {
        return new Comparison(same, waiting, erased, before, List.copyOf(differences));
    }
}
