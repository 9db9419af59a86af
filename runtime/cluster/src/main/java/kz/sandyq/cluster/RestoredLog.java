package kz.sandyq.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aeron.cluster.NodeStateFile;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.sandyq.protocol.command.Key;

/** The log that was restored from a backup, with which the members of a new cluster begin, each with a copy of it. */
public final class RestoredLog {
    private static final List<String> OF_CLUSTER =
            List.of(RecordingLog.RECORDING_LOG_FILE_NAME, NodeStateFile.FILENAME);

    private RestoredLog() {}

    /**
     * Copies it, for good.
     *
     * @param from directory of a node that does not run
     * @param to an empty directory
     * @return SHA-256 of all files with their names, hexadecimal: the same for all who copied the same log
     * @throws IllegalStateException when a node runs there, or there is no log
     * @throws UncheckedIOException when something cannot be read or written
     */
    public static String copy(Path from, Path to) {
        Path lock = from.resolve(NodeDirectory.LOCK);
        try {
            if (!Files.exists(lock)) {
                return copyFiles(from, to);
            }
            // Shared: the members on one host copy at once.
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ);
                    FileLock held = channel.tryLock(0, Long.MAX_VALUE, true)) {
                if (held == null) {
                    throw new IllegalStateException("a process runs the node in " + from);
                }
                return copyFiles(from, to);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String copyFiles(Path from, Path to) throws IOException {
        if (!Files.isRegularFile(from.resolve("cluster").resolve(RecordingLog.RECORDING_LOG_FILE_NAME))) {
            throw new IllegalStateException("there is no log in " + from);
        }
        Path cluster = Files.createDirectories(to.resolve("cluster"));
        for (String name : OF_CLUSTER) {
            Path file = from.resolve("cluster").resolve(name);
            if (Files.exists(file)) {
                Files.copy(file, cluster.resolve(name));
            }
        }
        Path archive = Files.createDirectories(to.resolve("archive"));
        try (Stream<Path> files = Files.list(from.resolve("archive"))) {
            for (Path file : files.filter(RestoredLog::isRecorded).toList()) {
                Files.copy(file, archive.resolve(file.getFileName()));
            }
        }
        BackupManifest made = BackupManifest.of(to, Map.of());
        return HexFormat.of()
                .formatHex(Key.sha256().digest(made.files().toString().getBytes(UTF_8)));
    }

    private static boolean isRecorded(Path file) {
        return file.toString().endsWith(".rec") || file.endsWith(NodeCopy.CATALOG);
    }
}
