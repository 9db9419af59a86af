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
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;

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
        return Files.exists(path) && Files.size(path) >= SegmentFile.HEAD;
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

    Block read(long block) throws IOException {
        return SegmentFile.parsed(path, block, frame(block));
    }

    BlockHeader header(long block) throws IOException, Refused {
        return Frame.header(frame(block));
    }

    /** Where the log goes on after the last block. */
    long logPosition() throws IOException {
        return offsets.isEmpty() ? head.logPosition() : Frame.logPosition(frame(head.firstBlock() + blocks() - 1));
    }

    private byte[] frame(long block) throws IOException {
        byte[] frame = Frame.at(channel, offsets.get(Math.toIntExact(block - head.firstBlock())));
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
