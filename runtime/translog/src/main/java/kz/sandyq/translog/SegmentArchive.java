package kz.sandyq.translog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Copies of sealed segments somewhere else, best on another disk or host: when the recording is purged, the segments
 * are
 * all that there is. A copy is read against its checksum before it gets its name, and never written again.
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
            Path copy = directory.resolve(file.getFileName());
            try {
                if (!Files.exists(copy) || Files.size(copy) != Files.size(file)) {
                    copy(file, copy);
                }
            } catch (IOException failed) {
                throw new TranslogException("cannot copy " + file + " to " + directory, failed);
            }
        }
        blocks = sealed;
    }

    private void copy(Path file, Path copy) throws IOException {
        Files.createDirectories(directory);
        Path beside = copy.resolveSibling(copy.getFileName() + ".new");
        Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        SegmentFile.open(beside).checkSum();
        DurableFile.rename(beside, copy);
    }
}
