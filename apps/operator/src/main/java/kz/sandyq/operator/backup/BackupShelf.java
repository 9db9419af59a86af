package kz.sandyq.operator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.BackupManifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The backups that lie in their directory. Each has a number above those of all that lay there when it was taken: their
 * order is nobody's clock, and not the log's either, which goes back when it is restored.
 *
 * @param places where they lie
 * @param all newest first; one whose manifest is damaged is none
 */
record BackupShelf(BackupPlaces places, List<Kept> all) {
    static final String NUMBER = "number";

    private static final Logger LOG = LoggerFactory.getLogger(BackupShelf.class);
    /** Names that were given by {@link Backups}; what a person has put there stays. */
    private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}");

    private static final Comparator<Kept> OLDEST_FIRST = Comparator.comparingLong(Kept::number)
            .thenComparingLong(Kept::sequence)
            .thenComparing(Kept::taken);

    /**
     * A backup whose manifest is whole.
     *
     * @param name of its directory
     * @param number in the order in which they were taken, from 1; 0 for one of a build that gave none
     * @param taken when, as its host's clock said
     * @param sequence last entry of the log in it
     * @param logPosition end of the log in it, bytes
     * @param complete whether its sealed keys are where they were put
     */
    record Kept(String name, long number, Instant taken, long sequence, long logPosition, boolean complete) {}

    /** Reads what lies there now. */
    static BackupShelf of(BackupPlaces places) {
        List<Kept> found = new ArrayList<>();
        if (places.directory().isBlank() || !Files.exists(places.backups())) {
            return new BackupShelf(places, found);
        }
        try (Stream<Path> files = Files.list(places.backups())) {
            for (Path each : files.filter(BackupRun::isComplete).toList()) {
                read(places, each).ifPresent(found::add);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("the backups cannot be listed", unreadable);
        }
        found.sort(OLDEST_FIRST.reversed());
        return new BackupShelf(places, found);
    }

    private static Optional<Kept> read(BackupPlaces places, Path backup) throws IOException {
        try {
            BackupManifest manifest = BackupManifest.read(backup);
            String name = String.valueOf(backup.getFileName());
            return Optional.of(new Kept(
                    name,
                    Long.parseLong(manifest.facts().getOrDefault(NUMBER, "0")),
                    Instant.parse(manifest.fact("taken")),
                    manifest.number("log.sequence"),
                    manifest.number("log.position"),
                    Files.isRegularFile(places.sealedKeys(name))));
        } catch (BackupFault | NumberFormatException | DateTimeParseException damaged) {
            LOG.warn("{} is no backup: {}", backup, damaged.getMessage());
            return Optional.empty();
        }
    }

    /** Those that are complete, newest first. */
    List<Kept> complete() {
        return all.stream().filter(Kept::complete).toList();
    }

    /** Those whose sealed keys are missing. */
    List<Kept> withoutKeys() {
        return all.stream().filter(each -> !each.complete()).toList();
    }

    /** The number of the next one. */
    long nextNumber() {
        return 1 + all.stream().mapToLong(Kept::number).max().orElse(0);
    }

    /**
     * The newest that was not taken later than now: of one that says so nobody knows when it was. Whether its keys are
     * there does not count: whoever takes the keys of each away has an alarm, and not a disk full of backups.
     */
    Optional<Kept> newestBefore(Instant now) {
        return all.stream().filter(each -> !each.taken().isAfter(now)).findFirst();
    }

    /** Those that say they were taken later than now: the clock of the host is wrong, or was. */
    List<Kept> datedAfter(Instant now) {
        return all.stream().filter(each -> each.taken().isAfter(now)).toList();
    }

    /** Directories of the copied databases of all that lie there, also of those whose keys are missing. */
    List<Path> databases() {
        return all.stream()
                .map(each -> places.backups().resolve(each.name()).resolve(BackupRun.DATABASE))
                .toList();
    }

    /**
     * Removes what is older than the newest complete ones, with its sealed keys; never half of a backup under its own
     * name.
     */
    void prune() throws IOException {
        for (Kept each : complete().stream().skip(places.keep()).toList()) {
            if (NAME.matcher(each.name()).matches()) {
                Path partial = places.backups().resolve(each.name() + BackupRun.PARTIAL);
                Files.move(places.backups().resolve(each.name()), partial);
                FileSystemUtils.deleteRecursively(partial);
                Files.deleteIfExists(places.sealedKeys(each.name()));
            }
        }
    }
}
