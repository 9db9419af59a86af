package kz.sandyq.witness;

/** A witness cannot start; the words say what to do, and never what a key is. */
final class WitnessFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The command line. */
    static final int USAGE = 2;
    /** Another process works on the directory, or the address is taken. */
    static final int TAKEN = 3;
    /** The configuration, the key or the certificates are missing or wrong. */
    static final int WRONG_CONFIGURATION = 4;
    /** The directory is not this witness's memory, or is damaged, or is not empty where it must be. */
    static final int WRONG_DIRECTORY = 5;

    private final int exitCode;

    WitnessFault(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
