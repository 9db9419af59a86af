package kz.sandyq.translog;

/** What is kept for proofs cannot be written or read, or is not what it should be. Says which file or block. */
public final class TranslogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean differs;

    TranslogException(String message) {
        this(message, false);
    }

    TranslogException(String message, Throwable cause) {
        super(message, cause);
        differs = false;
    }

    private TranslogException(String message, boolean differs) {
        super(message);
        this.differs = differs;
    }

    /** What is kept is whole, and this build comes to something else. */
    static TranslogException differing(String message) {
        return new TranslogException(message, true);
    }

    /** Whether what is kept is whole, and executing it comes to something else: by another build, or quarantine. */
    public boolean differs() {
        return differs;
    }
}
