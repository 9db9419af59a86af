package kz.sandyq.operator.proof;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read model: what it has not read yet stays, so that it never has to wait for segments. */
@Component
class RowsGuard implements PurgeGuard {
    private final JdbcClient database;

    RowsGuard(JdbcClient database) {
        this.database = database;
    }

    @Override
    public long heldTo() {
        return database.sql("select coalesce(max(log_position), 0) from readmodel.bookmark")
                .query(Long.class)
                .single();
    }

    @Override
    public String refusal() {
        return "PURGE_NEEDS_ROWS";
    }
}
