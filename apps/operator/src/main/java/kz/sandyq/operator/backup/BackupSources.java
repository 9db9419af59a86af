package kz.sandyq.operator.backup;

import java.nio.file.Path;
import java.util.Optional;
import kz.sandyq.platform.database.WalArchive;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where a deployment keeps what is backed up. */
@Component
class BackupSources {
    private final Path bank;
    private final Path proof;
    private final Path proofKeys;
    private final Path secret;
    private final Path observers;
    private final String archive;
    private final boolean ownDatabase;
    private final String settings;
    private final int cluster;

    BackupSources(
            @Value("${sandyq.money.directory:${sandyq.data.directory:.sandyq}/bank}") Path bank,
            @Value("${sandyq.proof.directory:${sandyq.cluster.directory:.sandyq/cluster}/proof}") Path proof,
            @Value("${sandyq.proof.keys:${sandyq.cluster.directory:.sandyq/cluster}/proof/keys}") Path proofKeys,
            @Value("${sandyq.database.directory:.sandyq/database}") Path database,
            @Value("${sandyq.database.archive:}") String archive,
            @Value("${sandyq.observers.file:${sandyq.data.directory:.sandyq}/observers}") Path observers,
            @Value("${sandyq.database.url:}") String external,
            @Value("${sandyq.settings.file:}") String settings,
            @Value("${sandyq.cluster.number:1}") int cluster) {
        this.bank = bank;
        this.proof = proof;
        this.proofKeys = proofKeys;
        this.secret = database.resolve("secret");
        this.archive = archive;
        this.observers = observers;
        this.ownDatabase = external.isBlank();
        this.settings = settings;
        this.cluster = cluster;
    }

    /** Messages from and to banks. */
    Path bank() {
        return bank;
    }

    /** Segments and what was signed. */
    Path proof() {
        return proof;
    }

    /** Keys and policy of the proof log. */
    Path proofKeys() {
        return proofKeys;
    }

    /** Password of the embedded database. */
    Path secret() {
        return secret;
    }

    /** Where the embedded database archives its write-ahead log. */
    Optional<WalArchive> archive() {
        return ownDatabase && !archive.isBlank() ? Optional.of(new WalArchive(Path.of(archive))) : Optional.empty();
    }

    /** Who may read sealed segments; may not be there. */
    Path observers() {
        return observers;
    }

    /** Whether the server of the database is run by this process. */
    boolean ownDatabase() {
        return ownDatabase;
    }

    /** Particulars and settings of the deployment, which may hold passwords; empty for none. */
    String settings() {
        return settings;
    }

    /** Number of the cluster. */
    int cluster() {
        return cluster;
    }
}
