package kz.sandyq.operator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.BackupManifest;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.platform.database.CopiedServer;
import kz.sandyq.platform.database.EmbeddedPostgres;
import kz.sandyq.platform.database.WalArchive;
import kz.sandyq.platform.database.WalPlace;
import kz.sandyq.readmodel.Bookmark;
import kz.sandyq.readmodel.LogMismatchException;
import kz.sandyq.readmodel.Projector;
import kz.sandyq.readmodel.ReadModelPosition;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A deployment made anew from a backup in an empty place. Everything happens under another name beside it: what was
 * broken off is never taken for a deployment.
 */
final class Restore {
    private static final String LOG_KEY = BackupRun.PROOF_KEYS + "log.key";
    private static final int ENTRIES_AT_ONCE = 500;
    private static final long CORE_STATE_EVERY = 20_000;
    /** Segments with a recording behind them say once that they have nothing more. */
    private static final int SILENT = 2;

    private final BackupCheck database;
    private final BackupCheck log;
    private final SortedMap<String, byte[]> secrets;
    private final @Nullable WalArchive archive;
    private final InstantSource clock;

    /**
     * Prepares it.
     *
     * @param database backup whose database, folders of banks are restored
     * @param log backup whose log is restored; the same one, unless a newer log was saved than the database
     * @param secrets opened keys, empty for none
     * @param archive of the database, with which it goes on behind its backup; null for none
     */
    Restore(
            BackupCheck database,
            BackupCheck log,
            SortedMap<String, byte[]> secrets,
            @Nullable WalArchive archive,
            InstantSource clock) {
        this.database = database;
        this.log = log;
        this.secrets = secrets;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * What was restored.
     *
     * @param held how far the database was
     * @param end the core behind the last entry of the log
     * @param requests that the log names and the database lacks
     * @param papers that entries behind the database name and it lacks
     * @param waiting payments that a start sends to the bank, and files that wait for it
     * @param keys whether the keys were restored
     * @param age of the last entry, by this host's clock
     * @param took how long the restore took
     */
    record Result(
            Bookmark held,
            NodeView end,
            List<Lacks.Request> requests,
            List<Lacks.Paper> papers,
            Waiting waiting,
            boolean keys,
            Duration age,
            Duration took) {}

    /**
     * What concerns a bank.
     *
     * @param files held back, as {@code IBAN/held/NAME}
     * @param payments end-to-end identifications of payments that a start would send
     */
    record Waiting(List<String> files, List<String> payments) {}

    /**
     * Restores.
     *
     * @param target empty, or not there
     * @throws BackupFault TARGET_NOT_EMPTY, OTHER_CLUSTER, ARCHIVE_EMPTY, ROWS_AHEAD when the database is further than
     *     the log, ROWS_DIFFER when it is of another log, LOG_DIFFERS when the log does not come to its state
     */
    Result run(Path target) throws BackupFault, IOException {
        Instant begun = clock.instant();
        if (!database.manifest().fact("cluster").equals(log.manifest().fact("cluster"))) {
            throw new BackupFault("OTHER_CLUSTER", log.manifest().fact("cluster"));
        }
        if (archive != null && archive.isEmpty()) {
            throw new BackupFault("ARCHIVE_EMPTY", archive.toString());
        }
        Path made = target.toAbsolutePath().normalize();
        if (Files.exists(made) && !isEmpty(made)) {
            throw new BackupFault("TARGET_NOT_EMPTY", made.toString());
        }
        Path restoring = made.resolveSibling(made.getFileName() + ".restoring");
        FileSystemUtils.deleteRecursively(restoring);
        try {
            boolean sealed = log.manifest().directories().contains(BackupRun.PROOF);
            place(database, restoring, path -> !isOf(path, BackupRun.NODE) || !sealed && isOf(path, BackupRun.PROOF));
            place(log, restoring, path -> isOf(path, BackupRun.NODE));
            placeSecrets(restoring);
            List<String> files = BankFiles.hold(restoring.resolve(BackupRun.BANK));
            Result result = recover(restoring, made, begun, files);
            if (!isOwn()) {
                CopiedServer.giveBackSettings(restoring.resolve(BackupRun.DATABASE));
            }
            Files.deleteIfExists(made);
            Files.move(restoring, made, StandardCopyOption.ATOMIC_MOVE);
            return result;
        } catch (BackupFault | IOException | RuntimeException failed) {
            FileSystemUtils.deleteRecursively(restoring);
            throw failed;
        } catch (SQLException failed) {
            FileSystemUtils.deleteRecursively(restoring);
            throw new IOException("the restored database fails: " + failed.getMessage(), failed);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.findAny().isEmpty();
        }
    }

    private static void place(BackupCheck from, Path restoring, Predicate<String> wanted) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(restoring, owner);
        for (String directory : from.manifest().directories()) {
            if (wanted.test(directory)) {
                Files.createDirectories(restoring.resolve(directory), owner);
            }
        }
        for (String file : from.manifest().files().keySet()) {
            if (wanted.test(file)) {
                Files.copy(from.directory().resolve(file), restoring.resolve(file));
            }
        }
    }

    private static boolean isOf(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }

    /** Whether the server of the database was run by Sandyq. */
    private boolean isOwn() throws BackupFault {
        return Boolean.parseBoolean(database.manifest().fact("database.own"));
    }

    private void placeSecrets(Path restoring) throws BackupFault, IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        for (Map.Entry<String, byte[]> each : secrets.entrySet()) {
            // Whoever restores decides whether the old name may go on: the start asks for this key.
            Path file = restoring.resolve(each.getKey().equals(LOG_KEY) ? LOG_KEY + ".held" : each.getKey());
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
            Files.write(file, each.getValue());
        }
        if (!isOwn()) {
            CopiedServer.holdSettings(restoring.resolve(BackupRun.DATABASE));
        }
        if (!secrets.containsKey(BackupRun.SECRET)) {
            CopiedServer.trust(restoring.resolve(BackupRun.DATABASE));
        }
        // A server that finds no such mark takes its directory for half made.
        Files.createFile(restoring.resolve("database").resolve("complete"));
    }

    private Result recover(Path restoring, Path made, Instant begun, List<String> files)
            throws BackupFault, IOException, SQLException {
        try (EmbeddedPostgres server = server(restoring.resolve("database"))) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(server.url(database.manifest().fact("database.name")));
            source.setUser(EmbeddedPostgres.USER);
            source.setPassword(server.password());
            BackedUpDatabase restored = new BackedUpDatabase(source);
            Bookmark held = restored.bookmark();
            if (held.sequence() > log.manifest().number("log.sequence")) {
                throw new BackupFault(
                        "ROWS_AHEAD",
                        String.valueOf(held.sequence()),
                        log.manifest().fact("log.sequence"));
            }
            Lacks lacks = new Lacks(source);
            EntryLog entries = log.log(restoring);
            NodeView end = log.replay(entries, lacks);
            catchUp(source, entries, end);
            restored.moveFolders(Path.of(database.manifest().fact("bank.directory")), made.resolve(BackupRun.BANK));
            List<String> waiting = new ArrayList<>(files);
            if (archive != null) {
                waiting.addAll(BankFiles.holdMissing(restoring.resolve(BackupRun.BANK), restored.unansweredFiles()));
            }
            Instant last = Instant.ofEpochMilli(end.nowMs());
            return new Result(
                    held,
                    end,
                    lacks.requests(),
                    lacks.papers(held.sequence()),
                    new Waiting(waiting, restored.unsentPayments()),
                    !secrets.isEmpty(),
                    Duration.between(last, clock.instant()),
                    Duration.between(begun, clock.instant()));
        }
    }

    /**
     * With an archive it goes on to where the log was copied, if that was beside the same server; else to its end. A
     * log that was copied before the database has no place in it.
     */
    private EmbeddedPostgres server(Path directory) throws BackupFault {
        if (archive == null) {
            return EmbeddedPostgres.recovering(directory);
        }
        BackupManifest named = log.manifest();
        Optional<WalPlace> until = Optional.empty();
        String system = named.facts().get(BackupRun.SYSTEM);
        if (system != null && system.equals(database.manifest().facts().get(BackupRun.SYSTEM))) {
            WalPlace copied = place(system, database.manifest());
            WalPlace wanted = place(system, named);
            if (wanted.isBefore(copied)) {
                return EmbeddedPostgres.recovering(directory);
            }
            until = Optional.of(wanted);
        }
        return EmbeddedPostgres.recovering(directory, archive, until);
    }

    private static WalPlace place(String system, BackupManifest named) throws BackupFault {
        return new WalPlace(system, named.fact(BackupRun.UNTIL), named.fact(BackupRun.UNTIL_FILE));
    }

    private static void catchUp(DataSource source, EntryLog entries, NodeView end) throws BackupFault {
        try (Projector projector = Projector.open(source, entries, new ReadModelPosition(), CORE_STATE_EVERY)) {
            for (int silent = 0; silent < SILENT; ) {
                silent = projector.poll(ENTRIES_AT_ONCE) == 0 ? silent + 1 : 0;
            }
            Bookmark reached = projector.bookmark();
            if (reached.sequence() != end.sequence()
                    || reached.stateHashHigh() != end.stateHashHigh()
                    || reached.stateHashLow() != end.stateHashLow()) {
                throw new BackupFault("ROWS_DIFFER", String.valueOf(reached.sequence()));
            }
        } catch (LogMismatchException other) {
            throw new BackupFault("ROWS_DIFFER", String.valueOf(other.getMessage()));
        }
    }

    /**
     * Opens the keys of a backup, with which the hash of its manifest is sealed: without the passphrase nobody can
     * write another manifest for them.
     *
     * @throws BackupFault KEYS_NOT_OPENED, KEYS_OF_ANOTHER when they are sealed with none of these manifests, or that
     *     of a passphrase
     */
    static SortedMap<String, byte[]> open(@Nullable Path keys, @Nullable Path passphraseFile, BackupCheck... backups)
            throws BackupFault, IOException {
        if (keys == null) {
            return new TreeMap<>();
        }
        if (passphraseFile == null) {
            throw new BackupFault("PASSPHRASE_MISSING", "--passphrase-file");
        }
        SortedMap<String, byte[]> opened = SealedKeys.read(keys, SealedKeys.passphrase(passphraseFile));
        byte[] sealed = opened.remove(BackupRun.SEALED_MANIFEST);
        for (BackupCheck backup : backups) {
            if (sealed != null && MessageDigest.isEqual(sealed, BackupRun.sealOf(backup.directory()))) {
                return opened;
            }
        }
        throw new BackupFault("KEYS_OF_ANOTHER", keys.toString());
    }
}
