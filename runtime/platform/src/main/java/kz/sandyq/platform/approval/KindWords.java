package kz.sandyq.platform.approval;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Words for a kind of approval: message {@code approval.kind.<KIND>}, or the kind itself; {@code @kinds} in templates.
 */
@Component("kinds")
public class KindWords {
    private final MessageSource messages;

    KindWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The words in a language. */
    public String words(String kind, Locale locale) {
        String text = messages.getMessage("approval.kind." + kind, null, kind, locale);
        return text == null ? kind : text;
    }
}
