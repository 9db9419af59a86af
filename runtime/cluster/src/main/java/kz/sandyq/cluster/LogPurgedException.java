package kz.sandyq.cluster;

/** The recording does not reach back to where somebody wants to read: what is before stands in sealed segments. */
public final class LogPurgedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LogPurgedException(long position, long start) {
        super("the recorded log begins at " + start + ", not at " + position + ": read sealed segments up to there");
    }
}
