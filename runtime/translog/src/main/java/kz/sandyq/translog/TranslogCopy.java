package kz.sandyq.translog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of what a running {@link SignedLog} keeps and nobody can make again once the node is purged: its sealed
 * segments, the last head that was signed, and what members signed that differs. The segment that grows and the tiles
 * are made anew from the log.
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
        copy(directory.resolve("notary"), List.of(Notary.INTENT), target.resolve("notary"));
        copy(published, List.of("checkpoint"), target.resolve(Translog.PUBLIC));
        copyAll(directory.resolve(Translog.SEGMENTS), target.resolve(Translog.SEGMENTS), Segments.SEALED);
        copyAll(directory.resolve(Translog.EVIDENCE), target.resolve(Translog.EVIDENCE), "");
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
