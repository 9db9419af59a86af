package kz.sandyq.operator.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.operator.facts.Comparison.Difference;
import kz.sandyq.operator.facts.Comparison.Wrong;
import org.jspecify.annotations.Nullable;

/** What a comparison has seen so far. */
final class Tally {
    long same;
    long waiting;
    long erased;
    long before;
    private final List<Difference> differences = new ArrayList<>();

    void differs(Wrong wrong, @Nullable Long sequence, long record) {
        if (differences.size() < Comparison.MOST) {
            differences.add(new Difference(wrong, Objects.requireNonNullElse(sequence, 0L), record));
        }
    }

    Comparison comparison() {
        return new Comparison(same, waiting, erased, before, List.copyOf(differences));
    }
}
