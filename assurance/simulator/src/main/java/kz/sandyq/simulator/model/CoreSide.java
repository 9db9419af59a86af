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

    private List<Message> said = new ArrayList<>();
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
        return entry.isTick() ? tick(entry.timestampMs()) : apply(entry.timestampMs(), entry.bytes());
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
        said.add(Schema.market().event(ByteBuffer.wrap(bytes)));
    }

    MarketCore core() {
        return core;
    }

    List<Message> tick(long timestampMs) {
        said = new ArrayList<>();
        core.tick(timestampMs);
        return said;
    }

    List<Message> apply(long timestampMs, byte[] bytes) {
        said = new ArrayList<>();
        core.apply(timestampMs, new UnsafeBuffer(bytes), 0, bytes.length);
        return said;
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
