package kz.sandyq.readmodel;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a pair allows, what its last auction came to, and what the one that runs would come to now. */
public final class PairQueries {
    /** Of each price what could trade there; the most volume first, then the least surplus (core.md, auctions). */
    private static final String INDICATIVE = """
            with open as (select side, price_ticks, sum(leaves_lots) as lots from readmodel."order"
                where instrument_id = :id and leaves_lots > 0 and working_indicator group by side, price_ticks),
            levels as (select p.price_ticks,
                coalesce((select sum(lots) from open where side = 'BUY' and price_ticks >= p.price_ticks), 0) as bought,
                coalesce((select sum(lots) from open where side = 'SELL' and price_ticks <= p.price_ticks), 0) as sold
                from (select distinct price_ticks from open) p)
            select least(bought, sold)::bigint as lots, min(price_ticks) as lowest_ticks,
                max(price_ticks) as highest_ticks
            from levels where least(bought, sold) > 0
            group by least(bought, sold), abs(bought - sold)
            order by least(bought, sold) desc, abs(bought - sold) limit 1
            """;

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public PairQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a pair allows in an order and of a trade; 0 is no such rule. Lots, ticks and minor units of the quote. */
    public record PairRules(
            long largestOrderLots,
            long largestOrderMinor,
            long minimumNotionalMinor,
            long referencePriceTicks,
            long collarTicks,
            int collarBasisPoints,
            int dynamicBandBasisPoints,
            int staticBandBasisPoints,
            long interruptionMs,
            long cancelWindowMs,
            long sequence,
            long recordedAtMs) {}

    /** What an auction came to; price 0: nothing could trade. */
    public record Auction(String phase, long priceTicks, long lots, long trades, long sequence, long recordedAtMs) {}

    /**
     * What the call that runs would trade if it ended now, at a price between two; pressure and reference decide
     * between them.
     */
    public record Indicative(long lots, long lowestTicks, long highestTicks) {}

    /** The rules of a pair, empty when none were ever set. */
    public Optional<PairRules> rules(long instrumentId) {
        return jdbc.sql("select * from readmodel.pair_rules where instrument_id = :id")
                .param("id", instrumentId)
                .query(RecordRows.of(PairRules.class))
                .optional();
    }

    /** The last auction of a pair that has ended. */
    public Optional<Auction> lastAuction(long instrumentId) {
        return jdbc.sql("select * from readmodel.auction where instrument_id = :id"
                        + " order by sequence desc, event_index desc limit 1")
                .param("id", instrumentId)
                .query(RecordRows.of(Auction.class))
                .optional();
    }

    /** What a call would come to now, empty when nothing crosses. */
    public Optional<Indicative> indicative(long instrumentId) {
        return jdbc.sql(INDICATIVE)
                .param("id", instrumentId)
                .query(RecordRows.of(Indicative.class))
                .optional();
    }
}
