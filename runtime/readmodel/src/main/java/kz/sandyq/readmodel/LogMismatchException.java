package kz.sandyq.readmodel;

import kz.sandyq.market.ReplicaStop;

/**
 * The rows cannot go on with this log: they were not made from it, or the core of this process must not go on with it.
 * To try again does not help: the right log is needed, or rows made anew, or another build.
 */
public final class LogMismatchException extends ProjectionException {
    /** With what differs, and where. */
    public LogMismatchException(String message) {
        super(message);
    }

    LogMismatchException(ReplicaStop stop) {
        super(String.valueOf(stop.getMessage()), stop);
    }
}
