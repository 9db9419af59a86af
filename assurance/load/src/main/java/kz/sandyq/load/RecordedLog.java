package kz.sandyq.load;

import java.nio.ByteBuffer;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Entries of a log in one block of memory outside the heap, to be applied again without making garbage. */
final class RecordedLog {
    private final UnsafeBuffer bytes;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final long[] timestampsMs;
    private final int[] offsets;
    private int count;

    RecordedLog(int entries, int bytesPerEntry) {
        bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(entries, bytesPerEntry)));
        timestampsMs = new long[entries];
        offsets = new int[entries + 1];
    }

    void add(long timestampMs, byte[] command) {
        bytes.putBytes(offsets[count], command);
        timestampsMs[count] = timestampMs;
        offsets[count + 1] = offsets[count] + command.length;
        count++;
    }

    /** A tick is an entry without bytes. */
    void addTick(long timestampMs) {
        add(timestampMs, new byte[0]);
    }

    /** Template of a command, 0 for a tick. */
    int template(int entry) {
        return offsets[entry + 1] == offsets[entry]
                ? 0
                : header.wrap(bytes, offsets[entry]).templateId();
    }

    void apply(MarketCore core, int entry) {
        int length = offsets[entry + 1] - offsets[entry];
        if (length == 0) {
            core.tick(timestampsMs[entry]);
        } else {
            core.apply(timestampsMs[entry], bytes, offsets[entry], length);
        }
    }

    /** Applies entries as they come from a queue that is never empty: in batches that the core is shown first. */
    void applyAll(MarketCore core, int from, int to) {
        for (int first = from; first < to; first += MarketCore.MOST_EXPECTED) {
            int end = Math.min(to, first + MarketCore.MOST_EXPECTED);
            expect(core, first, end);
            for (int entry = first; entry < end; entry++) {
                apply(core, entry);
            }
        }
    }

    /** Shows the core what comes. */
    void expect(MarketCore core, int from, int to) {
        for (int entry = from; entry < to; entry++) {
            core.expect(bytes, offsets[entry], offsets[entry + 1] - offsets[entry]);
        }
        core.fetch();
    }

    int size() {
        return count;
    }

    int bytesOf(int from, int to) {
        return offsets[to] - offsets[from];
    }
}
