package kz.sandyq.operator.trading;

import java.util.List;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.TradeQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The market for programs: pairs, books, trades, and the client's own deals. */
@RestController
@RequestMapping("/api/v1")
class MarketApi {
    private static final int LIMIT_MAX = 200;
    private static final int LEVELS_MAX = 100;

    private final BookQueries books;
    private final TradeQueries trades;
    private final Orders orders;
    private final Deals deals;
    private final PairStates pairs;
    private final MarketViews views;
    private final PublicId ids;
    private final CurrentActor actor;

    MarketApi(
            BookQueries books,
            TradeQueries trades,
            Orders orders,
            Deals deals,
            PairStates pairs,
            MarketViews views,
            PublicId ids,
            CurrentActor actor) {
        this.books = books;
        this.trades = trades;
        this.orders = orders;
        this.deals = deals;
        this.pairs = pairs;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    @GetMapping("/instruments")
    Page<MarketViews.InstrumentView> instruments(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        int size = Math.clamp(limit, 1, LIMIT_MAX);
        List<Instrument> rows = books.instruments(Keyset.numberIn(cursor, 0), size + 1);
        return Page.of(rows, size, books.count(), pair -> Keyset.of(pair.instrumentId()))
                .map(views::view);
    }

    @GetMapping("/instruments/{id}")
    MarketViews.InstrumentView instrument(@PathVariable String id) {
        return views.view(pair(id));
    }

    @GetMapping("/instruments/{id}/book")
    MarketViews.BookView book(@PathVariable String id, @RequestParam(defaultValue = "20") int levels) {
        Instrument pair = pair(id);
        return views.view(pair, books.depth(pair.instrumentId(), Math.clamp(levels, 1, LEVELS_MAX)));
    }

    @GetMapping("/instruments/{id}/rules")
    PairStates.RulesView rules(@PathVariable String id) {
        return pairs.rulesView(pair(id));
    }

    @GetMapping("/instruments/{id}/auction")
    PairStates.AuctionView auction(@PathVariable String id) {
        return pairs.auctionView(pair(id));
    }

    @GetMapping("/instruments/{id}/trades")
    Page<MarketViews.TradeView> trades(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Instrument pair = pair(id);
        int size = Math.clamp(limit, 1, LIMIT_MAX);
        List<TradeQueries.Trade> rows =
                trades.ofInstrument(pair.instrumentId(), Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, trades.countOfInstrument(pair.instrumentId()), row -> Keyset.of(row.tradeId()))
                .map(row -> views.view(pair, row));
    }

    /**
     * The end of a pair's day has begun.
     *
     * @param orders how many orders are looked at; those for the day are cancelled
     */
    record DayEnd(String instrumentId, long sequence, long orders) {}

    @PostMapping("/instruments/{id}/day-end")
    DayEnd endDay(IdempotencyKey key, @PathVariable String id) {
        CommandReply reply = orders.endDay(actor.get(), pair(id).instrumentId(), key.value());
        return new DayEnd(id, reply.sequence(), reply.resultAmount());
    }

    @GetMapping("/me/deals")
    Page<MarketViews.DealView> deals(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return deals.of(orders.accounts(actor.get()), before, Math.clamp(limit, 1, LIMIT_MAX));
    }

    private Instrument pair(String id) {
        return books.instrument(ids.parse(id)).orElseThrow(RefusedException::notFound);
    }
}
