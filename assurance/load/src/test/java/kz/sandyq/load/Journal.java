package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What somebody outside the operator knows for sure: a line counts when it is on the disk. */
final class Journal implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private int written;

    Journal(Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes a line and returns when it is on the disk. */
    synchronized void write(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            written++;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized int size() {
        return written;
    }

    /** The lines, split at tabs, as the disk has them. */
    synchronized List<String[]> lines() {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
