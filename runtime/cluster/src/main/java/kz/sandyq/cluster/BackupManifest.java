package kz.sandyq.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import kz.sandyq.protocol.command.Key;

/**
 * What a backup consists of: facts about it, its directories, and each file with its SHA-256 and length. Written last:
 * a directory without it is no backup. Its last line is the SHA-256 of everything before.
 *
 * @param facts by name, such as {@code log.sequence}
 * @param directories paths in the backup
 * @param files hash and length by path in the backup
 */
public record BackupManifest(
        SortedMap<String, String> facts, SortedSet<String> directories, SortedMap<String, FileHash> files) {
    /** Its name in a backup. */
    public static final String NAME = "manifest";

    private static final String FIRST = "sandyq backup 1";
    private static final String END = "end ";

    /**
     * What a file holds.
     *
     * @param sha256 lower-case hexadecimal
     * @param bytes its length
     */
    public record FileHash(String sha256, long bytes) {
        /** Reads a file. */
        public static FileHash of(Path file) throws IOException {
            try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), Key.sha256())) {
                long bytes = in.transferTo(OutputStream.nullOutputStream());
                return new FileHash(
                        HexFormat.of().formatHex(in.getMessageDigest().digest()), bytes);
            }
        }
    }

    /** Reads every file of a directory and forces it to the disk. */
    public static BackupManifest of(Path directory, Map<String, String> facts) throws IOException {
        BackupManifest made = new BackupManifest(new TreeMap<>(facts), new TreeSet<>(), new TreeMap<>());
        for (Path each : all(directory)) {
            String path = path(directory, each);
            if (path.contains("\n")) {
                throw new IOException("a file's name has two lines: " + path);
            }
            if (Files.isDirectory(each)) {
                made.directories.add(path);
            } else {
                force(each, StandardOpenOption.WRITE);
                made.files.put(path, FileHash.of(each));
            }
        }
        for (String each : made.directories) {
            force(directory.resolve(each), StandardOpenOption.READ);
        }
        return made;
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(each -> !each.equals(directory) && !each.equals(directory.resolve(NAME)))
                    .toList();
        }
    }

    private static String path(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    /** Writes it into the backup, for good. */
    public void write(Path directory) throws IOException {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        facts.forEach((name, value) ->
                text.append(name).append('=').append(value.replace('\n', ' ')).append('\n'));
        directories.forEach(path -> text.append("dir ").append(path).append('\n'));
        files.forEach((path, hash) -> text.append("file ")
                .append(hash.sha256())
                .append(' ')
                .append(hash.bytes())
                .append(' ')
                .append(path)
                .append('\n'));
        Path file = directory.resolve(NAME);
        Files.writeString(file, text + END + sha256(text.toString()) + "\n", StandardOpenOption.CREATE_NEW);
        force(file, StandardOpenOption.WRITE);
        force(directory, StandardOpenOption.READ);
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Key.sha256().digest(text.getBytes(UTF_8)));
    }

    /**
     * Reads that of a backup.
     *
     * @throws BackupFault NO_MANIFEST when there is none, MANIFEST_CHANGED when a byte of it differs or it names a
     *     place outside of the backup
     */
    public static BackupManifest read(Path directory) throws BackupFault, IOException {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new BackupFault("NO_MANIFEST", directory.toString());
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, UTF_8);
        int end = text.lastIndexOf("\n" + END) + 1;
        String body = text.substring(0, end);
        if (!body.startsWith(FIRST + "\n") || !text.substring(end).equals(END + sha256(body) + "\n")) {
            throw new BackupFault("MANIFEST_CHANGED", file.toString());
        }
        BackupManifest read = new BackupManifest(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        body.lines().skip(1).forEach(read::take);
        if (Stream.concat(read.directories.stream(), read.files.keySet().stream())
                .anyMatch(BackupManifest::isOutside)) {
            throw new BackupFault("MANIFEST_CHANGED", file.toString());
        }
        return read;
    }

    /** A restore writes where a manifest says. */
    private static boolean isOutside(String path) {
        Path named = Path.of(path);
        return named.isAbsolute()
                || named.normalize().startsWith("..")
                || !named.normalize().equals(named);
    }

    private void take(String line) {
        if (line.startsWith("dir ")) {
            directories.add(line.substring("dir ".length()));
        } else if (line.startsWith("file ")) {
            String[] parts = line.split(" ", 4);
            files.put(parts[3], new FileHash(parts[1], Long.parseLong(parts[2])));
        } else {
            int equals = line.indexOf('=');
            facts.put(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    /**
     * Holds the files to their hashes.
     *
     * @throws BackupFault FILE_CHANGED, FILE_MISSING or FILE_UNKNOWN, naming the first such file
     */
    public void check(Path directory) throws BackupFault, IOException {
        for (Map.Entry<String, FileHash> each : files.entrySet()) {
            Path file = directory.resolve(each.getKey());
            if (!Files.isRegularFile(file)) {
                throw new BackupFault("FILE_MISSING", each.getKey());
            }
            if (!FileHash.of(file).equals(each.getValue())) {
                throw new BackupFault("FILE_CHANGED", each.getKey());
            }
        }
        List<String> unknown = new ArrayList<>();
        for (Path each : all(directory)) {
            String path = path(directory, each);
            if (Files.isRegularFile(each) && !files.containsKey(path)) {
                unknown.add(path);
            }
        }
        if (!unknown.isEmpty()) {
            throw new BackupFault("FILE_UNKNOWN", unknown.getFirst());
        }
    }

    /** A fact that must be there. */
    public String fact(String name) throws BackupFault {
        String value = facts.get(name);
        if (value == null) {
            throw new BackupFault("FACT_MISSING", name);
        }
        return value;
    }

    /** A fact that is a number. */
    public long number(String name) throws BackupFault {
        return Long.parseLong(fact(name));
    }
}
