package kz.sandyq.simulator.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.market.MarketCore;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The fast market, heard by its events and read by its snapshot. */
final class CoreSide {
    /** Records of a snapshot that are rows. */
    private static final int ROW = 201;

    private static final int RECORD_HEADER = 8;

    private List<byte[]> said = new ArrayList<>();
    private final MarketCore core;
    /** Sequence of the last event, and how many it has. */
    private long saidIn;

    private int next;

    CoreSide() {
        core = new MarketCore(this::onEvent);
    }

    /** A market taken back from a snapshot of this one. */
    CoreSide(MarketCore live) {
        MarketCore.Restore restore = MarketCore.restore(this::onEvent);
        live.writeSnapshot(restore::onRecord);
        core = restore.finish();
    }

    List<Message> apply(Entry entry) {
        return read(hear(entry));
    }

    /** Events as they were written. */
    List<byte[]> hear(Entry entry) {
        said = new ArrayList<>();
        if (entry.isTick()) {
            core.tick(entry.timestampMs());
        } else {
            core.apply(entry.timestampMs(), new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
        }
        return said;
    }

    static List<Message> read(List<byte[]> events) {
        return events.stream()
                .map(bytes -> Schema.market().event(ByteBuffer.wrap(bytes)))
                .toList();
    }

    String hash() {
        return "%016x%016x".formatted(core.stateHashHigh(), core.stateHashLow());
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        if (sequence != saidIn) {
            saidIn = sequence;
            next = 0;
        }
        if (index != next++) {
            throw new IllegalStateException("event " + index + " of sequence " + sequence + " is no. " + (next - 1));
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        said.add(bytes);
    }

    MarketCore core() {
        return core;
    }

    /** The whole state, a line a row, in the words of the model. */
    Set<String> rows() {
        Set<String> rows = new TreeSet<>();
        core.writeSnapshot((buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (record.getShort(2) == ROW) {
                String row = Columns.row(record, RECORD_HEADER, (length - RECORD_HEADER) / Long.BYTES);
                if (!row.isEmpty()) {
                    rows.add(row);
                }
            }
        });
        return rows;
    }
}
