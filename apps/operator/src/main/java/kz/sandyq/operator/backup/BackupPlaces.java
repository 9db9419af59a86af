package kz.sandyq.operator.backup;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where backups go, how their keys are sealed, and when one is taken by itself.
 *
 * @param directory in which each backup has a directory of its own; empty for none
 * @param keys directory of sealed keys, best on another disk; empty for beside the backups
 * @param passphraseFile holds the passphrase of the seal in one line, readable by its owner only; empty for none
 * @param sealed further secret files that are sealed with the keys: TLS keys, cosigners' keys
 * @param schedule time of day in the zone of the law, such as 03:00, at which one is taken each day; empty for none
 * @param keep how many of the newest complete ones stay when a scheduled one was taken, at least 1
 */
@ConfigurationProperties("sandyq.backup")
record BackupPlaces(
        @DefaultValue("") String directory,
        @DefaultValue("") String keys,
        @DefaultValue("") String passphraseFile,
        @DefaultValue({}) List<Path> sealed,
        @DefaultValue("") String schedule,
        @DefaultValue("14") int keep) {
    /** @throws IllegalArgumentException when one shall be taken by itself, but how, where or when is not said */
    BackupPlaces {
        if (keep < 1) {
            throw new IllegalArgumentException("sandyq.backup.keep is " + keep + ": at least 1 backup is kept");
        }
        if (!schedule.isBlank()) {
            try {
                LocalTime.parse(schedule);
            } catch (DateTimeParseException wrong) {
                throw new IllegalArgumentException(
                        "sandyq.backup.schedule is " + schedule + ", not a time of day such as 03:00", wrong);
            }
            if (directory.isBlank() || passphraseFile.isBlank()) {
                throw new IllegalArgumentException(
                        "sandyq.backup.schedule needs sandyq.backup.directory and sandyq.backup.passphrase-file");
            }
        }
    }

    Path backups() {
        return Path.of(directory);
    }

    /** When one is taken each day, in the zone of the law. */
    Optional<LocalTime> time() {
        return schedule.isBlank() ? Optional.empty() : Optional.of(LocalTime.parse(schedule));
    }

    /** Where sealed keys go. */
    Path allKeys() {
        return Path.of(keys.isEmpty() ? directory : keys);
    }

    /** The sealed keys of a backup. */
    Path sealedKeys(String name) {
        return allKeys().resolve(name + ".keys");
    }
}
