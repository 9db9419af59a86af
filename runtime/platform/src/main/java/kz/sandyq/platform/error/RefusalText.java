package kz.sandyq.platform.error;

import java.util.Locale;
import kz.sandyq.law.Citation;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Turns a refusal into words: what, why, what to do. Looks up {@code refusal.<CODE>}, then {@code reject.<CODE>}, then
 * the core's own text. The core gives no values: where a text of ours asks for some, its text stands instead.
 */
@Component
public class RefusalText {
    private final MessageSource messages;

    RefusalText(MessageSource messages) {
        this.messages = messages;
    }

    /** What was refused and why. A code without a text is our fault: the code itself is shown. */
    public String detail(RefusedException refusal, Locale locale) {
        Object[] args = refusal.argsArray();
        String found = refusal.code();
        for (String prefix : new String[] {"", "reject.", "refusal."}) {
            String text = messages.getMessage(prefix + refusal.code(), args, null, locale);
            if (text != null && (found.equals(refusal.code()) || args.length > 0 || !text.contains("{0}"))) {
                found = text;
            }
        }
        return found;
    }

    /**
     * What the user can do: {@code refusal.<CODE>.do}, {@code <CODE>.todo} of the core's codes, or a general sentence.
     */
    public String whatToDo(RefusedException refusal, Locale locale) {
        for (String key : new String[] {"refusal." + refusal.code() + ".do", refusal.code() + ".todo"}) {
            String own = messages.getMessage(key, refusal.argsArray(), null, locale);
            if (own != null) {
                return own;
            }
        }
        return general("platform.refusal.whatToDo", locale);
    }

    /** The clause that asks for the refusal as people cite it, null when none does. */
    public @Nullable String citation(RefusedException refusal, Locale locale) {
        String clause = refusal.clause();
        return clause == null ? null : Citation.of(clause, locale);
    }

    /** A text that belongs to every refusal. */
    public String general(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
