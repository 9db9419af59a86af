package kz.sandyq.market;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Takes the records of a snapshot back into a state. Scalars come first, because they say how large everything is. */
final class SnapshotReader {
    private final EventSink sink;
    private final StateHash hash = new StateHash();
    private final Scalars scalars = new Scalars(hash);
    private @Nullable MarketCore core;
    private boolean started;
    private boolean finished;
    private long sequence;
    private long nowMs;
    private long records;
    private final StateHash written = new StateHash();
    private final StateHash writtenWhole = new StateHash();

    SnapshotReader(EventSink sink) {
        this.sink = sink;
    }

    void onRecord(DirectBuffer buffer, int offset, int length) {
        int longs = (length - SnapshotWriter.HEADER_LENGTH) / Long.BYTES;
        boolean fits = longs >= 2
                && !finished
                && (buffer.getShort(offset + 4, ByteOrder.LITTLE_ENDIAN) & 0xFFFF) == SnapshotWriter.SCHEMA
                && buffer.getShort(offset + 6, ByteOrder.LITTLE_ENDIAN) == SnapshotWriter.VERSION;
        if (!fits) {
            throw new IllegalArgumentException("no snapshot record of version " + SnapshotWriter.VERSION);
        }
        int at = offset + SnapshotWriter.HEADER_LENGTH;
        int template = buffer.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if ((records == 0) != (template == SnapshotWriter.HEAD)) {
            throw new IllegalArgumentException("a snapshot has one head, first");
        }
        switch (template) {
            case SnapshotWriter.HEAD -> {
                sequence = value(buffer, at, 0);
                nowMs = value(buffer, at, 1);
                started = value(buffer, at, 2) != 0;
            }
            case SnapshotWriter.ROW -> row(buffer, at, longs);
            case SnapshotWriter.FREE -> table((int) value(buffer, at, 0)).restoreFree((int) value(buffer, at, 1));
            case SnapshotWriter.TRAILER -> {
                if (value(buffer, at, 0) != records) {
                    throw new IllegalArgumentException("snapshot has " + records + " records, trailer says otherwise");
                }
                written.set(value(buffer, at, 1), value(buffer, at, 2));
                writtenWhole.set(value(buffer, at, 3), value(buffer, at, 4));
                finished = true;
            }
            default -> throw new IllegalArgumentException("no snapshot record " + template);
        }
        records++;
    }

    private void row(DirectBuffer buffer, int at, int longs) {
        int kind = (int) value(buffer, at, 0);
        int slot = (int) value(buffer, at, 1);
        if (kind == Scalars.KIND) {
            scalars.restore(slot, value(buffer, at, 3));
            return;
        }
        Table table = table(kind);
        if (longs - 2 != table.width || slot < 0 || slot >= table.capacity()) {
            throw new IllegalArgumentException("snapshot row does not fit table " + kind);
        }
        for (int column = 0; column < table.width; column++) {
            table.restoreRow(slot, column, value(buffer, at, 2 + column));
        }
    }

    private Table table(int kind) {
        if (core == null) {
            core = new MarketCore(sink, scalars, hash);
        }
        State state = core.stateOrNull();
        if (state == null || kind < 1 || kind >= state.tables().size()) {
            throw new IllegalArgumentException("no table " + kind);
        }
        return state.tables().get(kind);
    }

    private static long value(DirectBuffer buffer, int at, int index) {
        return buffer.getLong(at + index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    MarketCore finish() {
        if (!finished) {
            throw new IllegalArgumentException("snapshot without trailer");
        }
        if (!started) {
            return new MarketCore(sink, sequence, nowMs);
        }
        MarketCore restored = core == null ? new MarketCore(sink, scalars, hash) : core;
        State state = restored.stateOrNull();
        if (state == null) {
            throw new IllegalStateException("a started market has a state");
        }
        hash.take(state.recomputedHash());
        Check.that(hash.same(written), "restored state has another hash, sequence", sequence);
        Check.that(state.wholeHash().same(writtenWhole), "restored rows have another hash, sequence", sequence);
        restored.rebuild();
        Sweep.check(state);
        return restored;
    }
}
