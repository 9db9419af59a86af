package kz.sandyq.readmodel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of its own in memory, small enough to be filled; only root may have one. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "size=160m";
    private static final int BLOCK = 1 << 16;

    private final Path place;
    private final boolean usable;

    private SmallDisk(Path place, boolean usable) {
        this.place = place;
        this.usable = usable;
    }

    static SmallDisk mounted(Path place) throws IOException, InterruptedException {
        return new SmallDisk(place, done("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", place.toString()));
    }

    boolean usable() {
        return usable;
    }

    Path place() {
        return place;
    }

    /** Takes all room that is left. */
    void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] block = new byte[BLOCK];
            while (Files.getFileStore(place).getUsableSpace() > 0) {
                ballast.write(
                        block, 0, (int) Math.clamp(Files.getFileStore(place).getUsableSpace(), 1, BLOCK));
            }
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return place.resolve("ballast");
    }

    private static boolean done(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (usable) {
            done("umount", "-l", place.toString());
        }
        Files.deleteIfExists(place);
    }
}
