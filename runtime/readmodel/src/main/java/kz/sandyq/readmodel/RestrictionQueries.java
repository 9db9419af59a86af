package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whole accounts that are frozen and wallets whose holder is no more: nothing leaves them by their holder's will. */
@LegalBasis("LAW-1.6-3-d")
public final class RestrictionQueries {
    private static final String ALL = """
            select * from (
                select 'FREEZE' as kind, e.encumbrance_id as id, e.account_id, a.wallet_id, e.expires_at_ms,
                    e.document_kind, e.document_epoch_day, e.document_ref, e.document_hash, e.sequence,
                    e.recorded_at_ms
                from readmodel.encumbrance e join readmodel.account a on a.account_id = e.account_id
                where e.asset_id = 0 and e.remaining_quantity > 0
                union all
                select n.notice, n.wallet_id, 0, n.wallet_id, 0, n.document_kind, n.document_epoch_day, n.document_ref,
                    n.document_hash, n.sequence, n.recorded_at_ms
                from readmodel.holder_notice n where n.notice <> 'NONE') r
            """;

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public RestrictionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One restriction in force.
     *
     * @param kind FREEZE, DEATH or LIQUIDATION
     * @param id the freeze, or the wallet of a notice
     * @param accountId the account that is frozen, 0 for a notice
     */
    public record Restriction(
            String kind, long id, long accountId, long walletId, Instant since, long sequence, EntryGround ground) {}

    /** At most {@code limit} before an entry of the log, the newest first; {@link Long#MAX_VALUE} for the newest. */
    public List<Restriction> page(long beforeSequence, int limit) {
        return jdbc.sql(ALL + " where sequence < :before order by sequence desc limit :limit")
                .param("before", beforeSequence)
                .param("limit", limit)
                .query(RestrictionQueries::restriction)
                .list();
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from (" + ALL + ") x")
                .query(Long.class)
                .single();
    }

    /** Those that stop one of these accounts. */
    public List<Restriction> of(Collection<Long> accountIds) {
        if (accountIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(ALL + " where account_id in (:accounts) or account_id = 0 and wallet_id in"
                        + " (select wallet_id from readmodel.account where account_id in (:accounts))"
                        + " order by sequence")
                .param("accounts", accountIds)
                .query(RestrictionQueries::restriction)
                .list();
    }

    private static Restriction restriction(ResultSet row, int number) throws SQLException {
        return new Restriction(
                row.getString("kind"),
                row.getLong("id"),
                row.getLong("account_id"),
                row.getLong("wallet_id"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"),
                EntryGround.of(row));
    }
}
