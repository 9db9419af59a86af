package kz.sandyq.readmodel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who held an issue at any moment. */
@LegalBasis("LAW-1.6-3-b")
public final class HolderQueries {
    private static final String SELECT = "select h.account_id, a.wallet_id, a.capacity, h.available, h.held, h.blocked";
    private static final String HOLDERS = " join readmodel.account a using (account_id)"
            + " where a.capacity not in ('ISSUER_SIDE', 'BANK_SIDE', 'OTHER_PLATFORM', 'SUSPENSE', 'RESERVE', 'CLAIM')"
            + " and h.available + h.held + h.blocked <> 0 order by h.account_id";
    private static final String RECORDED = SELECT
            + " from readmodel.balance b cross join lateral (select p.account_id, p.available, p.held, p.blocked"
            + " from readmodel.posting p where p.asset_id = b.asset_id and p.account_id = b.account_id"
            + " and p.sequence <= :sequence order by p.sequence desc, p.event_index desc limit 1) h"
            + HOLDERS.replace("where", "where b.asset_id = :issue and")
                    .replace("using (account_id)", "on a.account_id = h.account_id");
    private static final String EFFECTIVE = SELECT
            + " from (select account_id, sum(available_delta)::bigint available, sum(held_delta)::bigint held,"
            + " sum(blocked_delta)::bigint blocked from readmodel.posting where asset_id = :issue"
            + " and sequence <= :sequence and effective_epoch_day <= :day group by account_id) h"
            + HOLDERS;

    private final JdbcClient jdbc;
    private final ReadModelPosition position;
    private final InstantSource clock;

    /** Reads through a client; the clock says what is the future. */
    public HolderQueries(JdbcClient jdbc, ReadModelPosition position, InstantSource clock) {
        this.jdbc = jdbc;
        this.position = position;
        this.clock = clock;
    }

    /**
     * Everybody who held units of the issue, by account; UNSOLD among them, technical accounts not.
     *
     * @throws MomentRefusedException FUTURE_MOMENT, or MOMENT_OPEN when no later entry came within a second
     */
    public List<Holding> holdersAt(long issueId, Moment moment) {
        long sequence = sequenceOf(moment);
        var day = moment.effective();
        var question = jdbc.sql(day == null ? RECORDED : EFFECTIVE)
                .param("issue", issueId)
                .param("sequence", sequence);
        return (day == null ? question : question.param("day", day.toEpochDay()))
                .query((row, number) -> new Holding(
                        row.getLong("account_id"),
                        row.getLong("wallet_id"),
                        row.getString("capacity"),
                        row.getLong("available"),
                        row.getLong("held"),
                        row.getLong("blocked")))
                .list();
    }

    private long sequenceOf(Moment moment) {
        Instant at = moment.at();
        if (at == null) {
            if (!position.await(moment.sequence(), ReadModelPosition.OPEN_MOMENT)) {
                throw new MomentRefusedException("MOMENT_OPEN");
            }
            return moment.sequence();
        }
        if (at.isAfter(clock.instant())) {
            throw new MomentRefusedException("FUTURE_MOMENT");
        }
        if (!position.awaitAfter(at.toEpochMilli(), ReadModelPosition.OPEN_MOMENT)) {
            throw new MomentRefusedException("MOMENT_OPEN");
        }
        return jdbc.sql("select coalesce(max(sequence), 0) from readmodel.posting where recorded_at_ms <= :at")
                .param("at", at.toEpochMilli())
                .query(Long.class)
                .single();
    }
}
