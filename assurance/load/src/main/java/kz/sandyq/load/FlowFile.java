package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a flow for another exchange to read: head, accounts with the pair that each trades, lines. */
final class FlowFile implements AutoCloseable {
    private static final long MAGIC = 0x53514C4F57303031L;
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    /** Begins the file of a floor whose flow has so many lines, the first of them for warming up. */
    FlowFile(Path file, TradingFloor floor, int warmUp, int lines) {
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        int instruments = floor.instrumentIds().size();
        put(MAGIC);
        put(instruments);
        put(floor.accountIds().size());
        put(warmUp);
        put(lines);
        put(floor.moneyMinor());
        put(floor.units());
        for (int client = 0; client < floor.accountIds().size(); client++) {
            put(floor.accountIds().get(client));
            put(floor.instrumentIds().get(client % instruments));
        }
    }

    void add(FlowLine line) {
        put(line.kind().ordinal() | (line.buys() ? 1 << 8 : 0) | (line.takes() ? 1 << 9 : 0) | line.instrument() << 16);
        put(line.account());
        put(line.order());
        put(line.priceTicks());
        put(line.lots());
    }

    private void put(long value) {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.putLong(value);
    }

    private void flush() {
        try {
            for (buffer.flip(); buffer.hasRemaining(); ) {
                channel.write(buffer);
            }
            buffer.clear();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        flush();
        try {
            channel.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }
}
