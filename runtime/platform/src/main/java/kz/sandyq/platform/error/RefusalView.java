package kz.sandyq.platform.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A refusal ready to be shown on a page (fragment {@code layout/parts :: refusal}).
 *
 * @param code stable code
 * @param clause id of the clause, if one asks for the refusal
 * @param citation the same clause as people cite it in the user's language
 * @param field name of the input at fault, if one is
 * @param detail what and why, in the user's language
 * @param whatToDo what the user can do now
 */
public record RefusalView(
        String code,
        @Nullable String clause,
        @Nullable String citation,
        @Nullable String field,
        String detail,
        String whatToDo) {

    /** Words of the refusal in a language. */
    public static RefusalView of(RefusedException refusal, RefusalText texts, Locale locale) {
        return new RefusalView(
                refusal.code(),
                refusal.clause(),
                texts.citation(refusal, locale),
                refusal.field(),
                texts.detail(refusal, locale),
                texts.whatToDo(refusal, locale));
    }
}
