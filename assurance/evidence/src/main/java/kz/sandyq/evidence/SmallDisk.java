package kz.sandyq.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A disk of a few MiB for one directory, to be filled by a test: a tmpfs. Needs root and {@code mount}. */
public final class SmallDisk implements AutoCloseable {
    private static final int MIB = 1 << 20;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Whether this machine lets us mount one at a directory. */
    public static boolean isPossible(Path directory) throws IOException {
        Path probe = Files.createDirectories(directory.resolve("probe"));
        return mount(probe, 1) && run(List.of("umount", probe.toString()));
    }

    /**
     * Mounts it over a directory that it makes.
     *
     * @throws IOException when it cannot
     */
    public static SmallDisk over(Path directory, int sizeMib) throws IOException {
        Files.createDirectories(directory);
        if (!mount(directory, sizeMib)) {
            throw new IOException("nothing can be mounted at " + directory);
        }
        return new SmallDisk(directory);
    }

    private static boolean mount(Path directory, int sizeMib) {
        return run(List.of("mount", "-t", "tmpfs", "-o", "size=" + sizeMib + "m", "tmpfs", directory.toString()));
    }

    /** Writes a file beside what is there until only so much is left; 0 for nothing at all. */
    public void leave(int mib) throws IOException {
        long tooMuch = Files.getFileStore(directory).getUsableSpace() - (long) mib * MIB;
        try (var ballast = Files.newByteChannel(
                directory.resolve("ballast"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long written = 0; written < tooMuch; written += MIB) {
                ballast.write(ByteBuffer.allocate(MIB));
            }
        } catch (IOException full) {
            if (mib > 0) {
                throw full;
            }
        }
    }

    /** Takes that file away. */
    public void makeRoom() throws IOException {
        Files.deleteIfExists(directory.resolve("ballast"));
    }

    private static boolean run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @Override
    public void close() {
        if (!run(List.of("umount", "--lazy", directory.toString()))) {
            throw new UncheckedIOException(new IOException(directory + " stays mounted"));
        }
    }
}
