package kz.sandyq.cluster;

/** The log that an application works with: of the node in its own process, or of a cluster that it reaches. */
public interface LogHost extends AutoCloseable {
    /** How a client of this process sends commands. */
    ClusterAddress address();

    /**
     * The core between two entries: of the node here now, of a cluster at its last tick.
     *
     * @throws IllegalStateException when no member of the cluster says it
     */
    NodeView view();

    /**
     * A sequence at or above that of every command that was answered before the call.
     *
     * @throws IllegalStateException when the log does not say it in time
     */
    long latestSequence();

    /**
     * Begins to read the log. The reader ends with {@link IllegalStateException} when what it reads from has gone: then
     * ask again with the position reached.
     *
     * @param position 0 for the beginning, else a position that a handler was given
     * @throws IllegalStateException when nobody serves it
     */
    LogFollower follow(long position, LogHandler handler);

    @Override
    void close();
}
