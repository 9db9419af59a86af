package kz.sandyq.market;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Writes a state as records: head, rows by table and slot, free slots, trailer (docs/protocol, "Snapshot"). */
final class SnapshotWriter {
    static final int SCHEMA = 39;
    static final int VERSION = 2;
    static final int HEAD = 200;
    static final int ROW = 201;
    static final int FREE = 202;
    static final int TRAILER = 203;
    /** Block length, template, schema, version: as every message of the schema. */
    static final int HEADER_LENGTH = 8;

    private final SnapshotSink sink;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private int length;
    private long records;

    SnapshotWriter(SnapshotSink sink) {
        this.sink = sink;
    }

    void write(long sequence, long nowMs, @Nullable State state) {
        begin(HEAD);
        put(sequence);
        put(nowMs);
        put(state == null ? 0 : 1);
        end();
        if (state != null) {
            for (Table table : state.tables()) {
                write(table);
            }
        }
        begin(TRAILER);
        put(records);
        put(state == null ? new StateHash() : state.hash);
        put(state == null ? new StateHash() : state.wholeHash());
        end();
    }

    private void write(Table table) {
        for (int slot = 0; slot < table.high(); slot++) {
            if (table.isLive(slot)) {
                begin(ROW);
                put(table.kind);
                put(slot);
                for (int column = 0; column < table.width; column++) {
                    put(table.get(slot, column));
                }
                end();
            }
        }
        for (int slot : table.freeSlots()) {
            begin(FREE);
            put(table.kind);
            put(slot);
            end();
        }
    }

    private void begin(int template) {
        buffer.putShort(2, (short) template, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(4, (short) SCHEMA, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(6, (short) VERSION, ByteOrder.LITTLE_ENDIAN);
        length = HEADER_LENGTH;
    }

    private void put(long value) {
        buffer.putLong(length, value, ByteOrder.LITTLE_ENDIAN);
        length += Long.BYTES;
    }

    private void put(StateHash hash) {
        put(hash.high());
        put(hash.low());
    }

    private void end() {
        buffer.putShort(0, (short) (length - HEADER_LENGTH), ByteOrder.LITTLE_ENDIAN);
        sink.onRecord(buffer, 0, length);
        records++;
    }
}
