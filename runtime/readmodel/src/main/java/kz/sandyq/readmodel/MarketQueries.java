package kz.sandyq.readmodel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of pairs today: last price, what it was before, how much was traded; no undone trade counts. */
public final class MarketQueries {
    private static final String LINES =
            """
            select i.instrument_id, l.price_ticks as last_price_ticks, coalesce(l.recorded_at_ms, 0) as last_at_ms,
                coalesce(before.price_ticks, first.price_ticks) as reference_price_ticks,
                least(coalesce(d.quantity, 0), 9223372036854775807)::bigint as day_quantity,
                least(coalesce(d.money, 0), 9223372036854775807)::bigint as day_money_minor, d.trades as day_trades
            from readmodel.instrument i
            left join lateral (select price_ticks, recorded_at_ms from readmodel.trade t
                where t.instrument_id = i.instrument_id and %1$s order by sequence desc, event_index desc limit 1) l on true
            left join lateral (select price_ticks from readmodel.trade t
                where t.instrument_id = i.instrument_id and recorded_at_ms < :day and %1$s
                order by sequence desc, event_index desc limit 1) before on true
            left join lateral (select price_ticks from readmodel.trade t
                where t.instrument_id = i.instrument_id and %1$s order by sequence, event_index limit 1) first on true
            left join lateral (select sum(quantity) as quantity, sum(money_minor) as money, count(*) as trades
                from readmodel.trade t where t.instrument_id = i.instrument_id and recorded_at_ms >= :day
                    and %1$s) d on true
            where i.instrument_id in (:ids)
            """.formatted("not exists (select from readmodel.trade_cancellation c where c.trade_id = t.trade_id)");

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public MarketQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A pair's day.
     *
     * @param lastPriceTicks price of the newest trade, null before the first
     * @param lastAtMs when that was, 0 before the first
     * @param referencePriceTicks last price before the day; of the first trade when there was none before
     * @param dayQuantity minor units of the base asset traded in the day
     * @param dayMoneyMinor minor units of the quote asset paid for them
     */
    public record Day(
            long instrumentId,
            @Nullable Long lastPriceTicks,
            long lastAtMs,
            @Nullable Long referencePriceTicks,
            long dayQuantity,
            long dayMoneyMinor,
            long dayTrades) {}

    /** The days of pairs by their ids; a pair that does not exist is absent. */
    public Map<Long, Day> days(Collection<Long> instrumentIds, long dayStartMs) {
        if (instrumentIds.isEmpty()) {
            return Map.of();
        }
        List<Day> days = jdbc.sql(LINES)
                .param("ids", instrumentIds)
                .param("day", dayStartMs)
                .query(RecordRows.of(Day.class))
                .list();
        return days.stream().collect(Collectors.toMap(Day::instrumentId, Function.identity()));
    }
}
