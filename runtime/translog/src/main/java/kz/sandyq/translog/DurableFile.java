package kz.sandyq.translog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole, or not at all, whatever happens to the machine. */
public final class DurableFile {
    /** How the name of a file ends that is being written. */
    static final String UNFINISHED = ".new";

    private DurableFile() {}

    /**
     * Writes beside, forces, renames, forces the directory.
     *
     * @throws TranslogException when the disk does not let it
     */
    public static void replace(Path file, byte[] bytes) {
        Path beside = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.createDirectories(directory(file));
            fill(beside, bytes);
            rename(beside, file);
        } catch (IOException failed) {
            throw new TranslogException("cannot write " + file, failed);
        }
    }

    /** Writes a file and forces it. */
    static void fill(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Gives a file that is forced its name, for good. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(directory(to));
    }

    /** Makes names in a directory durable. */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The bytes of a file that must be there. */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new TranslogException("cannot read " + file, failed);
        }
    }

    private static Path directory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException("no file: " + file);
        }
        return directory;
    }
}
