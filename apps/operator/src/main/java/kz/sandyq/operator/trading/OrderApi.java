package kz.sandyq.operator.trading;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.OrderQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The client's own orders for programs. An answer shows the order as it stands after the command. */
@RestController
@RequestMapping("/api/v1/orders")
class OrderApi {
    private final Orders orders;
    private final OrderQueries queries;
    private final BookQueries books;
    private final MarketViews views;
    private final PublicId ids;
    private final CurrentActor actor;

    OrderApi(
            Orders orders,
            OrderQueries queries,
            BookQueries books,
            MarketViews views,
            PublicId ids,
            CurrentActor actor) {
        this.orders = orders;
        this.queries = queries;
        this.books = books;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * The definite answer to a new order.
     *
     * @param filledQuantity what was filled at once
     * @param reserved what the order reserved for its price when it was taken, its fee not counted, of
     *     {@code reservedAsset}
     */
    record Accepted(
            String id,
            long sequence,
            String filledQuantity,
            String reserved,
            String reservedAsset,
            MarketViews.@Nullable OrderView order) {}

    /** The definite answer to a cancel. */
    record Cancelled(String id, long sequence, String cancelledQuantity) {}

    /** The definite answer to a change. */
    record Replaced(String id, long sequence, String filledQuantity, MarketViews.@Nullable OrderView order) {}

    /**
     * What is to be cancelled at once.
     *
     * @param accountId the client's first account when absent
     * @param instrumentId every pair when absent
     */
    record CancelAccountRequest(
            @Nullable String accountId, @Nullable String instrumentId) {}

    /**
     * A cancel of an account has begun; it goes on by itself until nothing is left.
     *
     * @param orders how many orders it looks at
     */
    record CancelBegun(String accountId, long sequence, long orders) {}

    /** An order that was not cancelled with the others, and why. */
    record NotCancelled(String id, String code) {}

    /**
     * The answer to a cancel of all.
     *
     * @param remaining open orders that are left; above 0 when there were more than one request cancels
     */
    record CancelledAll(List<Cancelled> cancelled, List<NotCancelled> notCancelled, long remaining) {}

    @PostMapping
    ResponseEntity<Accepted> place(IdempotencyKey key, @RequestBody OrderRequest request) {
        Orders.Placed placed = orders.place(actor.get(), request, key.value());
        Instrument pair = placed.terms().instrument();
        String id = ids.of(placed.orderId());
        return ResponseEntity.created(URI.create("/api/v1/orders/" + id))
                .body(new Accepted(
                        id,
                        placed.sequence(),
                        views.quantity(pair, placed.filledLots()),
                        views.reserved(placed.terms()),
                        views.reservedAsset(placed.terms()),
                        queries.order(placed.orderId())
                                .map(order -> views.view(pair, order))
                                .orElse(null)));
    }

    @GetMapping
    Page<MarketViews.OrderView> list(
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable String instrumentId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Actor who = actor.get();
        List<Long> accounts = orders.accounts(who);
        long instrument = instrumentId == null ? 0 : ids.parse(instrumentId);
        int size = Math.clamp(limit, 1, 200);
        List<OrderQueries.Order> rows =
                queries.orders(accounts, open, instrument, Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        Map<Long, Instrument> pairs = pairs(rows);
        return Page.of(rows, size, queries.count(accounts, open, instrument), order -> Keyset.of(order.orderId()))
                .map(order -> views.view(Objects.requireNonNull(pairs.get(order.instrumentId())), order));
    }

    @GetMapping("/{id}")
    MarketViews.OrderView get(@PathVariable String id) {
        OrderQueries.Order order = orders.own(actor.get(), ids.parse(id));
        return views.view(books.instrument(order.instrumentId()).orElseThrow(), order);
    }

    @PutMapping("/{id}")
    Replaced replace(IdempotencyKey key, @PathVariable String id, @RequestBody ReplaceRequest request) {
        long order = ids.parse(id);
        CommandReply reply = orders.replace(actor.get(), order, request, key.value());
        OrderQueries.Order changed = queries.order(order).orElseThrow();
        Instrument pair = books.instrument(changed.instrumentId()).orElseThrow();
        return new Replaced(
                id, reply.sequence(), views.quantity(pair, reply.resultAmount()), views.view(pair, changed));
    }

    @PostMapping("/cancel-all")
    CancelBegun cancelAccount(IdempotencyKey key, @RequestBody CancelAccountRequest request) {
        String instrument = request.instrumentId();
        CommandReply reply = orders.cancelAccount(
                actor.get(), request.accountId(), instrument == null ? 0 : ids.parse(instrument), key.value());
        return new CancelBegun(ids.of(reply.resultId()), reply.sequence(), reply.resultAmount());
    }

    @DeleteMapping("/{id}")
    Cancelled cancel(IdempotencyKey key, @PathVariable String id) {
        long order = ids.parse(id);
        CommandReply reply = orders.cancel(actor.get(), order, key.value());
        Instrument pair = queries.order(order)
                .flatMap(each -> books.instrument(each.instrumentId()))
                .orElseThrow();
        return new Cancelled(id, reply.sequence(), views.quantity(pair, reply.resultAmount()));
    }

    @DeleteMapping
    CancelledAll cancelAll(IdempotencyKey key, @RequestParam(required = false) @Nullable String instrumentId) {
        Actor who = actor.get();
        long instrument = instrumentId == null ? 0 : ids.parse(instrumentId);
        List<Orders.Ended> ended = orders.cancelAll(who, instrument, key.value());
        Map<Long, Instrument> pairs =
                pairs(ended.stream().map(Orders.Ended::order).toList());
        return new CancelledAll(
                ended.stream()
                        .filter(each -> each.refusal().isEmpty())
                        .map(each -> new Cancelled(
                                ids.of(each.order().orderId()),
                                each.sequence(),
                                views.quantity(
                                        Objects.requireNonNull(
                                                pairs.get(each.order().instrumentId())),
                                        each.cancelledLots())))
                        .toList(),
                ended.stream()
                        .filter(each -> !each.refusal().isEmpty())
                        .map(each -> new NotCancelled(ids.of(each.order().orderId()), each.refusal()))
                        .toList(),
                queries.count(orders.accounts(who), true, instrument));
    }

    private Map<Long, Instrument> pairs(List<OrderQueries.Order> rows) {
        return rows.stream()
                .map(OrderQueries.Order::instrumentId)
                .distinct()
                .flatMap(id -> books.instrument(id).stream())
                .collect(Collectors.toMap(Instrument::instrumentId, Function.identity()));
    }
}
