package kz.sandyq.verifier;

import kz.sandyq.transparency.Refusal;
import org.jspecify.annotations.Nullable;

/** A file or place that cannot be read or written, or a policy that is none. */
final class FileFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String key;
    private final @Nullable Refusal noPolicy;

    /** It cannot be read. */
    FileFault(String file) {
        this(file, "unreadable", null);
    }

    /** What the words of this key say of it. */
    FileFault(String file, String key, @Nullable Refusal noPolicy) {
        super(file, null, false, false);
        this.file = file;
        this.key = key;
        this.noPolicy = noPolicy;
    }

    /** What to tell whoever named it. */
    String words(Words words) {
        return noPolicy == null
                ? words.say(key, file)
                : words.say(key, file, noPolicy.number(), noPolicy, words.say("refusal." + noPolicy));
    }
}
