package kz.sandyq.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Texts in one language. */
final class Words {
    /** Tags of the languages, the default first. */
    static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private final Properties texts = new Properties();

    private Words() {}

    /** The texts of one of {@link #LANGUAGES}. */
    static Words of(String language) {
        Words words = new Words();
        try (InputStream file = Words.class.getResourceAsStream("/messages/verifier_" + language + ".properties")) {
            if (file == null) {
                throw new IllegalArgumentException("no such language");
            }
            words.texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return words;
    }

    /** A text with its arguments, which are put in as they are. */
    String say(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key);
        }
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            plain[i] = String.valueOf(arguments[i]);
        }
        return new MessageFormat(text, Locale.ROOT).format(plain);
    }
}
