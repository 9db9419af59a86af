package kz.sandyq.readmodel;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was paid in a deal of the book or for a subscription. */
public final class PaidQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public PaidQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An amount in minor units of its money. */
    public record Paid(long amountMinor, String code, int scale) {}

    /** Payments by number of the deal. */
    public Map<Long, Paid> ofDeals(Collection<Long> dealIds) {
        return find(
                "select t.trade_id, t.money_minor, m.code, m.scale from readmodel.trade t"
                        + " join readmodel.instrument i using (instrument_id)"
                        + " join readmodel.asset m on m.asset_id = i.quote_asset_id where t.trade_id in (:ids)",
                dealIds);
    }

    /** Payments by number of the subscription. */
    public Map<Long, Paid> ofSubscriptions(Collection<Long> subscriptionIds) {
        return find(
                "select s.subscription_id, s.paid_minor, m.code, m.scale from readmodel.subscription s"
                        + " join readmodel.placement p using (placement_id) join readmodel.issue i using (issue_id)"
                        + " join readmodel.asset m on m.asset_id = i.money_asset_id"
                        + " where s.subscription_id in (:ids)",
                subscriptionIds);
    }

    private Map<Long, Paid> find(String sql, Collection<Long> ids) {
        Map<Long, Paid> found = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(sql).param("ids", ids).query(row -> {
                found.put(row.getLong(1), new Paid(row.getLong(2), row.getString(3), row.getInt(4)));
            });
        }
        return found;
    }
}
