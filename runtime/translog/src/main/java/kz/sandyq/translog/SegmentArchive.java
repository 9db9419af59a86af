package kz.sandyq.translog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of sealed segments somewhere else, best on another disk or host: when the recording is purged, the segments
 * are all that there is. A copy is read against its checksum before it gets its name, and never written again.
 */
public final class SegmentArchive {
    private static final String ASIDE = ".aside-";

    private final Path directory;
    private long blocks = -1;

    /** Copies go here; the directory may not be there yet. */
    public SegmentArchive(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies what is sealed and not there yet. Only whole copies get their name, so that one of another length is of
     * another history, as after a restore, or was changed: it is kept beside.
     *
     * @return what was put aside, by its new name
     * @throws TranslogException when a copy cannot be made, or is not what was sealed
     */
    public synchronized List<Path> take(Segments segments) {
        long sealed = segments.sealedBlocks();
        List<Path> aside = new ArrayList<>();
        if (sealed == blocks) {
            return aside;
        }
        for (Path file : segments.sealedFiles()) {
            String name = file.getFileName().toString();
            try {
                long length = length(name);
                if (length != Files.size(file)) {
                    if (length >= 0) {
                        aside.add(putAside(name));
                    }
                    try (InputStream bytes = Files.newInputStream(file)) {
                        keep(name, bytes);
                    }
                }
            } catch (IOException failed) {
                throw new TranslogException("cannot copy " + file + " to " + directory, failed);
            }
        }
        blocks = sealed;
        return aside;
    }

    private Path putAside(String name) throws IOException {
        for (int number = 1; ; number++) {
            Path free = directory.resolve(name + ASIDE + number);
            if (!Files.exists(free)) {
                DurableFile.rename(directory.resolve(name), free);
                return free;
            }
        }
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
