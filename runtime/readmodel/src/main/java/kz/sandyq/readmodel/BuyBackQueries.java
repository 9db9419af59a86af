package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers of issuers to buy units back. */
public final class BuyBackQueries {
    private static final String SELECT = """
            select f.hold_id, f.issue_id, i.code, i.scale, m.code as money_code, m.scale as money_scale,
                f.price_minor, f.left_quantity as offered_quantity, f.until_ms, f.document_kind, f.document_epoch_day,
                f.document_ref, f.document_hash, f.recorded_at_ms, l.sequence, l.left_quantity, l.finished,
                coalesce((select -sum(p.available_delta)::bigint from readmodel.posting p
                    where p.subject_id = f.hold_id and p.entry_kind = 'BUY_BACK' and p.asset_id = f.issue_id
                        and p.available_delta < 0), 0) as bought_quantity
            from (select distinct on (hold_id) * from readmodel.buy_back order by hold_id, sequence) f
            join (select distinct on (hold_id) hold_id, sequence, left_quantity, finished from readmodel.buy_back
                order by hold_id, sequence desc, event_index desc) l using (hold_id)
            join readmodel.issue i using (issue_id)
            join readmodel.asset m on m.asset_id = i.money_asset_id
            """;

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public BuyBackQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An offer. Quantities in minor units of the issue, the price per whole unit in minor units of its money.
     *
     * @param holdId its number: the hold of its money
     * @param leftQuantity what may still be sold back
     * @param finished sold out, or over
     */
    public record Offer(
            long holdId,
            long issueId,
            String assetCode,
            int assetScale,
            String moneyCode,
            int moneyScale,
            long priceMinor,
            long offeredQuantity,
            long boughtQuantity,
            long leftQuantity,
            Instant until,
            boolean finished,
            Instant since,
            long sequence,
            EntryGround ground) {}

    /** At most {@code limit} below an id, the newest first; issue 0 for those of every issue. */
    public List<Offer> page(long issueId, boolean openOnly, long beforeId, int limit) {
        return jdbc.sql(SELECT + "where f.hold_id < :before and (:issue = 0 or f.issue_id = :issue)"
                        + " and (not l.finished or not :open) order by f.hold_id desc limit :limit")
                .param("before", beforeId)
                .param("issue", issueId)
                .param("open", openOnly)
                .param("limit", limit)
                .query(BuyBackQueries::offer)
                .list();
    }

    /** How many there are. */
    public long count(long issueId, boolean openOnly) {
        return jdbc.sql("select count(*) from (" + SELECT
                        + "where (:issue = 0 or f.issue_id = :issue) and (not l.finished or not :open)) x")
                .param("issue", issueId)
                .param("open", openOnly)
                .query(Long.class)
                .single();
    }

    /** One of them. */
    public Optional<Offer> find(long holdId) {
        return jdbc.sql(SELECT + "where f.hold_id = :id")
                .param("id", holdId)
                .query(BuyBackQueries::offer)
                .optional();
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        return new Offer(
                row.getLong("hold_id"),
                row.getLong("issue_id"),
                row.getString("code"),
                row.getInt("scale"),
                row.getString("money_code"),
                row.getInt("money_scale"),
                row.getLong("price_minor"),
                row.getLong("offered_quantity"),
                row.getLong("bought_quantity"),
                row.getLong("left_quantity"),
                Instant.ofEpochMilli(row.getLong("until_ms")),
                row.getBoolean("finished"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"),
                EntryGround.of(row));
    }
}
