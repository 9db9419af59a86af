package kz.sandyq.operator.facts;

import java.util.List;
import java.util.Map;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.audit.AuditTrail;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says once, in a record of its own, what the trail was before it went into the log. */
@Component
class TrailBegun implements ApplicationRunner {
    private static final int BATCH = 500;

    private final JdbcClient database;
    private final Audit audit;

    TrailBegun(JdbcClient database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (!database.sql("select 1 from platform.audit where action = :begun limit 1")
                .param("begun", OlderRecords.BEGUN)
                .query(Integer.class)
                .list()
                .isEmpty()) {
            return;
        }
        OlderRecords older = new OlderRecords();
        long after = Long.MIN_VALUE;
        for (List<AuditTrail.Row> rows = rows(after); !rows.isEmpty(); rows = rows(after)) {
            rows.forEach(older::add);
            after = rows.getLast().id();
        }
        Map<String, String> details = older.details();
        audit.record(OlderRecords.BEGUN, "audit:before", details);
    }

    private List<AuditTrail.Row> rows(long after) {
        return database.sql("""
                        select a.* from platform.audit a where a.id > :after
                            and a.id < (select coalesce(min(f.audit_id), 9223372036854775807) from platform.fact f)
                        order by a.id limit :limit""")
                .param("after", after)
                .param("limit", BATCH)
                .query((row, number) -> AuditTrail.Row.of(row))
                .list();
    }
}
