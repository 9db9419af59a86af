package kz.sandyq.operator.trading;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.OrderQueries;
import kz.sandyq.readmodel.TradeQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A pair's page: the live book, the last trades, the client's ticket, his orders and deals in it. */
@Controller
class MarketPages {
    private static final int TRADES = 20;
    private static final int OWN = 50;
    static final int LEVELS = 15;

    private final BookQueries books;
    private final TradeQueries trades;
    private final OrderQueries orderQueries;
    private final Orders orders;
    private final Tickets tickets;
    private final TradingActStore acts;
    private final MarketBoard board;
    private final PairStates pairs;
    private final TradingRows rows;
    private final RequestKeys keys;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    MarketPages(
            BookQueries books,
            TradeQueries trades,
            OrderQueries orderQueries,
            Orders orders,
            Tickets tickets,
            TradingActStore acts,
            MarketBoard board,
            PairStates pairs,
            TradingRows rows,
            RequestKeys keys,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.books = books;
        this.trades = trades;
        this.orderQueries = orderQueries;
        this.orders = orders;
        this.tickets = tickets;
        this.acts = acts;
        this.board = board;
        this.pairs = pairs;
        this.rows = rows;
        this.keys = keys;
        this.ids = ids;
        this.actor = actor;
        this.texts = texts;
    }

    /** What was typed, so that a refused ticket keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @GetMapping("/market")
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", board.page(search.strip(), Keyset.numberIn(cursor, 0)));
        model.addAttribute("supervisor", actor.get().has(Role.MARKET_SUPERVISOR));
        return "trading/market";
    }

    @GetMapping("/market/{id}")
    String pair(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String side,
            @RequestParam(required = false) @Nullable String done,
            @ModelAttribute TypedTicket typed,
            Model model,
            Locale locale) {
        Instrument pair = find(id);
        if (side != null && client()) {
            try {
                model.addAttribute("preview", tickets.preview(actor.get(), typed.request(id)));
            } catch (RefusedException refusal) {
                model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            }
        }
        if (done != null && client()) {
            OrderQueries.Order order = orders.own(actor.get(), ids.parse(done));
            model.addAttribute("done", rows.order(pair, order));
        }
        return show(pair, model);
    }

    @PostMapping("/market/{id}/orders")
    String place(
            @PathVariable String id,
            @RequestParam IdempotencyKey key,
            @ModelAttribute TypedTicket typed,
            Model model,
            Locale locale) {
        Instrument pair = find(id);
        try {
            Orders.Placed placed = orders.place(actor.get(), typed.request(id), key.value());
            return "redirect:/market/" + id + "?done=" + ids.of(placed.orderId());
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return show(pair, model);
        }
    }

    @PostMapping("/market/{id}/cancel-all")
    String cancelAll(@PathVariable String id, @RequestParam IdempotencyKey key) {
        orders.cancelAll(actor.get(), find(id).instrumentId(), key.value());
        return "redirect:/market/" + id;
    }

    @PostMapping("/market/{id}/day-end")
    String endDay(@PathVariable String id, @RequestParam IdempotencyKey key) {
        orders.endDay(actor.get(), find(id).instrumentId(), key.value());
        return "redirect:/market/" + id;
    }

    /** The client's own orders and deals alone, to be put anew into the open page. */
    @GetMapping("/market/{id}/mine")
    String mine(@PathVariable String id, Model model) {
        Instrument pair = find(id);
        model.addAttribute("pair", rows.pair(pair, null));
        own(pair, model);
        return "trading/parts :: mine";
    }

    private String show(Instrument pair, Model model) {
        BookQueries.Depth depth = books.depth(pair.instrumentId(), LEVELS);
        TradingState state = TradingState.of(pair);
        model.addAttribute("pair", rows.pair(pair, board.day(pair)));
        model.addAttribute("ladder", rows.ladder(pair, depth));
        model.addAttribute("sequence", depth.sequence());
        model.addAttribute("auction", pairs.auction(pair));
        model.addAttribute("rules", pairs.rules(pair));
        model.addAttribute(
                "trades",
                trades.ofInstrument(pair.instrumentId(), Long.MAX_VALUE, TRADES).stream()
                        .map(trade -> rows.trade(pair, trade))
                        .toList());
        model.addAttribute(
                "halt",
                state.takesOrders() || state == TradingState.ENDED || state == TradingState.DAY_OVER
                        ? null
                        : acts.applied(pair.instrumentId(), pair.baseAssetId(), 1).stream()
                                .findFirst()
                                .orElse(null));
        model.addAttribute("client", client());
        model.addAttribute("supervisor", actor.get().has(Role.MARKET_SUPERVISOR));
        model.addAttribute("types", List.of("LIMIT", "MARKET", "STOP_LIMIT", "STOP"));
        model.addAttribute("forces", List.of("GTC", "DAY", "GTD", "IOC", "FOK"));
        model.addAttribute("modes", List.of("CANCEL_NEWEST", "CANCEL_OLDEST", "CANCEL_BOTH", "DECREMENT"));
        own(pair, model);
        return "trading/pair";
    }

    private void own(Instrument pair, Model model) {
        model.addAttribute("key", keys.next());
        List<Long> accounts = client() ? orders.accounts(actor.get()) : List.of();
        if (accounts.isEmpty()) {
            model.addAttribute("orders", List.of());
            model.addAttribute("deals", List.of());
            return;
        }
        model.addAttribute(
                "orders",
                orderQueries.orders(accounts, true, pair.instrumentId(), Long.MAX_VALUE, OWN).stream()
                        .map(order -> rows.order(pair, order))
                        .toList());
        model.addAttribute(
                "deals",
                trades.ofAccountsIn(accounts, pair.instrumentId(), OWN).stream()
                        .map(trade -> rows.deal(pair, trade, accounts.contains(trade.buyerAccountId())))
                        .toList());
    }

    /** Whether the actor is a client with an account to trade with. */
    private boolean client() {
        Actor who = actor.get();
        return who.has(Role.CLIENT) && orders.mayTrade(who);
    }

    private Instrument find(String id) {
        return books.instrument(ids.parse(Objects.requireNonNull(id))).orElseThrow(RefusedException::notFound);
    }
}
