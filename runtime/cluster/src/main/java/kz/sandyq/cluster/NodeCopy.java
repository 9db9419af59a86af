package kz.sandyq.cluster;

import io.aeron.cluster.NodeStateFile;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A copy of a node's files while it runs: its log up to a position, which is all that a start finds in the copy, and
 * the snapshots before. Marks of life and locks are not copied.
 *
 * @param recording number of the log's recording
 * @param snapshotPosition position of the newest snapshot, bytes; 0 without one
 * @param end where the log ends
 */
public record NodeCopy(long recording, long snapshotPosition, Point end) {
    /** What an archive knows of its recordings. */
    static final String CATALOG = "archive.catalog";

    private static final int TRIES = 100;
    /** Of a snapshot: the consensus module's and the service's. */
    private static final int PARTS = 2;

    /**
     * A place between two entries.
     *
     * @param sequence of the last entry before it
     * @param timeMs cluster time of that entry, Unix milliseconds
     * @param stateHash of the core there, 32 hexadecimal digits
     * @param logPosition where the log goes on, bytes in the recording
     */
    public record Point(long sequence, long timeMs, String stateHash, long logPosition) {}

    /**
     * Copies.
     *
     * @param node directory of the node; nobody may purge its log meanwhile
     * @param end asked for the end of the log once the list of snapshots is read, so that none is behind it
     * @param target a new directory
     * @throws UncheckedIOException when something cannot be read or written
     * @throws IllegalStateException when the node has no log, or a snapshot has gone meanwhile
     */
    static NodeCopy take(Path node, Supplier<Point> end, Path target) {
        try {
            Path from = node.resolve("cluster");
            Path to = Files.createDirectories(target.resolve("cluster"));
            // The list of snapshots first: what it names is in the catalog, which is read later.
            copySmall(from.resolve(RecordingLog.RECORDING_LOG_FILE_NAME), to);
            if (Files.exists(from.resolve(NodeStateFile.FILENAME))) {
                copySmall(from.resolve(NodeStateFile.FILENAME), to);
            }
            Path archive = Files.createDirectories(target.resolve("archive"));
            copySmall(node.resolve("archive").resolve(CATALOG), archive);
            return copyRecordings(node.resolve("archive"), end.get(), to, archive);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static NodeCopy copyRecordings(Path from, Point end, Path cluster, Path archive) throws IOException {
        long recording;
        TreeMap<Long, List<RecordingLog.Entry>> snapshots;
        try (RecordingLog log = new RecordingLog(cluster.toFile(), false)) {
            recording = log.findLastTermRecordingId();
            snapshots = log.entries().stream()
                    .filter(each -> each.isValid && each.type == RecordingLog.ENTRY_TYPE_SNAPSHOT)
                    .collect(Collectors.groupingBy(each -> each.logPosition, TreeMap::new, Collectors.toList()));
        }
        snapshots.values().removeIf(parts -> parts.size() != PARTS);
        Set<Long> lost = new HashSet<>();
        snapshots.forEach((position, parts) -> {
            for (RecordingLog.Entry part : parts) {
                if (!copyWhole(LogFiles.files(from, part.recordingId).values(), archive)) {
                    lost.add(position);
                }
            }
        });
        if (!snapshots.isEmpty() && lost.contains(snapshots.lastKey())) {
            throw new IllegalStateException("the newest snapshot has gone while it was copied");
        }
        for (Map.Entry<Long, Path> file : LogFiles.files(from, recording).entrySet()) {
            copyUpTo(file.getValue(), end.logPosition() - file.getKey(), archive);
        }
        return new NodeCopy(recording, snapshots.isEmpty() ? 0 : snapshots.lastKey(), end);
    }

    /** What a manifest says of it. */
    public SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("log.recording", String.valueOf(recording));
        facts.put("log.snapshotPosition", String.valueOf(snapshotPosition));
        facts.put("log.position", String.valueOf(end.logPosition()));
        facts.put("log.sequence", String.valueOf(end.sequence()));
        facts.put("log.timeMs", String.valueOf(end.timeMs()));
        facts.put("log.stateHash", end.stateHash());
        return facts;
    }

    /** Older snapshots go at any time; false when one has. */
    private static boolean copyWhole(Collection<Path> files, Path target) {
        try {
            for (Path file : files) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
            return !files.isEmpty();
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The rest of the file stays empty, as it is before it is written. */
    private static void copyUpTo(Path file, long bytes, Path target) throws IOException {
        if (bytes <= 0) {
            return;
        }
        Path copy = target.resolve(file.getFileName());
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                RandomAccessFile out = new RandomAccessFile(copy.toFile(), "rw")) {
            long wanted = Math.min(bytes, in.size());
            for (long at = 0; at < wanted; ) {
                at += in.transferTo(at, wanted - at, out.getChannel());
            }
            out.setLength(in.size());
        }
    }

    /** A small file that may be written meanwhile is read until it stands still. */
    private static void copySmall(Path file, Path target) throws IOException {
        byte[] before = Files.readAllBytes(file);
        for (int i = 0; i < TRIES; i++) {
            byte[] now = Files.readAllBytes(file);
            if (Arrays.equals(before, now)) {
                Files.write(target.resolve(file.getFileName()), now);
                return;
            }
            before = now;
        }
        throw new IOException(file + " is written all the time");
    }
}
