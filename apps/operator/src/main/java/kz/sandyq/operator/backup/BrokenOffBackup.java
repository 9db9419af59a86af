package kz.sandyq.operator.backup;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.Approvals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Two administrators decided a backup, and the process ended before it was begun or complete. It is not begun again by
 * itself, since it would hold what they did not mean to copy then; the next start says so until one has an end.
 */
@Component
class BrokenOffBackup {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenOffBackup.class);

    private final Backups backups;
    private final BackupSources sources;
    private final Approvals approvals;
    private final JdbcClient database;

    BrokenOffBackup(Backups backups, BackupSources sources, Approvals approvals, JdbcClient database) {
        this.backups = backups;
        this.sources = sources;
        this.approvals = approvals;
        this.database = database;
    }

    /** Looks for one when the operator has started. */
    @EventListener(ApplicationReadyEvent.class)
    public void look() {
        if (backups.isRunning()) {
            return;
        }
        Optional<Approval> last = approvals.about("backup:" + sources.cluster()).stream()
                .filter(each -> each.kind().equals(Backups.KIND) && each.state() == Approval.State.APPROVED)
                .max(Comparator.comparing(BrokenOffBackup::decided));
        if (last.isPresent() && !hasEnd(decided(last.get()))) {
            LOG.error(
                    "the backup of approval {} has no end: the process ended before",
                    last.get().id());
            backups.brokenOff();
        }
    }

    private static Instant decided(Approval approval) {
        return Objects.requireNonNull(approval.decidedAt());
    }

    /** Whether a backup that ended after a moment is in the audit, as taken or as failed. */
    private boolean hasEnd(Instant decided) {
        return database.sql("""
                        select exists (select 1 from platform.audit
                            where at >= :decided and action in ('BACKUP_TAKEN', 'BACKUP_FAILED'))""")
                .param("decided", Timestamp.from(decided))
                .query(Boolean.class)
                .single();
    }
}
