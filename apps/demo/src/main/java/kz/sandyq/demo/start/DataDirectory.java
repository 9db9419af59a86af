package kz.sandyq.demo.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.platform.database.EmbeddedPostgres;
import kz.sandyq.platform.i18n.ConsoleText;

/**
 * The directory in which a deployment lives: database, log, folders of banks. One process works on it at a time. A
 * sample market that was cut off in the middle of its production is seen by its state and made anew.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "sandyq.lock";
    private static final String SAMPLE = "sample-state.txt";
    private static final String PRODUCING = "PRODUCING";
    private static final String READY = "READY";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a directory, or makes it.
     *
     * @throws StartRefusedException when another process works on it
     */
    public static DataDirectory open(Path path, ConsoleText text) throws IOException, StartRefusedException {
        Files.createDirectories(path);
        FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean own;
        try {
            own = lock.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            own = false;
        }
        if (!own) {
            lock.close();
            throw new StartRefusedException(
                    StartRefusedException.DATA_IN_USE, text.of("demo.start.dataInUse", path.toString()));
        }
        return new DataDirectory(path, lock);
    }

    public Path path() {
        return path;
    }

    /** Forgets everything; a database server that outlived its killed process is stopped before. */
    public void clear() throws IOException {
        EmbeddedPostgres.stopOrphan(path.resolve("database"));
        List<Path> all;
        try (Stream<Path> found = Files.walk(path)) {
            all = found.sorted(Comparator.reverseOrder())
                    .filter(each -> !each.equals(path) && !each.equals(path.resolve(LOCK)))
                    .toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    /** Whether nothing has been started on it yet. */
    public boolean isNew() {
        return !Files.exists(path.resolve("database"));
    }

    /** Whether a demonstration was started on it whose sample is not complete. */
    public boolean sampleCutOff() throws IOException {
        return !isNew() && !sampleReady();
    }

    /** Whether the sample stands complete. */
    public boolean sampleReady() throws IOException {
        return READY.equals(sampleState());
    }

    public void sampleBegins() throws IOException {
        write(PRODUCING);
    }

    public void sampleEnds() throws IOException {
        write(READY);
    }

    private String sampleState() throws IOException {
        Path file = path.resolve(SAMPLE);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private void write(String state) throws IOException {
        Path written = path.resolve(SAMPLE + ".new");
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            channel.write(java.nio.ByteBuffer.wrap(state.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(written, path.resolve(SAMPLE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
