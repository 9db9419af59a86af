package kz.sandyq.operator.acts;

import java.util.List;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.format.Amounts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the entry of an act moved, from the read model. */
@Component
class Movements {
    private static final int SHOWN_MAX = 200;

    private final JdbcClient database;
    private final PublicId ids;

    Movements(JdbcClient database, PublicId ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * One side of a double entry; quantities are decimal texts with the asset's scale.
     *
     * @param kind name of the entry, such as FORCED_TRANSFER
     * @param change how much more the account has after it, all parts
     * @param blocked how much of that is blocked
     */
    record MovementView(
            String accountId,
            String holder,
            String assetId,
            String asset,
            String kind,
            String change,
            String blocked) {}

    /** What an act moved at once; what a task moves afterwards stands in the register. */
    List<MovementView> of(Act act) {
        if (act.state() != Act.State.APPLIED) {
            return List.of();
        }
        return database.sql("""
                        select p.account_id, coalesce(n.name, a.capacity) as holder, p.asset_id, s.code, s.scale,
                            p.entry_kind, p.available_delta + p.held_delta + p.blocked_delta as change, p.blocked_delta
                        from readmodel.posting p join readmodel.account a on a.account_id = p.account_id
                        join readmodel.asset s on s.asset_id = p.asset_id
                        left join operator.client_account ca on ca.core_account_id = p.account_id
                        left join operator.client_relation c on c.id = ca.client_relation_id
                        left join platform.person n on n.id = c.person_id
                        where p.sequence = :sequence order by p.event_index limit :limit""")
                .param("sequence", act.sequence())
                .param("limit", SHOWN_MAX)
                .query((row, number) -> new MovementView(
                        ids.of(row.getLong("account_id")),
                        String.valueOf(row.getString("holder")),
                        ids.of(row.getLong("asset_id")),
                        String.valueOf(row.getString("code")),
                        String.valueOf(row.getString("entry_kind")),
                        Amounts.decimal(row.getLong("change"), row.getInt("scale")),
                        Amounts.decimal(row.getLong("blocked_delta"), row.getInt("scale"))))
                .list();
    }
}
