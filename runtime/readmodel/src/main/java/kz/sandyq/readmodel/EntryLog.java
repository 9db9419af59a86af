package kz.sandyq.readmodel;

import java.util.Optional;
import kz.sandyq.cluster.LogHost;
import org.agrona.DirectBuffer;

/** The committed log as the projector reads it: the cluster's recording, or entries in memory. */
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
        int poll(Entry entry, int limit);
    }

    /** Takes one entry. */
    @FunctionalInterface
    interface Entry {
        /**
         * One command or tick.
         *
         * @param logPosition position after the entry, growing
         * @param timestampMs cluster time, Unix milliseconds
         * @param tick true for a beat without bytes
         */
        void onEntry(long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length);
    }
}
