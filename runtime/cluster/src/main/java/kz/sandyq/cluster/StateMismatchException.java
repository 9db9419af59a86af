package kz.sandyq.cluster;

/** A member made something else of the log than a majority, or there is no majority that agrees. */
public final class StateMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateMismatchException(String message) {
        super(message);
    }
}
