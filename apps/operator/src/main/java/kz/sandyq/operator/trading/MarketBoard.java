package kz.sandyq.operator.trading;

import java.util.List;
import java.util.Map;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.MarketQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of the market with the present legal day of each pair. */
@Component
class MarketBoard {
    private final BookQueries books;
    private final MarketQueries market;
    private final TradingRows rows;
    private final SandyqClock clock;

    MarketBoard(BookQueries books, MarketQueries market, TradingRows rows, SandyqClock clock) {
        this.books = books;
        this.market = market;
        this.rows = rows;
        this.clock = clock;
    }

    /** A page of pairs after an id whose symbol or code holds the text. */
    Page<TradingRows.PairRow> page(String text, long afterId) {
        List<Instrument> pairs = books.search(text, afterId, Page.SIZE + 1);
        Map<Long, MarketQueries.Day> days =
                days(pairs.stream().map(Instrument::instrumentId).toList());
        return Page.of(pairs, Page.SIZE, books.count(text), pair -> Keyset.of(pair.instrumentId()))
                .map(pair -> rows.pair(pair, days.get(pair.instrumentId())));
    }

    /** The day of one pair. */
    MarketQueries.@Nullable Day day(Instrument pair) {
        return days(List.of(pair.instrumentId())).get(pair.instrumentId());
    }

    private Map<Long, MarketQueries.Day> days(List<Long> ids) {
        return market.days(
                ids,
                clock.today().atStartOfDay(SandyqClock.LEGAL_ZONE).toInstant().toEpochMilli());
    }
}
