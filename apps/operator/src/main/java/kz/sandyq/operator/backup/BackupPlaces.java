package kz.sandyq.operator.backup;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where backups go and how their keys are sealed.
 *
 * @param directory in which each backup has a directory of its own; empty for none
 * @param keys directory of sealed keys, best on another disk; empty for beside the backups
 * @param passphraseFile holds the passphrase of the seal in one line, readable by its owner only; empty for none
 * @param sealed further secret files that are sealed with the keys: TLS keys, cosigners' keys
 */
@ConfigurationProperties("sandyq.backup")
record BackupPlaces(
        @DefaultValue("") String directory,
        @DefaultValue("") String keys,
        @DefaultValue("") String passphraseFile,
        @DefaultValue({}) List<Path> sealed) {
    Path backups() {
        return Path.of(directory);
    }

    /** The sealed keys of a backup. */
    Path sealedKeys(String name) {
        return Path.of(keys.isEmpty() ? directory : keys).resolve(name + ".keys");
    }
}
