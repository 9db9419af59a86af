package kz.sandyq.operator.money;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The port to a bank: four folders. We write to {@code out/}, the bank to {@code in/}; what we have read goes to
 * {@code done/} or {@code refused/}. A file is written under another name, forced to the disk and renamed: the rename
 * is the sending.
 */
final class BankFolder {
    private static final String WRITING = ".writing";

    private final Path root;

    /** Makes the folders that are missing. */
    public BankFolder(Path root) throws IOException {
        this.root = root;
        for (String folder : List.of("out", "in", "done", "refused", WRITING)) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    /** Writes the file where the bank does not look, forced to the disk. May be repeated. */
    public void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(WRITING).resolve(name);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        force(root.resolve(WRITING));
    }

    /** Sends a written file. When nothing stands under the written name, it was sent before: nothing happens. */
    public void send(String name) throws IOException {
        Path written = root.resolve(WRITING).resolve(name);
        if (Files.exists(written)) {
            Files.move(written, root.resolve("out").resolve(name), StandardCopyOption.ATOMIC_MOVE);
            force(root.resolve("out"));
            force(root.resolve(WRITING));
        }
    }

    /** Files from the bank, by name. A name that begins with a dot is still being written. */
    public List<Path> incoming() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("in"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** Puts a read file away. */
    public void done(Path file) throws IOException {
        putAway(file, "done");
    }

    /** Puts a refused file away, with its fault beside it. */
    public void refused(Path file, String fault) throws IOException {
        Path target = putAway(file, "refused");
        Files.writeString(target.resolveSibling(target.getFileName() + ".fault.txt"), fault + "\n");
    }

    private Path putAway(Path file, String folder) throws IOException {
        String name = file.getFileName().toString();
        Path target = root.resolve(folder).resolve(name);
        for (int copy = 2; Files.exists(target); copy++) {
            target = root.resolve(folder).resolve(copy + "-" + name);
        }
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
