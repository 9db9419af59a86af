package kz.sandyq.cluster;

import java.util.Optional;

/** The committed log as a host of the core reads it: the cluster's recording, sealed segments, or entries in memory. */
@FunctionalInterface
public interface EntryLog {
    /** A reader of everything after a position; 0 is the beginning. */
    Reader from(long logPosition);

    /** What says which entries every host of the log refuses; empty for a log without such entries. */
    default Optional<LogHost> host() {
        return Optional.empty();
    }

    /** Reads forward, one thread. */
    @FunctionalInterface
    interface Reader {
        /** Hands over at most {@code limit} entries without waiting for more; returns how many. */
        int poll(LogHandler handler, int limit);
    }
}
