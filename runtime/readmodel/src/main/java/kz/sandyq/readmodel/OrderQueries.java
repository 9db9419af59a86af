package kz.sandyq.readmodel;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders of accounts, the newest first. */
public final class OrderQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public OrderQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An order as the core keeps it.
     *
     * @param side BUY or SELL
     * @param ordType FIX OrdType: MARKET, LIMIT, STOP or STOP_LIMIT
     * @param timeInForce FIX TimeInForce: DAY, GTC, GTD, IOC or FOK
     * @param priceTicks limit price in ticks of its pair; of a market order and a stop how far it may trade
     * @param leavesLots what may still be filled, 0 when the order has ended
     * @param cumLots what was filled
     * @param status FIX OrdStatus: NEW, PARTIALLY_FILLED, FILLED or CANCELED
     * @param cancelReason why what was left was cancelled, NONE when it was not
     * @param clOrdRef the client's own number, 0 for none
     * @param displayLots lots that the book shows at a time, 0 for all
     * @param stopPriceTicks price of a trade that wakes it, 0 for none
     * @param expireTimeMs when a GTD order ends, 0 otherwise
     * @param execInst FIX ExecInst: NONE or PARTICIPATE_DONT_INITIATE
     * @param selfTradePrevention what it does when it meets an order of its own group
     * @param workingIndicator false while a stop waits
     */
    public record Order(
            long orderId,
            long instrumentId,
            long accountId,
            String side,
            String ordType,
            String timeInForce,
            long priceTicks,
            long quantityLots,
            long leavesLots,
            long cumLots,
            String status,
            String cancelReason,
            long clOrdRef,
            long displayLots,
            long stopPriceTicks,
            long expireTimeMs,
            String execInst,
            String selfTradePrevention,
            boolean workingIndicator,
            long sequence,
            long recordedAtMs) {}

    /** One order. */
    public Optional<Order> order(long orderId) {
        return jdbc.sql("select * from readmodel.\"order\" where order_id = :id")
                .param("id", orderId)
                .query(RecordRows.of(Order.class))
                .optional();
    }

    /**
     * Orders of accounts before an id, the newest first.
     *
     * @param accountIds at least one
     * @param openOnly only those that may still be filled
     * @param instrumentId only those of this pair, 0 for all
     * @param beforeId {@link Long#MAX_VALUE} for the newest
     */
    public List<Order> orders(List<Long> accountIds, boolean openOnly, long instrumentId, long beforeId, int limit) {
        return jdbc.sql("select * from readmodel.\"order\" where account_id in (:accounts) and order_id < :before"
                        + " and (not :open or leaves_lots > 0) and (:instrument = 0 or instrument_id = :instrument)"
                        + " order by order_id desc limit :limit")
                .param("accounts", accountIds)
                .param("before", beforeId)
                .param("open", openOnly)
                .param("instrument", instrumentId)
                .param("limit", limit)
                .query(RecordRows.of(Order.class))
                .list();
    }

    /** How many orders {@link #orders} would give without a limit. */
    public long count(List<Long> accountIds, boolean openOnly, long instrumentId) {
        return jdbc.sql("select count(*) from readmodel.\"order\" where account_id in (:accounts)"
                        + " and (not :open or leaves_lots > 0) and (:instrument = 0 or instrument_id = :instrument)")
                .param("accounts", accountIds)
                .param("open", openOnly)
                .param("instrument", instrumentId)
                .query(Long.class)
                .single();
    }
}
