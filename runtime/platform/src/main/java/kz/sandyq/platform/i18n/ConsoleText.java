package kz.sandyq.platform.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Words on the console: in Kazakh or Russian where the machine speaks it, in English elsewhere. */
public final class ConsoleText {
    private final ResourceBundle bundle;
    private final Locale language;

    /**
     * Words of a bundle.
     *
     * @param name of the bundle, such as {@code messages/demo}
     * @param machine language of the machine
     */
    public ConsoleText(String name, Locale machine) {
        String tag = machine.getLanguage();
        language = tag.equals("kk") || tag.equals("ru") ? Locale.forLanguageTag(tag) : Locale.ENGLISH;
        bundle = ResourceBundle.getBundle(
                name, language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The text of a key. */
    public String of(String key, Object... args) {
        return new MessageFormat(bundle.getString(key), language).format(args);
    }
}
