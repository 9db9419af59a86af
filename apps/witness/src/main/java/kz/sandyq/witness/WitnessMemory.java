package kz.sandyq.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * What a witness cosigned last for each origin, on disk: the whole checkpoint as its log signed it. A witness that
 * forgot could be led to cosign a second history, so an empty directory is founded once, by a word of its own, and
 * never taken for a memory; damage is a fault and never nothing. One process holds a directory at a time.
 */
final class WitnessMemory implements AutoCloseable {
    /** More evidence than this is not kept: one pair is enough, and a stolen key could fill the disk. */
    static final int MOST_EVIDENCE = 100;

    private static final String MARK = "witness.vkey";
    private static final String LOCK = "lock";
    private static final String CHECKPOINT = ".checkpoint";
    private static final String ORIGINS = "origins";
    private static final String EVIDENCE = "evidence";

    private final Path directory;
    private final FileChannel lock;
    private final Map<String, Checkpoint> newest = new HashMap<>();

    private WitnessMemory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Begins a memory; the directory must be empty. */
    static void found(Path directory, VerifierKey own) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new WitnessFault(
                            WitnessFault.WRONG_DIRECTORY,
                            directory + " is not empty: a witness that has been founded is started with 'serve'");
                }
            }
            put(directory, MARK, (own.format() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /**
     * Takes the memory of this key, for this process alone.
     *
     * @throws WitnessFault when it is taken, another's, empty or damaged
     */
    static WitnessMemory open(Path directory, VerifierKey own) {
        Path mark = directory.resolve(MARK);
        FileChannel lock = null;
        try {
            if (!Files.exists(mark)) {
                throw wrong(directory + " holds no memory. A new witness is begun with 'found'; one whose memory is"
                        + " lost never cosigns again under its key: make another key and tell whose policies name it");
            }
            if (!Files.readString(mark, StandardCharsets.UTF_8).equals(own.format() + "\n")) {
                throw wrong(directory + " is the memory of another key than " + own.format());
            }
            lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (taken(lock)) {
                throw new WitnessFault(WitnessFault.TAKEN, "another process works on " + directory);
            }
            WitnessMemory memory = new WitnessMemory(directory, lock);
            memory.recall();
            lock = null;
            return memory;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } finally {
            release(lock);
        }
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held == null;
        } catch (OverlappingFileLockException byThisProcess) {
            return true;
        }
    }

    private void recall() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(each -> each.toString().endsWith(CHECKPOINT)).toList();
        }
        Path origins = directory.resolve(ORIGINS);
        for (String name : Files.exists(origins) ? Files.readAllLines(origins) : List.<String>of()) {
            if (!files.contains(directory.resolve(name))) {
                throw wrong(directory.resolve(name) + " is gone: a witness does not go on without it");
            }
        }
        for (Path each : files) {
            try {
                Checkpoint checkpoint = Checkpoint.parse(
                        SignedNote.parse(Files.readAllBytes(each)).text());
                if (!each.endsWith(file(checkpoint.origin()))) {
                    throw wrong(each + " is of another origin than its name");
                }
                newest.put(checkpoint.origin(), checkpoint);
            } catch (Refused damaged) {
                throw wrong(each + " is damaged (" + damaged.refusal() + "): a witness does not go on without it");
            }
        }
    }

    /** What was cosigned last for an origin; null for nothing. */
    synchronized @Nullable Checkpoint newest(String origin) {
        return newest.get(origin);
    }

    /** Writes a checkpoint down for good. Who calls it holds the origin, so that nothing comes between. */
    void keep(Checkpoint checkpoint, SignedNote note) throws IOException {
        put(directory, file(checkpoint.origin()), note.format());
        synchronized (this) {
            if (!newest.containsKey(checkpoint.origin())) {
                list(checkpoint.origin());
            }
            newest.put(checkpoint.origin(), checkpoint);
        }
    }

    /** So that a file that is gone later is missed. */
    private void list(String added) throws IOException {
        Set<String> origins = new TreeSet<>(newest.keySet());
        origins.add(added);
        String names = origins.stream().map(each -> file(each) + "\n").collect(Collectors.joining());
        put(directory, ORIGINS, names.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps a checkpoint that shows a second history, beside the one that was cosigned: together they are evidence. */
    synchronized void accuse(SignedNote forked, Checkpoint cosigned) throws IOException {
        Path evidence = Files.createDirectories(directory.resolve(EVIDENCE));
        byte[] first = Files.readAllBytes(directory.resolve(file(cosigned.origin())));
        byte[] second = forked.format();
        long kept;
        try (Stream<Path> files = Files.list(evidence)) {
            kept = files.count();
        }
        if (kept < 2 * MOST_EVIDENCE) {
            put(evidence, name(first), first);
            put(evidence, name(second), second);
        }
    }

    private static String file(String origin) {
        return hex(origin.getBytes(StandardCharsets.UTF_8)) + CHECKPOINT;
    }

    private static String name(byte[] note) {
        return hex(note) + ".note";
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(new TreeHasher().digest(bytes).bytes());
    }

    /** The old file or the new one is there, whenever the power goes; the new one when this has returned. */
    private static void put(Path directory, String name, byte[] bytes) throws IOException {
        Path whole = directory.resolve(name + ".new");
        try (FileChannel channel = FileChannel.open(
                whole, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(whole, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void release(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static WitnessFault wrong(String what) {
        return new WitnessFault(WitnessFault.WRONG_DIRECTORY, what);
    }

    @Override
    public void close() {
        release(lock);
    }
}
