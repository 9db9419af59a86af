package kz.sandyq.translog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Replica;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on without replaying the whole log: the core and the builder between two blocks. Only a short cut:
 * without it, or with a damaged one, the segments are replayed. Holds everything that the core knows.
 *
 * @param logPosition where the log goes on, bytes in the recording
 * @param builder state of the block builder
 * @param core snapshot of the core: records, each after its length in four bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record TranslogState(long logPosition, byte[] builder, byte[] core) {
    private static final int FIXED = Long.BYTES + Integer.BYTES;

    static TranslogState take(long logPosition, byte[] builder, Replica replica) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        replica.writeSnapshot((buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            out.writeBytes(bytes);
        });
        return new TranslogState(logPosition, builder, out.toByteArray());
    }

    void write(Path file) {
        byte[] bytes = ByteBuffer.allocate(FIXED + builder.length + core.length + Long.BYTES)
                .putLong(logPosition)
                .putInt(builder.length)
                .put(builder)
                .put(core)
                .array();
        ByteBuffer.wrap(bytes).putLong(bytes.length - Long.BYTES, crc(bytes));
        DurableFile.replace(file, bytes);
    }

    /** What was written, or null when there is nothing whole. */
    static @Nullable TranslogState read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        byte[] bytes = DurableFile.read(file);
        ByteBuffer from = ByteBuffer.wrap(bytes);
        if (bytes.length < FIXED + Long.BYTES || from.getLong(bytes.length - Long.BYTES) != crc(bytes)) {
            return null;
        }
        long position = from.getLong();
        int length = from.getInt();
        return new TranslogState(
                position,
                Arrays.copyOfRange(bytes, FIXED, FIXED + length),
                Arrays.copyOfRange(bytes, FIXED + length, bytes.length - Long.BYTES));
    }

    private static long crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Long.BYTES);
        return crc.getValue();
    }

    /** The core as it was. */
    MarketCore restore(EventSink sink) {
        UnsafeBuffer buffer = new UnsafeBuffer(core);
        ByteBuffer lengths = ByteBuffer.wrap(core);
        MarketCore.Restore restore = MarketCore.restore(sink);
        int offset = 0;
        while (offset < core.length) {
            int length = lengths.getInt(offset);
            restore.onRecord(buffer, offset + Integer.BYTES, length);
            offset += Integer.BYTES + length;
        }
        return restore.finish();
    }
}
