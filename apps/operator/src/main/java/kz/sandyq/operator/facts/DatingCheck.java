package kz.sandyq.operator.facts;

import java.time.Instant;
import java.util.List;
import kz.sandyq.operator.facts.Comparison.Wrong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares what records and papers say of their time with order and time of the log, which nobody here chose. */
@Component
class DatingCheck {
    private static final int BATCH = 500;

    private final JdbcClient database;

    DatingCheck(JdbcClient database) {
        this.database = database;
    }

    private record Dated(long sequence, int eventIndex, boolean paper, long record, Instant at, Instant recordedAt) {}

    /** Looks at all that the log has, in the caller's transaction; what it has twice counts where it is first. */
    void compare(Tally tally) {
        Dating records = new Dating();
        Dating papers = new Dating();
        long sequence = 0;
        int index = -1;
        for (List<Dated> batch = batch(sequence, index); !batch.isEmpty(); batch = batch(sequence, index)) {
            for (Dated each : batch) {
                if ((each.paper() ? papers : records).isWrong(each.at(), each.recordedAt())) {
                    tally.differs(Wrong.MISDATED, each.sequence(), each.record());
                }
            }
            sequence = batch.getLast().sequence();
            index = batch.getLast().eventIndex();
        }
    }

    private List<Dated> batch(long sequence, int index) {
        return database.sql("""
                        select r.sequence, r.event_index, r.recorded_at_ms, a.id is null as paper,
                            coalesce(a.id, 0) as record, coalesce(a.at, p.issued_at) as at
                        from readmodel.fact r
                        join platform.fact f on f.commitment = r.commitment and f.kind = r.kind
                        left join platform.audit a on a.id = f.audit_id
                        left join operator.issued_paper p on p.fact_id = f.id
                        where (r.sequence, r.event_index) > (:sequence, :index)
                            and (a.id is not null or p.fact_id is not null)
                            and not exists (select from readmodel.fact e
                                where e.commitment = r.commitment and e.kind = r.kind
                                    and (e.sequence, e.event_index) < (r.sequence, r.event_index))
                        order by r.sequence, r.event_index limit :limit""")
                .param("sequence", sequence)
                .param("index", index)
                .param("limit", BATCH)
                .query((row, number) -> new Dated(
                        row.getLong("sequence"),
                        row.getInt("event_index"),
                        row.getBoolean("paper"),
                        row.getLong("record"),
                        row.getTimestamp("at").toInstant(),
                        Instant.ofEpochMilli(row.getLong("recorded_at_ms"))))
                .list();
    }
}
