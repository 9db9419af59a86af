package kz.sandyq.operator.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kz.sandyq.operator.facts.Comparison.Difference;
import kz.sandyq.operator.facts.Comparison.Wrong;
import kz.sandyq.platform.audit.AuditTrail;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares the audit trail, and the papers, with what the log has recorded of them, one by one. The log's side comes
 * from the read model; whoever does not trust its rows has them written anew from the log first.
 */
@Component
class FactCheck {
    private static final int BATCH = 500;
    /** A record that waits longer is named: the log is away, or nobody ever sent it. */
    static final Duration LATE = Duration.ofMinutes(15);

    private final JdbcClient database;
    private final PaperCheck papers;
    private final DatingCheck dating;
    private final SandyqClock clock;

    FactCheck(JdbcClient database, PaperCheck papers, DatingCheck dating, SandyqClock clock) {
        this.database = database;
        this.papers = papers;
        this.dating = dating;
        this.clock = clock;
    }

    /**
     * A record beside the log.
     *
     * @param log where the log has it, null for one that was never kept for the log
     * @param ofErasure whether an erasure of it is recorded
     */
    private record Beside(
            AuditTrail.Row row,
            boolean erased,
            byte @Nullable [] commitment,
            byte @Nullable [] salt,
            @Nullable LogPlace log,
            boolean ofErasure) {
        /** Nothing is left but that there was a record. */
        boolean isEmpty() {
            return row.loginId() == null
                    && row.personId() == null
                    && row.actorName().isEmpty()
                    && row.subject().isEmpty()
                    && row.details().equals("{}");
        }

        /** It says what was committed to when it was written. */
        boolean fits() {
            return salt != null && Arrays.equals(OlderRecords.commitment(row, salt), commitment);
        }
    }

    /** A record that says what the older ones were, and the entry that has it, far away while none has. */
    private record Begun(long id, String details, long sequence) {}

    /** Compares everything, as it stands at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Comparison compare() {
        return compare(clock.instant().minus(LATE));
    }

    /** The same; what is older than {@code late} must be in the log. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Comparison compare(Instant late) {
        Tally tally = new Tally(late);
        long read = number("select coalesce(max(sequence), 0) from readmodel.bookmark");
        List<Begun> begun = begun();
        long begunAt = begun.isEmpty() ? Long.MIN_VALUE : begun.getFirst().sequence();
        long kept = number("select coalesce(min(audit_id), 9223372036854775807) from platform.fact");
        Walk walk = new Walk(read, begun.isEmpty() ? Long.MIN_VALUE : kept, tally);
        long after = Long.MIN_VALUE;
        for (List<Beside> batch = batch(after, begunAt); !batch.isEmpty(); batch = batch(after, begunAt)) {
            batch.forEach(walk::look);
            after = batch.getLast().row().id();
        }
        walk.checkOlder(begun);
        removed(tally);
        papers.compare(read, tally);
        dating.compare(tally);
        return tally.comparison();
    }

    /** One way through the trail, in the order of its ids. */
    private static final class Walk {
        private final long read;
        private final long firstKept;
        private final Tally tally;
        private final OlderRecords older = new OlderRecords();

        Walk(long read, long firstKept, Tally tally) {
            this.read = read;
            this.firstKept = firstKept;
            this.tally = tally;
        }

        void look(Beside beside) {
            long id = beside.row().id();
            LogPlace log = beside.log();
            if (log == null) {
                lookAtUnkept(beside.row());
            } else if (!beside.erased() && !beside.fits()) {
                tally.differs(Wrong.CHANGED, log.known(), id);
            } else if (log.found() == null) {
                tally.missing(log, read, beside.row().at(), id);
            } else if (!log.fits(read)) {
                tally.differs(Wrong.CHANGED, log.known(), id);
            } else if (!beside.erased()) {
                tally.same++;
            } else if (beside.ofErasure() && beside.salt() == null && beside.isEmpty()) {
                tally.erased++;
            } else {
                tally.differs(Wrong.EMPTIED, log.known(), id);
            }
        }

        private void lookAtUnkept(AuditTrail.Row row) {
            if (row.id() > firstKept) {
                tally.differs(Wrong.INVENTED, null, row.id());
            } else {
                older.add(row);
                tally.before++;
            }
        }

        /** All of them together are what each record of the beginning says; which one differs nobody can tell. */
        void checkOlder(List<Begun> begun) {
            Map<String, String> details = older.details();
            for (Begun each : begun) {
                if (!AuditTrail.sameDetails(each.details(), details)) {
                    tally.differs(Wrong.OLDER, null, each.id());
                }
            }
        }
    }

    /** Records of the beginning; a restore to before the first writes another one. First the one the log has first. */
    private List<Begun> begun() {
        return database.sql("""
                        select a.id, a.details, coalesce((select min(r.sequence) from readmodel.fact r
                                where r.commitment = f.commitment), 9223372036854775807) as sequence
                        from platform.audit a join platform.fact f on f.audit_id = a.id
                        where a.action = :begun order by sequence, a.id""")
                .param("begun", OlderRecords.BEGUN)
                .query((row, number) -> new Begun(row.getLong("id"), row.getString("details"), row.getLong("sequence")))
                .list();
    }

    /** @param begunAt entry of the record of the beginning: an erasure before it says less of what was erased */
    private List<Beside> batch(long after, long begunAt) {
        return database.sql("select a.*, f.id is not null as kept, f.commitment, f.salt, " + LogPlace.COLUMNS + """
                        , a.erased and exists (select from platform.audit e
                            join platform.fact kept on kept.audit_id = e.id
                            join platform.audit p on p.subject = e.subject and p.action = 'CHANGE_PROPOSED'
                                and p.details ->> 'approval' = e.details ->> 'approval'
                            join platform.audit d on d.subject = e.subject and d.action = 'CHANGE_APPROVED'
                                and d.details ->> 'approval' = e.details ->> 'approval' and d.person_id <> p.person_id
                            where e.action = 'AUDIT_ERASED' and e.subject = 'audit:' || a.id
                                and (e.details ->> 'action' = a.action
                                        and e.details ->> 'atMicros' = (extract(epoch from a.at) * 1000000)::bigint::text
                                        and e.details ->> 'commitment' = encode(f.commitment, 'hex')
                                    or e.details -> 'commitment' is null and (select min(r.sequence)
                                        from readmodel.fact r where r.commitment = kept.commitment) < :begun))
                            as of_erasure
                        from platform.audit a left join platform.fact f on f.audit_id = a.id
                        where a.id > :after order by a.id limit :limit""")
                .param("after", after)
                .param("begun", begunAt)
                .param("limit", BATCH)
                .query((row, number) -> beside(row))
                .list();
    }

    private static Beside beside(ResultSet row) throws SQLException {
        return new Beside(
                AuditTrail.Row.of(row),
                row.getBoolean("erased"),
                row.getBytes("commitment"),
                row.getBytes("salt"),
                row.getBoolean("kept") ? LogPlace.of(row) : null,
                row.getBoolean("of_erasure"));
    }

    /** What the log has recorded and the trail does not have any more. */
    private void removed(Tally tally) {
        database.sql("""
                        select r.sequence, coalesce(f.audit_id, 0) as record from readmodel.fact r
                        left join platform.fact f on f.commitment = r.commitment
                        where r.kind = 'AUDIT' and not exists (select from platform.audit a where a.id = f.audit_id)
                        order by r.sequence, r.event_index limit :limit""")
                .param("limit", Comparison.MOST)
                .query((row, number) -> new Difference(Wrong.REMOVED, row.getLong("sequence"), row.getLong("record")))
                .list()
                .forEach(each -> tally.differs(each.wrong(), each.sequence(), each.record()));
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
