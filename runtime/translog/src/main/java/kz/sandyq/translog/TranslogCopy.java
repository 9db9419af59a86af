package kz.sandyq.translog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of what a running {@link SignedLog} keeps and nobody can make again once the node is purged: its sealed
 * segments, and the last head that was signed. The segment that grows and the tiles are made anew from the log.
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
        Path segments = directory.resolve(Translog.SEGMENTS);
        if (Files.exists(segments)) {
            try (Stream<Path> files = Files.list(segments)) {
                copy(
                        segments,
                        files.map(each -> String.valueOf(each.getFileName()))
                                .filter(each -> each.endsWith(Segments.SEALED))
                                .toList(),
                        target.resolve(Translog.SEGMENTS));
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
