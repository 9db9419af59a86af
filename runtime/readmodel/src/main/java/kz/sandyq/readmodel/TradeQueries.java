package kz.sandyq.readmodel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Trades of a pair and deals of accounts, the newest first. */
public final class TradeQueries {
    private static final String SELECT = "select t.*, c.recorded_at_ms as cancelled_at_ms from readmodel.trade t"
            + " left join readmodel.trade_cancellation c on c.trade_id = t.trade_id";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public TradeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A trade; both its legs were booked by the entry of this sequence.
     *
     * @param aggressor side of the order that came later: BUY or SELL
     * @param quantity minor units of the base asset
     * @param moneyMinor minor units of the quote asset that were paid for them
     * @param buyerFeeMinor minor units of the quote asset that the buyer paid in fees
     * @param sellerFeeMinor what the seller paid
     * @param cancelledAtMs when it was undone, null for a trade that stands
     */
    public record Trade(
            long tradeId,
            long instrumentId,
            long buyOrderId,
            long sellOrderId,
            long buyerAccountId,
            long sellerAccountId,
            String aggressor,
            long priceTicks,
            long lots,
            long quantity,
            long moneyMinor,
            long buyerFeeMinor,
            long sellerFeeMinor,
            long sequence,
            int eventIndex,
            long recordedAtMs,
            @Nullable Long cancelledAtMs) {
        /** Whether it was undone. */
        public boolean cancelled() {
            return cancelledAtMs != null;
        }
    }

    /** Trades of a pair before an id, {@link Long#MAX_VALUE} for the newest. */
    public List<Trade> ofInstrument(long instrumentId, long beforeId, int limit) {
        return jdbc.sql(SELECT + " where t.instrument_id = :id and t.trade_id < :before"
                        + " order by t.sequence desc, t.event_index desc limit :limit")
                .param("id", instrumentId)
                .param("before", beforeId)
                .param("limit", limit)
                .query(RecordRows.of(Trade.class))
                .list();
    }

    /** Trades of a pair after one entry of the log and up to another, the oldest first. */
    public List<Trade> between(long instrumentId, long afterSequence, long untilSequence, int limit) {
        return jdbc.sql(SELECT + " where t.instrument_id = :id and t.sequence > :after"
                        + " and t.sequence <= :until order by t.sequence, t.event_index limit :limit")
                .param("id", instrumentId)
                .param("after", afterSequence)
                .param("until", untilSequence)
                .param("limit", limit)
                .query(RecordRows.of(Trade.class))
                .list();
    }

    /** How many trades a pair has seen. */
    public long countOfInstrument(long instrumentId) {
        return jdbc.sql("select count(*) from readmodel.trade where instrument_id = :id")
                .param("id", instrumentId)
                .query(Long.class)
                .single();
    }

    /** Deals in which one of the accounts bought or sold, before an id. */
    public List<Trade> ofAccounts(List<Long> accountIds, long beforeId, int limit) {
        return jdbc.sql(SELECT + " where (t.buyer_account_id in (:accounts) or t.seller_account_id in (:accounts))"
                        + " and t.trade_id < :before order by t.sequence desc, t.event_index desc limit :limit")
                .param("accounts", accountIds)
                .param("before", beforeId)
                .param("limit", limit)
                .query(RecordRows.of(Trade.class))
                .list();
    }

    /** The newest deals of the accounts in one pair. */
    public List<Trade> ofAccountsIn(List<Long> accountIds, long instrumentId, int limit) {
        return jdbc.sql(SELECT + " where t.instrument_id = :id and (t.buyer_account_id in (:accounts)"
                        + " or t.seller_account_id in (:accounts)) order by t.sequence desc, t.event_index desc"
                        + " limit :limit")
                .param("id", instrumentId)
                .param("accounts", accountIds)
                .param("limit", limit)
                .query(RecordRows.of(Trade.class))
                .list();
    }

    /** How many deals the accounts have. */
    public long countOfAccounts(List<Long> accountIds) {
        return jdbc.sql("select count(*) from readmodel.trade where buyer_account_id in (:accounts)"
                        + " or seller_account_id in (:accounts)")
                .param("accounts", accountIds)
                .query(Long.class)
                .single();
    }
}
