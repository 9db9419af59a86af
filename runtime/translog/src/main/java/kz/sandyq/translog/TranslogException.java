package kz.sandyq.translog;

/** What is kept for proofs cannot be written or read, or is not what it should be. Says which file or block. */
public final class TranslogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TranslogException(String message) {
        super(message);
    }

    TranslogException(String message, Throwable cause) {
        super(message, cause);
    }
}
