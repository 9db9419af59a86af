package kz.sandyq.operator.backup;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.BackupManifest;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.operator.proof.LogBackups;
import kz.sandyq.operator.proof.LogTurn;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.database.WalArchive;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.ObjectMapper;

/**
 * Backups of the running deployment, which hold all personal data: proposed by one administrator, approved by another,
 * and written to the audit, or taken each day by {@link BackupSchedule}. The places are the settings of whoever runs
 * the host, never of a request. Trading goes on.
 */
@Component
class Backups implements ApprovalHandler, LogBackups {
    /** {@link #fault} of one that was approved in an earlier process and has no end. */
    static final String BROKEN_OFF = "BACKUP_BROKEN_OFF";

    static final String KIND = "backup.take";

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final long PURGED_WITHIN_NS = TimeUnit.MINUTES.toNanos(10);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final BackupPlaces places;
    private final BackupSources sources;
    private final DataSource database;
    private final ObjectProvider<LogHost> log;
    private final ObjectProvider<FourEyes> fourEyes;
    private final Audit audit;
    private final SandyqClock clock;
    private final ObjectMapper json;
    private final LogTurn turn;
    private volatile String fault = "";

    Backups(
            BackupPlaces places,
            BackupSources sources,
            DataSource database,
            ObjectProvider<LogHost> log,
            ObjectProvider<FourEyes> fourEyes,
            Audit audit,
            SandyqClock clock,
            ObjectMapper json,
            LogTurn turn) {
        this.places = places;
        this.sources = sources;
        this.database = database;
        this.log = log;
        this.fourEyes = fourEyes;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
        this.turn = turn;
    }

    /**
     * Proposes one.
     *
     * @throws RefusedException BACKUP_NO_PLACE (409) when no directory or passphrase is set
     */
    @Transactional
    public long propose() {
        if (places.directory().isBlank() || places.passphraseFile().isBlank()) {
            throw new RefusedException("BACKUP_NO_PLACE").status(409);
        }
        return fourEyes.getObject()
                .propose(
                        KIND,
                        "backup:" + sources.cluster(),
                        json.writeValueAsString(Map.of("after", Map.of("directory", places.directory()))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("ADMINISTRATOR");
    }

    /** Begins when the decision stands, and goes on by itself; nobody is asked within the deciding transaction. */
    @Override
    public void approved(Approval approval) {
        LogHost host = log.getObject();
        turn.beginCopy();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    start(() -> take(host, Map.of("approval", approval.id()), () -> {}));
                } else {
                    turn.end();
                }
            }
        });
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; nothing was copied.
    }

    /**
     * Begins one that nobody has to approve, on a thread of its own.
     *
     * @param ground why, for the audit
     * @param taken called when it is complete, before another may begin
     * @return false when one is being taken already, the log is being purged, or there is none
     */
    boolean begin(Map<String, ?> ground, Runnable taken) {
        LogHost host = log.getIfAvailable();
        if (host == null || turn.isCopied()) {
            return false;
        }
        try {
            turn.beginCopy();
        } catch (RefusedException other) {
            LOG.warn("no backup is begun now: {}", other.code());
            return false;
        }
        start(() -> take(host, ground, taken));
        return true;
    }

    /** What members were told to purge before is soon gone; meanwhile nothing new is begun. */
    private boolean awaitPurged() {
        long deadlineNs = System.nanoTime() + PURGED_WITHIN_NS;
        while (!turn.purged()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        return true;
    }

    /** Where no thread can be had, the log is given back. */
    private void start(Runnable taking) {
        boolean started = false;
        try {
            Thread.ofPlatform().name("backup").start(taking);
            started = true;
        } finally {
            if (!started) {
                fault = "BACKUP_FAILED";
                turn.end();
            }
        }
    }

    private void take(LogHost host, Map<String, ?> ground, Runnable taken) {
        try {
            take(host, awaitPurged(), ground, taken);
        } finally {
            turn.end();
        }
    }

    private void take(LogHost host, boolean purged, Map<String, ?> ground, Runnable taken) {
        Instant now = clock.instant().minus(clock.offset());
        String name = NAME.format(now);
        Map<String, Object> said = new TreeMap<>(ground);
        try {
            if (!purged) {
                throw new BackupFault("PURGE_RUNS");
            }
            BackupManifest manifest = new BackupRun(places, sources, database, host).take(name, now);
            fault = "";
            said.put("facts", manifest.facts());
            audit.record("BACKUP_TAKEN", "backup:" + name, said);
            taken.run();
        } catch (BackupFault | IOException | RuntimeException failed) {
            LOG.error("backup {} was not taken", name, failed);
            fault = failed instanceof BackupFault known ? known.code() : "BACKUP_FAILED";
            said.put("code", fault);
            audit.record("BACKUP_FAILED", "backup:" + name, said);
        }
    }

    /**
     * Removes what is older than the newest complete ones, and of the database's archive what none of these needs.
     *
     * @throws IOException when something cannot be removed
     */
    void prune() throws IOException {
        shelf().prune();
        Optional<WalArchive> archive = sources.archive();
        if (archive.isPresent()) {
            archive.get().keepFor(shelf().databases());
        }
    }

    /** One that had been approved was not taken, since the process ended. */
    void brokenOff() {
        fault = BROKEN_OFF;
    }

    /** Whether one is being taken. */
    boolean isRunning() {
        return turn.isCopied();
    }

    /** Why the last one of this process was not taken; empty when it was. */
    String fault() {
        return fault;
    }

    /** Those that are complete, as they lie there now. */
    BackupShelf shelf() {
        return BackupShelf.of(places);
    }

    /** Of the newest, and not of the furthest: a log that was restored has gone back. */
    @Override
    public OptionalLong logPosition() {
        return shelf().complete().stream()
                .mapToLong(BackupShelf.Kept::logPosition)
                .findFirst();
    }
}
