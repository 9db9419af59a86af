package kz.sandyq.translog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import org.jspecify.annotations.Nullable;

/**
 * A block in a segment, little endian: bytes that follow the first eight (4), their CRC-32C (4), header (130), log
 * position after the block (8), bytes when inflated (4), entries deflated as RFC 1950 says.
 */
final class Frame {
    private static final int HEAD = 2 * Integer.BYTES;
    private static final int FIXED = BlockHeader.BYTES + Long.BYTES + Integer.BYTES;
    /** More than the largest block can have; what says more is no frame. */
    private static final int LONGEST = 1 << 28;

    private Frame() {}

    static ByteBuffer format(Block block) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            byte[] entries = block.bytes();
            deflater.setInput(entries);
            deflater.finish();
            byte[] deflated = new byte[entries.length + (entries.length >>> 3) + 64];
            int length = deflater.deflate(deflated);
            if (!deflater.finished()) {
                throw new IllegalStateException("deflated bytes need more room than their limit");
            }
            ByteBuffer frame = ByteBuffer.allocate(HEAD + FIXED + length).order(ByteOrder.LITTLE_ENDIAN);
            frame.putInt(FIXED + length)
                    .putInt(0)
                    .put(block.header().format())
                    .putLong(block.logPosition())
                    .putInt(entries.length)
                    .put(deflated, 0, length);
            frame.putInt(Integer.BYTES, crc(frame.array(), HEAD));
            return frame.flip();
        } finally {
            deflater.end();
        }
    }

    private static int crc(byte[] frame, int from) {
        CRC32C crc = new CRC32C();
        crc.update(frame, from, frame.length - from);
        return (int) crc.getValue();
    }

    /** The frame at an offset; null when there is none that is whole. */
    static byte @Nullable [] at(FileChannel channel, long offset) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        if (!readFully(channel, head, offset)) {
            return null;
        }
        int length = head.getInt(0);
        if (length < FIXED || length > LONGEST || offset + HEAD + length > channel.size()) {
            return null;
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        boolean whole = readFully(channel, body, offset + HEAD);
        return whole && crc(body.array(), 0) == head.getInt(Integer.BYTES) ? body.array() : null;
    }

    /** Bytes of a frame in its file. */
    static long lengthOf(byte[] frame) {
        return (long) HEAD + frame.length;
    }

    static long logPosition(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getLong(BlockHeader.BYTES);
    }

    private static BlockHeader header(byte[] frame) throws Refused {
        return BlockHeader.parse(Arrays.copyOf(frame, BlockHeader.BYTES));
    }

    /** The block of a frame, not yet held to its header. */
    static Block parse(long index, byte[] frame) throws Refused, DataFormatException {
        Inflater inflater = new Inflater();
        try {
            int length = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(FIXED - Integer.BYTES);
            if (length < 0 || length > LONGEST) {
                throw new DataFormatException("no length");
            }
            byte[] entries = new byte[length];
            inflater.setInput(frame, FIXED, frame.length - FIXED);
            int inflated = inflater.inflate(entries);
            if (inflated != length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new DataFormatException("another length");
            }
            return new Block(index, header(frame), logPosition(frame), entries);
        } finally {
            inflater.end();
        }
    }

    static boolean readFully(FileChannel channel, ByteBuffer into, long offset) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }
}
