package kz.sandyq.readmodel;

/** The rows were not made from this log. To try again does not help: the right log is needed, or rows made anew. */
public final class LogMismatchException extends ProjectionException {
    /** With what differs, and where. */
    public LogMismatchException(String message) {
        super(message);
    }
}
