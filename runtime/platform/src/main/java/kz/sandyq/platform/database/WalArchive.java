package kz.sandyq.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory into which a server copies each file of its write-ahead log when it is full or five minutes old. With an
 * older copy of the server ({@link DatabaseCopy}) and these files a server recovers to what was archived last.
 */
public final class WalArchive {
    /** How long what was committed may wait until it is in the archive, while others follow. */
    private static final String WITHIN_SECONDS = "300";
    /** What neither a shell nor the server's placeholders read as anything else. */
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9/._-]+");

    private static final Pattern FILE = Pattern.compile("[0-9A-F]{8}([0-9A-F]{16}).*");
    private static final Pattern LOG = Pattern.compile("[0-9A-F]{24}");
    private static final Pattern FIRST = Pattern.compile("START WAL LOCATION: .* \\(file [0-9A-F]{8}([0-9A-F]{16})\\)");

    private final Path directory;

    /** @throws IllegalArgumentException when the path has other characters than letters, digits and {@code . _ - /} */
    public WalArchive(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        if (!PLAIN.matcher(this.directory.toString()).matches()) {
            throw new IllegalArgumentException(
                    "the archive of the database must have a path of letters, digits and . _ - only: " + directory);
        }
    }

    /**
     * What the server executes for each file. It never writes over another one, leaves no half of one under a whole
     * one's name, and is content with one that it has written before it was killed.
     */
    public String command() {
        String file = directory + "/%f";
        return "if test -f " + file + "; then cmp -s %p " + file + "; else cp %p " + file + ".part && sync " + file
                + ".part && mv " + file + ".part " + file + " && sync " + directory + "; fi";
    }

    /** Settings of a server that archives, as its command line takes them. */
    Map<String, String> archiving() throws IOException {
        Files.createDirectories(directory);
        return Map.of("archive_mode", "on", "archive_command", quoted(command()), "archive_timeout", WITHIN_SECONDS);
    }

    /** Whether there is no file of a write-ahead log in it, or no such directory. */
    public boolean isEmpty() throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.noneMatch(WalArchive::isLog);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private static boolean isLog(Path file) {
        return LOG.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * Settings of a server that recovers from it and takes connections at the end only.
     *
     * @param data of the copy
     * @param until the place where it ends, when the archive reaches there without a gap; else where the archive ends
     */
    Map<String, String> recovering(Path data, Optional<WalPlace> until) throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "restore_command", quoted("test -f " + directory + "/%f && cp " + directory + "/%f %p"),
                "recovery_target_action", "promote",
                "hot_standby", "off"));
        // A server that cannot reach its target does not start; one without a target ends where the files end.
        if (until.isPresent() && reaches(data, until.get())) {
            settings.put("recovery_target_lsn", until.get().lsn());
            settings.put("recovery_target_inclusive", "off");
        }
        return settings;
    }

    private boolean reaches(Path data, WalPlace until) throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("pg_wal"))) {
            String file = all.filter(WalArchive::isLog)
                    .map(each -> String.valueOf(each.getFileName()))
                    .max(Comparator.naturalOrder())
                    .orElse(until.file());
            while (Files.exists(directory.resolve(file)) && file.compareTo(until.file()) < 0) {
                file = next(file);
            }
            return file.equals(until.file()) && Files.exists(directory.resolve(file));
        }
    }

    /** A file's name is timeline, and then 4 GiB and place in them, in which a server's files may have another size. */
    private String next(String file) {
        String timeline = file.substring(0, 8);
        long upper = Long.parseLong(file.substring(8, 16), 16);
        long lower = Long.parseLong(file.substring(16), 16) + 1;
        String within = String.format("%s%08X%08X", timeline, upper, lower);
        return Files.exists(directory.resolve(within)) || Long.bitCount(lower) != 1
                ? within
                : String.format("%s%08X%08X", timeline, upper + 1, 0);
    }

    private static String quoted(String words) {
        return "'" + words + "'";
    }

    /**
     * Removes what none of these copies needs.
     *
     * @param copies directories of {@link DatabaseCopy}; nothing is removed when there are none
     */
    public void keepFor(Collection<Path> copies) throws IOException {
        TreeSet<String> needed = new TreeSet<>();
        for (Path copy : copies) {
            Matcher first = FIRST.matcher(Files.readString(copy.resolve("backup_label")));
            if (!first.find()) {
                throw new IOException("the label of the copy " + copy + " cannot be read");
            }
            needed.add(first.group(1));
        }
        if (needed.isEmpty()) {
            return;
        }
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> before = all.filter(file -> {
                        Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
                        return name.matches() && name.group(1).compareTo(needed.first()) < 0;
                    })
                    .toList();
            for (Path file : before) {
                Files.delete(file);
            }
        }
    }
}
