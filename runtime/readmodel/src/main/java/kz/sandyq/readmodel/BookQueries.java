package kz.sandyq.readmodel;

import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Traded pairs and the depth of their books. */
@LegalBasis("RUL-55.2")
public final class BookQueries {
    private static final String INSTRUMENT = """
            select i.instrument_id, i.symbol, i.base_asset_id, b.code as base_code, b.scale as base_scale,
                i.quote_asset_id, q.code as quote_code, q.scale as quote_scale, i.lot_quantity, i.tick_minor, i.status,
                i.phase, i.call_ends_at_ms, i.halt_reason, coalesce(s.status, '') as issue_status, coalesce(s.suspended, false) as issue_suspended,
                i.sequence, i.recorded_at_ms
            from readmodel.instrument i
            join readmodel.asset b on b.asset_id = i.base_asset_id
            join readmodel.asset q on q.asset_id = i.quote_asset_id
            left join readmodel.issue s on s.issue_id = i.base_asset_id
            """;
    private static final String HOLDS =
            "(position(upper(:text) in i.symbol) > 0 or position(upper(:text) in b.code) > 0)";
    private static final String DEPTH = """
            select m.sequence, l.side, l.price_ticks, l.lots, l.orders from readmodel.bookmark m left join lateral (
                (select side, price_ticks, sum(displayed_lots)::bigint as lots, count(*)::int as orders
                 from readmodel."order"
                 where instrument_id = :id and side = 'BUY' and displayed_lots > 0
                 group by side, price_ticks order by price_ticks desc limit :levels)
                union all
                (select side, price_ticks, sum(displayed_lots)::bigint as lots, count(*)::int as orders
                 from readmodel."order"
                 where instrument_id = :id and side = 'SELL' and displayed_lots > 0
                 group by side, price_ticks order by price_ticks limit :levels)) l on true
            """;

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public BookQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * All open orders of one side at one price; a waiting stop is none of them.
     *
     * @param lots what they show, above 0
     * @param orders how many they are
     */
    public record Level(long priceTicks, long lots, int orders) {}

    /**
     * The best prices of a book, best first.
     *
     * @param sequence entry of the log after which the book stands like this
     */
    public record Depth(long sequence, List<Level> bids, List<Level> asks) {
        public Depth {
            bids = List.copyOf(bids);
            asks = List.copyOf(asks);
        }
    }

    private record Row(long sequence, String side, long priceTicks, long lots, int orders) {
        Level level() {
            return new Level(priceTicks, lots, orders);
        }
    }

    /** At most {@code limit} pairs after an id, in the order of their ids; 0 is before the first. */
    public List<Instrument> instruments(long afterId, int limit) {
        return jdbc.sql(INSTRUMENT + "where i.instrument_id > :after order by i.instrument_id limit :limit")
                .param("after", afterId)
                .param("limit", limit)
                .query(RecordRows.of(Instrument.class))
                .list();
    }

    /**
     * The same, only those whose symbol or asset code holds a text, in whatever case.
     *
     * @param text empty for all
     */
    public List<Instrument> search(String text, long afterId, int limit) {
        return jdbc.sql(INSTRUMENT + "where i.instrument_id > :after and " + HOLDS
                        + " order by i.instrument_id limit :limit")
                .param("after", afterId)
                .param("text", text)
                .param("limit", limit)
                .query(RecordRows.of(Instrument.class))
                .list();
    }

    /** How many {@link #search} would give without a limit. */
    public long count(String text) {
        return jdbc.sql("select count(*) from readmodel.instrument i"
                        + " join readmodel.asset b on b.asset_id = i.base_asset_id where " + HOLDS)
                .param("text", text)
                .query(Long.class)
                .single();
    }

    /** How many pairs there are. */
    public long count() {
        return jdbc.sql("select count(*) from readmodel.instrument")
                .query(Long.class)
                .single();
    }

    /** One pair. */
    public Optional<Instrument> instrument(long instrumentId) {
        return jdbc.sql(INSTRUMENT + "where i.instrument_id = :id")
                .param("id", instrumentId)
                .query(RecordRows.of(Instrument.class))
                .optional();
    }

    /** The pairs in which an asset is bought, sold or paid with. */
    public List<Instrument> ofAsset(long assetId) {
        return jdbc.sql(INSTRUMENT + "where i.base_asset_id = :id or i.quote_asset_id = :id order by i.instrument_id")
                .param("id", assetId)
                .query(RecordRows.of(Instrument.class))
                .list();
    }

    /** At most {@code levels} best prices of each side, all of one moment. */
    public Depth depth(long instrumentId, int levels) {
        List<Row> rows = jdbc.sql(DEPTH)
                .param("id", instrumentId)
                .param("levels", levels)
                .query((row, number) -> new Row(
                        row.getLong("sequence"),
                        String.valueOf(row.getString("side")),
                        row.getLong("price_ticks"),
                        row.getLong("lots"),
                        row.getInt("orders")))
                .list();
        return new Depth(rows.getFirst().sequence(), side(rows, "BUY"), side(rows, "SELL"));
    }

    private static List<Level> side(List<Row> rows, String side) {
        return rows.stream()
                .filter(row -> row.side().equals(side))
                .map(Row::level)
                .toList();
    }
}
