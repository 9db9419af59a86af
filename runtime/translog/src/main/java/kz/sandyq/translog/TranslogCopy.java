package kz.sandyq.translog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.IoUtil;

/**
 * A copy of what a running {@link SignedLog} keeps and nobody can make again once the node is purged: its sealed
 * segments, the last head that was signed, what members signed that differs, and what was published of liabilities with
 * its trees. The segment that grows and the tiles are made anew from the log.
 */
public final class TranslogCopy {
    private TranslogCopy() {}

    /**
     * Copies; what is copied is never written again, or renamed into its place whole.
     *
     * @param directory of the translog; may not be there
     * @param target a new directory
     * @throws IOException when something cannot be read or written
     */
    public static void take(Path directory, Path target) throws IOException {
        Path published = directory.resolve(Translog.PUBLIC);
        String notes = LiabilityRounds.PLACE;
        // Before the checkpoint, which then covers each of them: it binds the notary of a restored log.
        copyAll(published.resolve(notes), target.resolve(Translog.PUBLIC).resolve(notes), "");
        copyRounds(directory.resolve(notes), target.resolve(notes));
        copy(directory.resolve("notary"), List.of(Notary.INTENT), target.resolve("notary"));
        copy(published, List.of("checkpoint"), target.resolve(Translog.PUBLIC));
        copyAll(directory.resolve(Translog.SEGMENTS), target.resolve(Translog.SEGMENTS), Segments.SEALED);
        copyAll(directory.resolve(Translog.EVIDENCE), target.resolve(Translog.EVIDENCE), "");
    }

    private static void copyRounds(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            try (Stream<Path> found = Files.list(from)) {
                for (Path round : found.filter(Files::isDirectory).toList()) {
                    if (!round.toString().endsWith(LiabilityRound.UNFINISHED)) {
                        copyRound(round, to.resolve(String.valueOf(round.getFileName())));
                    }
                }
            }
        }
    }

    /** An old round loses its name before its files: one that goes meanwhile is left out whole. */
    private static void copyRound(Path round, Path to) throws IOException {
        try {
            copyAll(round, to, "");
        } catch (NoSuchFileException gone) {
            if (Files.exists(round)) {
                throw gone;
            }
        }
        if (!Files.exists(round)) {
            IoUtil.delete(to.toFile(), true);
        }
    }

    private static void copyAll(Path from, Path to, String suffix) throws IOException {
        if (Files.exists(from)) {
            try (Stream<Path> files = Files.list(from)) {
                copy(
                        from,
                        files.map(each -> String.valueOf(each.getFileName()))
                                .filter(each -> each.endsWith(suffix) && !each.endsWith(DurableFile.UNFINISHED))
                                .toList(),
                        to);
            }
        }
    }

    private static void copy(Path from, List<String> names, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : names) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }
}
