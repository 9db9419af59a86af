package kz.sandyq.translog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The segment that still grows: a head and frames. What was not whole when the process died is cut off. */
final class OpenSegment implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final SegmentFile.Head head;
    private final List<Long> offsets = new ArrayList<>();
    private long end;

    private OpenSegment(Path path, FileChannel channel, SegmentFile.Head head) {
        this.path = path;
        this.channel = channel;
        this.head = head;
        end = SegmentFile.HEAD;
    }

    static OpenSegment create(Path path, SegmentFile.Head head) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        OpenSegment created = new OpenSegment(path, channel, head);
        created.write(head.format(), 0);
        return created;
    }

    /** What a process left; an open segment without a whole block is forgotten by its caller. */
    static OpenSegment recover(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        OpenSegment recovered = new OpenSegment(path, channel, SegmentFile.Head.read(path, channel));
        for (byte[] frame = Frame.at(channel, recovered.end); frame != null; frame = Frame.at(channel, recovered.end)) {
            recovered.offsets.add(recovered.end);
            recovered.end += Frame.lengthOf(frame);
        }
        channel.truncate(recovered.end);
        return recovered;
    }

    /** Whether the file has a head at all: it may have died before that was written. */
    static boolean isBegun(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) < SegmentFile.HEAD) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return SegmentFile.Head.isAt(channel);
        }
    }

    void append(Block block) throws IOException {
        ByteBuffer frame = Frame.format(block);
        int length = frame.remaining();
        write(frame, end);
        offsets.add(end);
        end += length;
    }

    void force() throws IOException {
        channel.force(true);
    }

    /** A block from its place, by a channel of the reader's own: whoever is interrupted closes that one only. */
    static Block read(Path path, long block, long offset) throws IOException {
        try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
            byte[] frame = Frame.at(reading, offset);
            if (frame == null) {
                throw new TranslogException(path + ": block " + block + " is damaged");
            }
            return SegmentFile.parsed(path, block, frame);
        }
    }

    long offset(long block) {
        return offsets.get(Math.toIntExact(block - head.firstBlock()));
    }

    /** Where the log goes on after the last block. */
    long logPosition() throws IOException {
        return offsets.isEmpty() ? head.logPosition() : Frame.logPosition(frame(head.firstBlock() + blocks() - 1));
    }

    private byte[] frame(long block) throws IOException {
        byte[] frame = Frame.at(channel, offset(block));
        if (frame == null) {
            throw new TranslogException(path + ": block " + block + " is damaged");
        }
        return frame;
    }

    SegmentFile.Head head() {
        return head;
    }

    long blocks() {
        return offsets.size();
    }

    long bytes() {
        return end;
    }

    /** Writes what makes it a sealed one; the caller renames it. */
    void seal() throws IOException {
        channel.truncate(end);
        ByteBuffer table = ByteBuffer.allocate(Integer.BYTES + (offsets.size() + 1) * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0);
        offsets.forEach(table::putLong);
        write(table.putLong(offsets.size()).flip(), end);
        long covered = end + table.capacity();
        write(ByteBuffer.wrap(SegmentFile.digest(channel, covered)), covered);
        channel.force(true);
    }

    private void write(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
