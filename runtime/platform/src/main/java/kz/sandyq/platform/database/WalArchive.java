package kz.sandyq.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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
                + ".part && mv " + file + ".part " + file + "; fi";
    }

    /** Settings of a server that archives, as its command line takes them. */
    Map<String, String> archiving() throws IOException {
        Files.createDirectories(directory);
        return Map.of("archive_mode", "on", "archive_command", quoted(command()), "archive_timeout", WITHIN_SECONDS);
    }

    /**
     * Settings of a server that recovers from it and takes connections at the end only.
     *
     * @param until the place where it ends, when the archive reaches there; else where the archive ends
     */
    Map<String, String> recovering(Optional<WalPlace> until) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "restore_command", quoted("test -f " + directory + "/%f && cp " + directory + "/%f %p"),
                "recovery_target_action", "promote",
                "hot_standby", "off"));
        until.filter(place -> Files.exists(directory.resolve(place.file()))).ifPresent(place -> {
            settings.put("recovery_target_lsn", place.lsn());
            settings.put("recovery_target_inclusive", "off");
        });
        return settings;
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
