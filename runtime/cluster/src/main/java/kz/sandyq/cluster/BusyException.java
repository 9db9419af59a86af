package kz.sandyq.cluster;

/** The window of unanswered commands is full: nothing was sent, try again later. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(int window) {
        super("window of " + window + " unanswered commands is full");
    }
}
