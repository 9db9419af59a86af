package kz.sandyq.operator.trading;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.TradeQueries;
import org.springframework.stereotype.Component;

/** What a client has bought and sold, the newest first; never with whom. */
@Component
class Deals {
    private final TradeQueries trades;
    private final BookQueries books;
    private final MarketViews views;

    Deals(TradeQueries trades, BookQueries books, MarketViews views) {
        this.trades = trades;
        this.books = books;
        this.views = views;
    }

    /** A page of deals before an id. One person cannot stand on both sides: the core stops a trade with oneself. */
    Page<MarketViews.DealView> of(List<Long> accounts, long beforeId, int size) {
        List<TradeQueries.Trade> rows = trades.ofAccounts(accounts, beforeId, size + 1);
        Map<Long, Instrument> pairs = rows.stream()
                .map(TradeQueries.Trade::instrumentId)
                .distinct()
                .flatMap(id -> books.instrument(id).stream())
                .collect(Collectors.toMap(Instrument::instrumentId, Function.identity()));
        return Page.of(rows, size, trades.countOfAccounts(accounts), row -> Keyset.of(row.tradeId()))
                .map(row -> views.deal(
                        Objects.requireNonNull(pairs.get(row.instrumentId())),
                        row,
                        accounts.contains(row.buyerAccountId())));
    }
}
