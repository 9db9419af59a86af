package kz.sandyq.operator.trading;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.TradeQueries;
import org.springframework.stereotype.Component;

/** What a client has bought and sold, the newest first; never with whom. */
@Component
class Deals {
    private static final int AT_ONCE = 500;

    private final TradeQueries trades;
    private final BookQueries books;
    private final MarketViews views;
    private final TradingRows rows;

    Deals(TradeQueries trades, BookQueries books, MarketViews views, TradingRows rows) {
        this.trades = trades;
        this.books = books;
        this.views = views;
        this.rows = rows;
    }

    /** How a deal is shown. */
    interface Shown<T> {
        T of(Instrument pair, TradeQueries.Trade trade, boolean bought);
    }

    /** A page of deals before an id. One person cannot stand on both sides: the core stops a trade with oneself. */
    Page<MarketViews.DealView> of(List<Long> accounts, long beforeId, int size) {
        return page(accounts, beforeId, size, views::deal);
    }

    /** The same for people. */
    Page<TradingRows.DealRow> rows(List<Long> accounts, long beforeId, int size) {
        return page(accounts, beforeId, size, rows::deal);
    }

    /** All deals, exact decimals as in the API, one row each. */
    void write(List<Long> accounts, CsvWriter csv) {
        csv.row(
                "id",
                "time",
                "instrument",
                "side",
                "price",
                "quantity",
                "asset",
                "amount",
                "quoteAsset",
                "fee",
                "orderId",
                "accountId",
                "sequence",
                "cancelledAt");
        long before = Long.MAX_VALUE;
        Page<MarketViews.DealView> page;
        do {
            page = of(accounts, before, AT_ONCE);
            page.items()
                    .forEach(deal -> csv.row(
                            deal.id(),
                            deal.time(),
                            deal.symbol(),
                            deal.side(),
                            deal.price(),
                            deal.quantity(),
                            deal.asset(),
                            deal.amount(),
                            deal.quoteAsset(),
                            deal.fee(),
                            deal.orderId(),
                            deal.accountId(),
                            deal.sequence(),
                            deal.cancelledAt()));
            before = Keyset.numberIn(page.nextCursor(), 0);
        } while (page.nextCursor() != null);
    }

    /** Pairs by their ids. */
    Map<Long, Instrument> pairs(Collection<Long> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> books.instrument(id).stream())
                .collect(Collectors.toMap(Instrument::instrumentId, Function.identity()));
    }

    private <T> Page<T> page(List<Long> accounts, long beforeId, int size, Shown<T> shown) {
        List<TradeQueries.Trade> found = trades.ofAccounts(accounts, beforeId, size + 1);
        Map<Long, Instrument> pairs =
                pairs(found.stream().map(TradeQueries.Trade::instrumentId).toList());
        return Page.of(found, size, trades.countOfAccounts(accounts), row -> Keyset.of(row.tradeId()))
                .map(row -> shown.of(
                        Objects.requireNonNull(pairs.get(row.instrumentId())),
                        row,
                        accounts.contains(row.buyerAccountId())));
    }
}
