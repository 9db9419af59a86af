package kz.sandyq.operator.issuance;

import java.util.Arrays;
import java.util.List;

/**
 * Something that stands in the way, in the words of a refusal.
 *
 * @param code stable code of the refusal; its text is {@code refusal.<code>} in the bundles
 * @param clause id of the clause that asks for it, empty when none does
 * @param args what the text is filled with, already formatted
 */
public record Finding(String code, String clause, List<String> args) {
    public Finding {
        args = List.copyOf(args);
    }

    static Finding of(String code, String clause, Object... args) {
        return new Finding(
                code, clause, Arrays.stream(args).map(String::valueOf).toList());
    }
}
