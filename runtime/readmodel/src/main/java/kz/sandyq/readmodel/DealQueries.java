package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deals of the order book: parties, asset, quantity, price and moment. */
@LegalBasis("LAW-1.6-3-c")
public final class DealQueries {
    private static final String SELECT = "select t.*, i.base_asset_id, i.quote_asset_id, i.tick_minor, i.lot_quantity,"
            + " c.recorded_at_ms as cancelled_at_ms from readmodel.trade t"
            + " join readmodel.instrument i on i.instrument_id = t.instrument_id"
            + " left join readmodel.trade_cancellation c on c.trade_id = t.trade_id";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public DealQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A deal.
     *
     * @param assetId what was sold; an issue's number for a DFA
     * @param moneyAssetId what was paid with
     * @param aggressor BUY or SELL: the order that came later
     * @param quantity minor units of the asset
     * @param moneyMinor minor units of the money
     * @param buyerFeeMinor what the buyer paid in fees, minor units of the money
     * @param sellerFeeMinor what the seller paid
     * @param cancelledAt when it was undone, null for a deal that stands
     */
    public record Deal(
            EntryQueries.Place place,
            Instant recordedAt,
            long dealId,
            long instrumentId,
            long assetId,
            long moneyAssetId,
            long buyOrderId,
            long sellOrderId,
            long buyerAccountId,
            long sellerAccountId,
            String aggressor,
            long priceTicks,
            long tickMinor,
            long lots,
            long quantity,
            long moneyMinor,
            long buyerFeeMinor,
            long sellerFeeMinor,
            @Nullable Instant cancelledAt) {
        /** Money for one lot, minor units. */
        public long lotPriceMinor() {
            return Math.multiplyExact(priceTicks, tickMinor);
        }
    }

    /**
     * Which deals; 0 leaves a number open.
     *
     * @param from not earlier
     * @param until earlier than this
     */
    public record Filter(long assetId, long accountId, Instant from, Instant until) {
        /** Every deal. */
        public static final Filter ALL = new Filter(0, 0, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));

        /** Of one asset. */
        public Filter ofAsset(long asset) {
            return new Filter(asset, accountId, from, until);
        }

        /** With this account as buyer or seller. */
        public Filter ofAccount(long account) {
            return new Filter(assetId, account, from, until);
        }

        /** Made in a time. */
        public Filter between(Instant begin, Instant end) {
            return new Filter(assetId, accountId, begin, end);
        }
    }

    /** At most {@code limit} deals after a place, oldest first. */
    public List<Deal> list(Filter filter, EntryQueries.Place after, int limit) {
        String which = (filter.assetId() == 0 ? "" : " and i.base_asset_id = :asset")
                + (filter.accountId() == 0 ? "" : " and :account in (t.buyer_account_id, t.seller_account_id)");
        var question = jdbc.sql(SELECT + " where (t.sequence, t.event_index) > (:sequence, :index)"
                        + " and t.recorded_at_ms >= :from and t.recorded_at_ms < :until" + which
                        + " order by t.sequence, t.event_index limit :limit")
                .param("sequence", after.sequence())
                .param("index", after.eventIndex())
                .param("from", filter.from().toEpochMilli())
                .param("until", filter.until().toEpochMilli())
                .param("limit", limit)
                .param("asset", filter.assetId())
                .param("account", filter.accountId());
        return question.query(DealQueries::deal).list();
    }

    /** The deal of this number. */
    public Optional<Deal> find(long dealId) {
        return jdbc.sql(SELECT + " where t.trade_id = :id")
                .param("id", dealId)
                .query(DealQueries::deal)
                .optional();
    }

    private static Deal deal(ResultSet row, int number) throws SQLException {
        Long cancelled = row.getObject("cancelled_at_ms", Long.class);
        return new Deal(
                new EntryQueries.Place(row.getLong("sequence"), row.getInt("event_index")),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("trade_id"),
                row.getLong("instrument_id"),
                row.getLong("base_asset_id"),
                row.getLong("quote_asset_id"),
                row.getLong("buy_order_id"),
                row.getLong("sell_order_id"),
                row.getLong("buyer_account_id"),
                row.getLong("seller_account_id"),
                row.getString("aggressor"),
                row.getLong("price_ticks"),
                row.getLong("tick_minor"),
                row.getLong("lots"),
                row.getLong("quantity"),
                row.getLong("money_minor"),
                row.getLong("buyer_fee_minor"),
                row.getLong("seller_fee_minor"),
                cancelled == null ? null : Instant.ofEpochMilli(cancelled));
    }
}
