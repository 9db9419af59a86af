package kz.sandyq.cluster;

import kz.sandyq.market.Quarantine;

/** The committed log as a host of the core reads it: the cluster's recording, sealed segments, or entries in memory. */
@FunctionalInterface
public interface EntryLog {
    /** A reader of everything after a position; 0 is the beginning. */
    Reader from(long logPosition);

    /** Entries that every host of the log refuses. */
    default Quarantine quarantine() {
        return Quarantine.NONE;
    }

    /** Reads forward, one thread. */
    @FunctionalInterface
    interface Reader {
        /** Hands over at most {@code limit} entries without waiting for more; returns how many. */
        int poll(LogHandler handler, int limit);
    }
}
