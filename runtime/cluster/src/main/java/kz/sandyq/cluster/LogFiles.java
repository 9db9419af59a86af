package kz.sandyq.cluster;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.market.Quarantine;
import org.agrona.BitUtil;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The log of a node that does not run, read from the files of its recording, which stay as they are. */
public final class LogFiles implements EntryLog {
    private static final String SUFFIX = ".rec";

    private final NavigableMap<Long, Path> files;
    private final long end;
    private final Quarantine quarantine;

    private LogFiles(NavigableMap<Long, Path> files, long end, Quarantine quarantine) {
        this.files = files;
        this.end = end;
        this.quarantine = quarantine;
    }

    /**
     * The log in a node's directory.
     *
     * @param node directory of the node
     * @param recording number of the log's recording in its archive
     * @param end position where the log ends, bytes; what the files hold behind it was never committed
     * @throws IllegalStateException when there is no file of that recording
     * @throws UncheckedIOException when the directory cannot be read
     */
    public static LogFiles of(Path node, long recording, long end) {
        NavigableMap<Long, Path> files = files(node.resolve("archive"), recording);
        if (files.isEmpty()) {
            throw new IllegalStateException("there is no recording " + recording + " in " + node);
        }
        return new LogFiles(files, end, Quarantine.NONE);
    }

    /**
     * The same with entries that every host refuses.
     *
     * @param file as docs/operations/quarantine.md describes it
     * @param keys Ed25519 public keys of persons, by their names
     * @throws ClusterFileException as {@link ClusterConfig#withQuarantine}
     */
    public LogFiles withQuarantine(Path file, int clusterNumber, Map<String, String> keys) {
        return new LogFiles(
                files, end, QuarantineFile.read(file, clusterNumber, keys).quarantine());
    }

    /** Files of a recording by the position at which each begins. */
    static NavigableMap<Long, Path> files(Path archive, long recording) {
        String own = recording + "-";
        NavigableMap<Long, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(archive)) {
            List<Path> segments = all.filter(
                            each -> name(each).startsWith(own) && name(each).endsWith(SUFFIX))
                    .toList();
            for (Path each : segments) {
                String name = name(each);
                files.put(Long.parseLong(name.substring(own.length(), name.length() - SUFFIX.length())), each);
            }
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Where the log begins in these files, bytes; what was before is purged. */
    public long begins() {
        return files.firstKey();
    }

    @Override
    public Quarantine quarantine() {
        return quarantine;
    }

    /** @throws LogPurgedException when the files begin behind the position */
    @Override
    public Reader from(long logPosition) {
        if (logPosition < files.firstKey()) {
            throw new LogPurgedException(logPosition, files.firstKey());
        }
        return new Reading(logPosition);
    }

    private final class Reading implements Reader {
        private final LogEntries entries = new LogEntries();
        private final ExpandableArrayBuffer message = new ExpandableArrayBuffer();
        private final UnsafeBuffer frames = new UnsafeBuffer(0, 0);
        private int length;
        private long position;
        private long base = -1;
        private boolean begun;

        Reading(long logPosition) {
            position = logPosition;
            begun = logPosition > 0;
        }

        @Override
        public int poll(LogHandler handler, int limit) {
            int taken = 0;
            while (taken < limit && step(handler)) {
                taken++;
            }
            return taken;
        }

        /** One frame; false at the end. A log may begin behind the beginning of its first file. */
        private boolean step(LogHandler handler) {
            if (position >= end || !map()) {
                return false;
            }
            int at = (int) (position - base);
            int frame = FrameDescriptor.frameLength(frames, at);
            if (frame <= 0) {
                position += FrameDescriptor.FRAME_ALIGNMENT;
                return !begun;
            }
            begun = true;
            long next = position + BitUtil.align(frame, FrameDescriptor.FRAME_ALIGNMENT);
            if (next > end || next > base + frames.capacity() || frame < DataHeaderFlyweight.HEADER_LENGTH) {
                throw new IllegalStateException("the recorded log is damaged at position " + position);
            }
            position = next;
            if (!FrameDescriptor.isPaddingFrame(frames, at)) {
                take(at, frame - DataHeaderFlyweight.HEADER_LENGTH, handler);
            }
            return true;
        }

        /** A message of more than one frame is put together again. */
        private void take(int at, int bytes, LogHandler handler) {
            int from = at + DataHeaderFlyweight.HEADER_LENGTH;
            byte flags = FrameDescriptor.frameFlags(frames, at);
            if ((flags & FrameDescriptor.UNFRAGMENTED) == FrameDescriptor.UNFRAGMENTED) {
                entries.hand(position, frames, from, bytes, handler);
                return;
            }
            if ((flags & FrameDescriptor.BEGIN_FRAG_FLAG) != 0) {
                length = 0;
            }
            message.putBytes(length, frames, from, bytes);
            length += bytes;
            if ((flags & FrameDescriptor.END_FRAG_FLAG) != 0) {
                entries.hand(position, message, 0, length, handler);
            }
        }

        private boolean map() {
            Map.Entry<Long, Path> holds = files.floorEntry(position);
            if (holds == null) {
                return false;
            }
            if (holds.getKey() == base) {
                return position < base + frames.capacity();
            }
            try (FileChannel channel = FileChannel.open(holds.getValue(), StandardOpenOption.READ)) {
                frames.wrap(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
                base = holds.getKey();
                return position < base + frames.capacity();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
