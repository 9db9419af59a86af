package kz.sandyq.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.stream.Stream;
import kz.sandyq.market.ReplicaStop;

/**
 * Whose directory it is: a file in it with the number of the cluster and the id of the member. A voter that has
 * forgotten its log could help to elect a leader that lacks what was acknowledged, so a member never starts on an empty
 * directory: it is founded once, together with all others, and replaced with a copy of what another one holds.
 */
final class MemberMark {
    private static final String NAME = "member.properties";
    private static final String STOPPED = "state-differs";
    private static final String FAULT = "entry-fault";

    private final Path directory;
    private final int cluster;
    private final int id;

    MemberMark(Path directory, int cluster, int id) {
        this.directory = directory;
        this.cluster = cluster;
        this.id = id;
    }

    /** @throws NodeFault unless the directory is that of this member */
    void check() {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            throw new NodeFault(
                    NodeFault.WRONG_DIRECTORY,
                    directory + " holds no member. A new cluster is begun with 'found' on every member at once; a lost"
                            + " member is replaced with the log of another one, never with an empty directory");
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String found = lines.getProperty("cluster") + "/" + lines.getProperty("member");
        if (!found.equals(cluster + "/" + id)) {
            throw new NodeFault(
                    NodeFault.WRONG_DIRECTORY,
                    directory + " is that of cluster and member " + found + ", not of " + cluster + "/" + id);
        }
    }

    /** @throws NodeFault when it stopped because of its state and nobody has taken that word away */
    void checkNotStopped() {
        Path word = directory.resolve(STOPPED);
        if (Files.exists(word)) {
            throw new NodeFault(
                    NodeFault.STATE_DIFFERS,
                    "this member stopped because of its state hash, as " + word + " says. Find the cause, install the"
                            + " right build, remove that file, and start it again");
        }
    }

    /** Whatever starts a process that has ended must not start this one before a person has looked. */
    void stop(String reason) {
        put(STOPPED, reason + "\n");
    }

    /** Keeps the entry at which the core failed, and where it did. */
    void keep(ReplicaStop stop) {
        StringWriter trace = new StringWriter();
        stop.printStackTrace(new PrintWriter(trace));
        put(FAULT, stop.entry() + "\n" + trace);
    }

    /** @throws NodeFault unless nothing is in the directory */
    void checkEmpty() {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new NodeFault(
                            NodeFault.WRONG_DIRECTORY,
                            directory + " is not empty: a member that has been founded is started with 'start', and"
                                    + " what a broken copy left is removed before the next 'replace'");
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes it, for ever. */
    void write() {
        put(NAME, "cluster=" + cluster + "\nmember=" + id + "\n");
    }

    private void put(String name, String text) {
        Path whole = directory.resolve(name + ".new");
        try {
            Files.writeString(whole, text, StandardCharsets.UTF_8);
            force(whole);
            Files.move(whole, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            force(directory);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
