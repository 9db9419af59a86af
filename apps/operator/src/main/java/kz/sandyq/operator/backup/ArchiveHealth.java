package kz.sandyq.operator.backup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether the server of the database, ours or somebody else's, can archive its write-ahead log, where it has to. */
@Component
class ArchiveHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveHealth.class);

    private final JdbcClient database;
    private volatile boolean failing;

    ArchiveHealth(JdbcClient database) {
        this.database = database;
    }

    /** Asks the server; one that does not answer is told elsewhere. */
    @Scheduled(fixedDelayString = "PT20S")
    public void look() {
        try {
            failing = database.sql("""
                            select current_setting('archive_mode') <> 'off' and last_failed_time is not null
                                and last_failed_time > coalesce(last_archived_time, '-infinity')
                            from pg_stat_archiver""").query(Boolean.class).single();
        } catch (DataAccessException away) {
            LOG.warn("the database does not say whether it archives: {}", away.getMessage());
        }
    }

    /** The last try failed; what is not archived stays at the server, until its disk is full. */
    boolean isFailing() {
        return failing;
    }
}
