package kz.sandyq.market;

import org.agrona.DirectBuffer;

/** Takes the records of a snapshot, in order. */
@FunctionalInterface
public interface SnapshotSink {
    /** One record (docs/protocol, "Snapshot"). The buffer is the core's own and valid only during the call. */
    void onRecord(DirectBuffer buffer, int offset, int length);
}
