package kz.sandyq.cluster;

import java.util.List;

/** A backup is not what it says, or cannot be taken or restored as asked. */
public final class BackupFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<String> words;

    /**
     * A fault.
     *
     * @param code stable; an application has a sentence for each
     * @param words that the sentence names
     */
    public BackupFault(String code, String... words) {
        super(code + " " + List.of(words));
        this.code = code;
        this.words = List.of(words);
    }

    /** Stable code. */
    public String code() {
        return code;
    }

    /** Words that its sentence names. */
    public List<String> words() {
        return words;
    }
}
