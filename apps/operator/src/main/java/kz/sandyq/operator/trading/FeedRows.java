package kz.sandyq.operator.trading;

import java.util.List;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.TradeQueries;
import org.springframework.stereotype.Component;

/** The read model as the source of the feed: nobody is told of what it does not hold yet. */
@Component
class FeedRows implements FeedSource {
    private static final int LEVELS = MarketPages.LEVELS;

    private final BookQueries books;
    private final TradeQueries trades;
    private final MarketViews views;

    FeedRows(BookQueries books, TradeQueries trades, MarketViews views) {
        this.books = books;
        this.trades = trades;
        this.views = views;
    }

    @Override
    public FeedEvent now(long instrumentId) {
        Instrument pair = books.instrument(instrumentId).orElseThrow();
        MarketViews.BookView book = views.view(pair, books.depth(instrumentId, LEVELS));
        return new FeedEvent(
                book.instrumentId(),
                book.sequence(),
                TradingState.of(pair).name(),
                false,
                book.bids(),
                book.asks(),
                List.of());
    }

    @Override
    public List<MarketViews.TradeView> trades(long instrumentId, long after, long until, int limit) {
        Instrument pair = books.instrument(instrumentId).orElseThrow();
        return trades.between(instrumentId, after, until, limit).stream()
                .map(trade -> views.view(pair, trade))
                .toList();
    }
}
