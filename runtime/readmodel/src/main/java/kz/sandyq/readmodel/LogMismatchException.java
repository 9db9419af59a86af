package kz.sandyq.readmodel;

/**
 * The rows cannot go on with this log: they were not made from it, or the core of this process must not go on with it.
 * To try again does not help: the right log is needed, or rows made anew, or another build.
 */
public final class LogMismatchException extends ProjectionException {
    /** With what differs, and where. */
    public LogMismatchException(String message) {
        super(message);
    }

    /** With what stopped the core. */
    LogMismatchException(String message, Throwable stop) {
        super(message, stop);
    }
}
