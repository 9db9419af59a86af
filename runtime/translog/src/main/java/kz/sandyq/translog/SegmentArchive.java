package kz.sandyq.translog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Copies of sealed segments somewhere else, best on another disk or host: when the recording is purged, the segments
 * are all that there is. A copy is read against its checksum before it gets its name, and never written again.
 */
public final class SegmentArchive {
    private final Path directory;
    private long blocks = -1;

    /** Copies go here; the directory may not be there yet. */
    public SegmentArchive(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies what is sealed and not there yet.
     *
     * @throws TranslogException when a copy cannot be made, or is not what was sealed
     */
    public synchronized void take(Segments segments) {
        long sealed = segments.sealedBlocks();
        if (sealed == blocks) {
            return;
        }
        for (Path file : segments.sealedFiles()) {
            String name = file.getFileName().toString();
            try {
                if (length(name) != Files.size(file)) {
                    try (InputStream bytes = Files.newInputStream(file)) {
                        keep(name, bytes);
                    }
                }
            } catch (IOException failed) {
                throw new TranslogException("cannot copy " + file + " to " + directory, failed);
            }
        }
        blocks = sealed;
    }

    /** Bytes of a copy, -1 when there is none; only whole ones have a name. */
    long length(String name) throws IOException {
        Path copy = directory.resolve(name);
        return Files.exists(copy) ? Files.size(copy) : -1;
    }

    /**
     * Keeps a sealed segment that comes from anywhere.
     *
     * @throws TranslogException when it is not what was sealed; then it is not kept
     */
    void keep(String name, InputStream bytes) throws IOException {
        Files.createDirectories(directory);
        Path copy = directory.resolve(name);
        Path beside = copy.resolveSibling(name + ".new");
        Files.copy(bytes, beside, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        SegmentFile.open(beside).checkSum();
        DurableFile.rename(beside, copy);
    }
}
