package kz.sandyq.translog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import kz.sandyq.transparency.Refused;

/**
 * A sealed segment, little endian. Head: {@code SANDYQ SEGMENT 1} (16), cluster (8), first block (8), its first
 * sequence (8), log position before it (8). Then {@link Frame}s of consecutive blocks, four zero bytes, the offset of
 * each frame (8 each), how many blocks there are (8), SHA-256 of everything before (32).
 *
 * @param path where it is
 * @param head what its head says
 * @param blocks how many blocks it has, 1 or more
 */
record SegmentFile(Path path, Head head, long blocks) {
    static final int HEAD = 16 + 4 * Long.BYTES;
    static final int HASH = 32;

    private static final byte[] MAGIC = "SANDYQ SEGMENT 1".getBytes(StandardCharsets.US_ASCII);

    /**
     * What stands before the first block.
     *
     * @param cluster number of the cluster
     * @param firstBlock leaf of the proof log, from 0
     * @param firstSequence first sequence of that block
     * @param logPosition where that block begins in the recording, bytes
     */
    record Head(long cluster, long firstBlock, long firstSequence, long logPosition) {
        ByteBuffer format() {
            return ByteBuffer.allocate(HEAD)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(MAGIC)
                    .putLong(cluster)
                    .putLong(firstBlock)
                    .putLong(firstSequence)
                    .putLong(logPosition)
                    .flip();
        }

        /** Whether a file begins as a segment does. */
        static boolean isAt(FileChannel channel) throws IOException {
            ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
            return Frame.readFully(channel, magic, 0) && Arrays.equals(magic.array(), MAGIC);
        }

        /** The head of a file; complains of anything else. */
        static Head read(Path path, FileChannel channel) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
            if (!Frame.readFully(channel, bytes, 0)
                    || !Arrays.equals(Arrays.copyOf(bytes.array(), MAGIC.length), MAGIC)) {
                throw new TranslogException(path + " is no segment");
            }
            bytes.position(MAGIC.length);
            return new Head(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
    }

    /** A sealed segment by its path. */
    static SegmentFile open(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            Head head = Head.read(path, channel);
            long blocks = number(path, channel, channel.size() - HASH - Long.BYTES);
            if (blocks < 1 || index(channel, blocks) < HEAD) {
                throw new TranslogException(path + " was cut");
            }
            return new SegmentFile(path, head, blocks);
        } catch (IOException failed) {
            throw new TranslogException("cannot read " + path, failed);
        }
    }

    /** First byte of the table of offsets. */
    private static long index(FileChannel channel, long blocks) throws IOException {
        return channel.size() - HASH - Long.BYTES - Math.multiplyExact(blocks, (long) Long.BYTES);
    }

    private static long number(Path path, FileChannel channel, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (offset < HEAD || !Frame.readFully(channel, bytes, offset)) {
            throw new TranslogException(path + " was cut");
        }
        return bytes.getLong(0);
    }

    /** One block; it is held to its header. */
    Block read(long block) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long offset = number(path, channel, index(channel, blocks) + (block - head.firstBlock) * Long.BYTES);
            byte[] frame = Frame.at(channel, offset);
            if (frame == null) {
                throw new TranslogException(path + ": block " + block + " is damaged");
            }
            return parsed(path, block, frame);
        } catch (IOException failed) {
            throw new TranslogException("cannot read " + path, failed);
        }
    }

    static Block parsed(Path path, long index, byte[] frame) {
        try {
            Block block = Frame.parse(index, frame);
            BlockRecords.check(block);
            return block;
        } catch (Refused | DataFormatException | IllegalArgumentException damaged) {
            throw new TranslogException(path + ": block " + index + " is damaged", damaged);
        }
    }

    /**
     * Reads the whole file against its own checksum.
     *
     * @throws TranslogException when a byte differs from what was sealed
     */
    void checkSum() {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer sealed = ByteBuffer.allocate(HASH);
            long end = channel.size() - HASH;
            if (!Frame.readFully(channel, sealed, end) || !Arrays.equals(digest(channel, end), sealed.array())) {
                throw new TranslogException(path + " is not what was sealed");
            }
        } catch (IOException failed) {
            throw new TranslogException("cannot read " + path, failed);
        }
    }

    /** SHA-256 of the first bytes of a file. */
    static byte[] digest(FileChannel channel, long end) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteBuffer part = ByteBuffer.allocate(1 << 16);
            for (long at = 0; at < end; at += part.limit()) {
                part.clear().limit((int) Math.min(part.capacity(), end - at));
                if (!Frame.readFully(channel, part, at)) {
                    throw new IOException("the file became shorter");
                }
                sha256.update(part.flip());
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
