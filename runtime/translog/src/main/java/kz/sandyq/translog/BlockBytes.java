package kz.sandyq.translog;

import java.nio.ByteOrder;
import java.util.Arrays;
import kz.sandyq.transparency.block.RecordHasher;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The entries of a block as a segment holds them, little endian: the header salt of the entry before the block (16
 * bytes), then what happened, each behind a tag. Tick: 1, log position (8), cluster time (8). Command: 2, log position
 * (8), cluster time (8), length (4), bytes. Event of the entry in hand: 3, length (4), bytes. The next item of a batch:
 * 4.
 */
final class BlockBytes {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final byte TICK = 1;
    private static final byte COMMAND = 2;
    private static final byte EVENT = 3;
    private static final byte ITEM = 4;
    private static final int USUAL = 1 << 16;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(USUAL);
    private int length;

    /** Takes what a block tells, in its order. Buffers are valid only during the call. */
    interface Reader {
        /** A tick. */
        void onTick(long logPosition, long timestampMs);

        /** A command, or what was sent as one. */
        void onCommand(long logPosition, long timestampMs, DirectBuffer bytes, int offset, int length);

        /** The next item of the batch in hand. */
        void onItem();

        /** An event of the entry or item in hand. */
        void onEvent(DirectBuffer bytes, int offset, int length);
    }

    /** A block begins. */
    void begin(byte[] saltBefore) {
        length = 0;
        buffer.putBytes(0, saltBefore);
        length = saltBefore.length;
    }

    void tick(long logPosition, long timestampMs) {
        head(TICK, logPosition, timestampMs);
    }

    void command(long logPosition, long timestampMs, DirectBuffer bytes, int offset, int count) {
        head(COMMAND, logPosition, timestampMs);
        bytes(bytes, offset, count);
    }

    void item() {
        buffer.putByte(length++, ITEM);
    }

    void event(DirectBuffer bytes, int offset, int count) {
        buffer.putByte(length++, EVENT);
        bytes(bytes, offset, count);
    }

    private void head(byte tag, long logPosition, long timestampMs) {
        buffer.putByte(length, tag);
        buffer.putLong(length + 1, logPosition, ORDER);
        buffer.putLong(length + 1 + Long.BYTES, timestampMs, ORDER);
        length += 1 + 2 * Long.BYTES;
    }

    private void bytes(DirectBuffer bytes, int offset, int count) {
        buffer.putInt(length, count, ORDER);
        buffer.putBytes(length + Integer.BYTES, bytes, offset, count);
        length += Integer.BYTES + count;
    }

    /** What was told since the beginning. */
    byte[] toBytes() {
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    static byte[] saltBefore(byte[] block) {
        return Arrays.copyOf(block, RecordHasher.SALT_BYTES);
    }

    /**
     * Tells a block again.
     *
     * @throws IllegalArgumentException when it is none
     */
    static void read(byte[] block, Reader reader) {
        UnsafeBuffer from = new UnsafeBuffer(block);
        int at = RecordHasher.SALT_BYTES;
        try {
            while (at < block.length) {
                byte tag = from.getByte(at++);
                long position = 0;
                long timestampMs = 0;
                if (tag == TICK || tag == COMMAND) {
                    position = from.getLong(at, ORDER);
                    timestampMs = from.getLong(at + Long.BYTES, ORDER);
                    at += 2 * Long.BYTES;
                }
                int count = tag == COMMAND || tag == EVENT ? from.getInt(at, ORDER) : 0;
                at += tag == COMMAND || tag == EVENT ? Integer.BYTES : 0;
                from.boundsCheck(at, count);
                switch (tag) {
                    case TICK -> reader.onTick(position, timestampMs);
                    case COMMAND -> reader.onCommand(position, timestampMs, from, at, count);
                    case EVENT -> reader.onEvent(from, at, count);
                    case ITEM -> reader.onItem();
                    default -> throw new IllegalArgumentException("no block");
                }
                at += count;
            }
        } catch (IndexOutOfBoundsException cut) {
            throw new IllegalArgumentException("a block that was cut", cut);
        }
    }
}
