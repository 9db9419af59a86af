package kz.sandyq.operator.facts;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import kz.sandyq.operator.facts.Comparison.Wrong;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.sbe.FactKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares the papers that were given out with what the log has recorded of them. */
@Component
class PaperCheck {
    private static final int BATCH = 500;

    private final JdbcClient database;

    PaperCheck(JdbcClient database) {
        this.database = database;
    }

    private record Beside(long factId, Fact now, byte[] commitment, Instant issuedAt, LogPlace log) {}

    /**
     * Looks at every paper, in the caller's transaction.
     *
     * @param read up to which entry of the log the read model is
     */
    void compare(long read, Tally tally) {
        long after = 0;
        for (List<Beside> batch = batch(after); !batch.isEmpty(); batch = batch(after)) {
            batch.forEach(beside -> look(beside, read, tally));
            after = batch.getLast().factId();
        }
        database.sql("""
                        select r.sequence from readmodel.fact r where r.kind <> 'AUDIT' and not exists (
                            select from platform.fact f join operator.issued_paper p on p.fact_id = f.id
                            where f.commitment = r.commitment)
                        order by r.sequence, r.event_index limit :limit""")
                .param("limit", Comparison.MOST)
                .query(Long.class)
                .list()
                .forEach(sequence -> tally.differs(Wrong.REMOVED, sequence, 0));
    }

    private static void look(Beside beside, long read, Tally tally) {
        LogPlace log = beside.log();
        if (!Arrays.equals(beside.now().commitment(), beside.commitment())) {
            tally.differs(Wrong.CHANGED, log.known(), 0);
        } else if (log.found() == null) {
            tally.missing(log, read, beside.issuedAt(), 0);
        } else if (log.fits(read)) {
            tally.same++;
        } else {
            tally.differs(Wrong.CHANGED, log.known(), 0);
        }
    }

    private List<Beside> batch(long after) {
        return database.sql(
                        "select p.number, p.kind, p.sha256, p.issued_at, f.id, f.commitment, " + LogPlace.COLUMNS + """
                         from operator.issued_paper p join platform.fact f on f.id = p.fact_id
                        where f.id > :after order by f.id limit :limit""")
                .param("after", after)
                .param("limit", BATCH)
                .query((row, number) -> new Beside(
                        row.getLong("id"),
                        Fact.of(
                                FactKind.valueOf(row.getString("kind")),
                                HexFormat.of().parseHex(row.getString("number")),
                                row.getBytes("sha256")),
                        row.getBytes("commitment"),
                        row.getTimestamp("issued_at").toInstant(),
                        LogPlace.of(row)))
                .list();
    }
}
