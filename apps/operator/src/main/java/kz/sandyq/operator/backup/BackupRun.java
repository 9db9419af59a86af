package kz.sandyq.operator.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.BackupManifest;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.LogFiles;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.NodeCopy;
import kz.sandyq.platform.database.DatabaseCopy;
import kz.sandyq.platform.database.WalPlace;
import kz.sandyq.readmodel.Bookmark;
import kz.sandyq.translog.ArchivedLog;
import kz.sandyq.translog.TranslogCopy;
import org.springframework.util.FileSystemUtils;

/**
 * One backup of a running deployment. The database first and the log last, so that the log holds everything that the
 * database has seen; a log of other processes is copied from one of its members. Nothing has the name of a backup
 * before its manifest is on the disk.
 */
final class BackupRun {
    static final String SECRET = "database/secret";
    static final String SETTINGS = "settings";
    static final String PROOF_KEYS = "cluster/proof/keys/";
    static final String FURTHER = "further/";
    static final String DATABASE = "database/data";
    static final String NODE = "cluster";
    static final String PROOF = "cluster/proof";
    static final String BANK = "bank";
    static final String OBSERVERS = "observers";
    static final String SEALED_MANIFEST = "manifest.sha256";
    /** How far an archive may lead the database of a backup: no row is ahead of the log there. */
    static final String UNTIL = "database.until";

    static final String UNTIL_FILE = "database.untilFile";
    static final String SYSTEM = "database.system";
    static final String PARTIAL = ".partial";
    private static final long ROWS_WITHIN_NS = TimeUnit.SECONDS.toNanos(60);

    private final BackupPlaces places;
    private final BackupSources sources;
    private final DataSource database;
    private final LogHost log;

    BackupRun(BackupPlaces places, BackupSources sources, DataSource database, LogHost log) {
        this.places = places;
        this.sources = sources;
        this.database = database;
        this.log = log;
    }

    /**
     * Takes it.
     *
     * @param name of its directory, new
     * @param at when it is taken
     * @throws BackupFault when it cannot be taken from here, or the passphrase is none; LOG_HOLE when the log was
     *     purged meanwhile
     * @throws IOException when something cannot be read or written; nothing stays
     * @throws IllegalStateException when the log does not go on, or is purged
     */
    BackupManifest take(String name, Instant at) throws BackupFault, IOException {
        char[] passphrase = SealedKeys.passphrase(Path.of(places.passphraseFile()));
        Path backup = places.backups().resolve(name);
        Path partial = places.backups().resolve(name + PARTIAL);
        Path keys = places.sealedKeys(name);
        forgetPartial();
        Files.createDirectories(places.allKeys());
        if (Files.exists(backup) || Files.exists(keys)) {
            throw new BackupFault("BACKUP_EXISTS", name);
        }
        ClusterNode.Hold held = log instanceof ClusterNode node ? node.hold() : () -> {};
        try (held) {
            Files.createDirectory(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            SortedMap<String, String> facts = copy(partial);
            facts.put("taken", at.toString());
            facts.put(BackupShelf.NUMBER, String.valueOf(BackupShelf.of(places).nextNumber()));
            BackupManifest manifest = BackupManifest.of(partial, facts);
            manifest.write(partial);
            SortedMap<String, byte[]> sealed = secrets();
            sealed.put(SEALED_MANIFEST, sealOf(partial));
            SealedKeys.write(keys, passphrase, sealed);
            force(places.allKeys());
            Files.move(partial, backup, StandardCopyOption.ATOMIC_MOVE);
            force(places.backups());
            return manifest;
        } catch (BackupFault | IOException | RuntimeException failed) {
            FileSystemUtils.deleteRecursively(partial);
            Files.deleteIfExists(keys);
            throw failed;
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    /** Whether a directory is that of a complete backup: it has its name last. */
    static boolean isComplete(Path directory) {
        return Files.exists(directory.resolve(BackupManifest.NAME))
                && !directory.toString().endsWith(PARTIAL);
    }

    /** What an earlier process left when it died. */
    private void forgetPartial() throws IOException {
        Files.createDirectories(places.backups());
        try (Stream<Path> all = Files.list(places.backups())) {
            for (Path each :
                    all.filter(file -> file.toString().endsWith(PARTIAL)).toList()) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    private SortedMap<String, String> copy(Path target) throws BackupFault, IOException {
        BankFiles bank = new BankFiles(sources.bank(), target.resolve(BANK));
        bank.before();
        String version;
        try {
            version = DatabaseCopy.take(database, target.resolve(DATABASE));
        } catch (DatabaseCopy.Away away) {
            throw new BackupFault("DATABASE_AWAY", String.valueOf(away.getMessage()));
        }
        long rows = new BackedUpDatabase(database).bookmark().sequence();
        bank.after();
        WalPlace until = place();
        TranslogCopy.take(sources.proof(), target.resolve(PROOF));
        if (Files.exists(sources.observers())) {
            Files.copy(sources.observers(), target.resolve(OBSERVERS));
        }
        NodeCopy copied = log.copyTo(target.resolve(NODE), this::rowsBehind);
        checkWhole(target, copied);
        SortedMap<String, String> facts = new TreeMap<>(copied.facts());
        facts.put("cluster", String.valueOf(sources.cluster()));
        facts.put("database.version", version);
        facts.put("database.name", new BackedUpDatabase(database).name());
        facts.put(SYSTEM, until.system());
        facts.put(UNTIL, until.lsn());
        facts.put(UNTIL_FILE, until.file());
        facts.put("database.own", String.valueOf(sources.ownDatabase()));
        facts.put("database.sequenceAtMost", String.valueOf(rows));
        facts.put("bank.directory", sources.bank().toAbsolutePath().toString());
        return facts;
    }

    private WalPlace place() throws IOException {
        try {
            return WalPlace.now(database);
        } catch (SQLException failed) {
            throw new IOException("the database does not say where it stands", failed);
        }
    }

    /** A log that was purged since the segments were copied may begin behind them: then entries are in neither. */
    private void checkWhole(Path target, NodeCopy copied) throws BackupFault {
        LogFiles files = LogFiles.of(
                target.resolve(NODE), copied.recording(), copied.end().logPosition());
        long sealed = new ArchivedLog(target.resolve(PROOF), sources.cluster(), files).sealedPosition();
        if (files.begins() > sealed) {
            throw new BackupFault("LOG_HOLE", String.valueOf(sealed), String.valueOf(files.begins()));
        }
    }

    /** The rows are made by a core of their own, which knows the state of each place at which they stand. */
    private NodeCopy.Point rowsBehind(long sequence) {
        BackedUpDatabase rows = new BackedUpDatabase(database);
        long deadlineNs = System.nanoTime() + ROWS_WITHIN_NS;
        Bookmark now = rows.bookmark();
        while (now.sequence() < sequence) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("the rows stand at " + now.sequence() + ", the log is at " + sequence);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            now = rows.bookmark();
        }
        HexFormat hex = HexFormat.of();
        String stateHash = hex.toHexDigits(now.stateHashHigh()) + hex.toHexDigits(now.stateHashLow());
        return new NodeCopy.Point(now.sequence(), now.recordedAtMs(), stateHash, now.logPosition());
    }

    /** What is sealed of a manifest: the SHA-256 of its file, in hexadecimal. */
    static byte[] sealOf(Path backup) throws IOException {
        return BackupManifest.FileHash.of(backup.resolve(BackupManifest.NAME))
                .sha256()
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What would open or sign for whoever has it. */
    private SortedMap<String, byte[]> secrets() throws IOException {
        SortedMap<String, byte[]> secrets = new TreeMap<>();
        if (sources.ownDatabase() && Files.exists(sources.secret())) {
            secrets.put(SECRET, Files.readAllBytes(sources.secret()));
        }
        if (!sources.settings().isEmpty() && Files.exists(Path.of(sources.settings()))) {
            secrets.put(SETTINGS, Files.readAllBytes(Path.of(sources.settings())));
        }
        for (Path key : files(sources.proofKeys())) {
            secrets.put(PROOF_KEYS + key.getFileName(), Files.readAllBytes(key));
        }
        // Numbered: two of one name must both be there.
        for (int number = 0; number < places.sealed().size(); number++) {
            Path further = places.sealed().get(number);
            secrets.put(FURTHER + (number + 1) + "-" + further.getFileName(), Files.readAllBytes(further));
        }
        return secrets;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
