package kz.sandyq.cluster;

import io.aeron.Aeron;
import io.aeron.archive.ArchiveMarkFile;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.agrona.concurrent.SystemEpochClock;

/**
 * A node's directory, held by one process at a time. A killed process leaves marks of life in it: for 10 s they look
 * alive, and for ever when it died while it set one (aeron issue 2148). Whoever holds the directory knows that nobody
 * lives there, and takes them away.
 */
final class NodeDirectory implements AutoCloseable {
    /** Held by the process that runs the node. */
    static final String LOCK = "node.lock";

    private static final long PATIENCE_MS = 500;

    private final FileChannel lock;

    private NodeDirectory(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Takes the directory for this process until it is closed, or the process ends.
     *
     * @throws IllegalStateException when another process has it
     */
    static NodeDirectory take(Path directory) {
        try {
            Files.createDirectories(directory);
            NodeDirectory taken = new NodeDirectory(
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            if (!taken.isHeld()) {
                taken.close();
                throw new IllegalStateException("another process runs the node in " + directory);
            }
            try {
                taken.forgetMarks(directory);
            } catch (IOException | RuntimeException unreadable) {
                taken.close();
                throw unreadable;
            }
            return taken;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean isHeld() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException heldHere) {
            return false;
        }
    }

    private void forgetMarks(Path directory) throws IOException {
        forget(directory.resolve("archive").resolve(ArchiveMarkFile.FILENAME), NodeDirectory::archiveEnded);
        forget(directory.resolve("cluster").resolve(ClusterMarkFile.FILENAME), NodeDirectory::memberEnded);
        forget(
                directory.resolve("cluster").resolve(ClusterMarkFile.markFilenameForService(0)),
                NodeDirectory::memberEnded);
    }

    /**
     * One that was never whole says nothing and is removed. What cannot be read otherwise, as that of a later version,
     * stays and stops the start.
     */
    private static void forget(Path mark, Consumer<File> ended) throws IOException {
        if (!Files.exists(mark)) {
            return;
        }
        if (Files.size(mark) == 0) {
            Files.delete(mark);
            return;
        }
        try {
            ended.accept(mark.toFile());
        } catch (IllegalStateException neverWhole) {
            Files.delete(mark);
        }
    }

    private static void archiveEnded(File mark) {
        try (var file = new ArchiveMarkFile(
                mark.getParentFile(), mark.getName(), SystemEpochClock.INSTANCE, PATIENCE_MS, word -> {})) {
            file.updateActivityTimestamp(Aeron.NULL_VALUE);
            file.force();
        }
    }

    private static void memberEnded(File mark) {
        try (var file = new ClusterMarkFile(
                mark.getParentFile(), mark.getName(), SystemEpochClock.INSTANCE, PATIENCE_MS, word -> {})) {
            file.updateActivityTimestamp(Aeron.NULL_VALUE);
            file.force();
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
