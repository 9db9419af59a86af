package kz.sandyq.operator.trading;

import java.util.List;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.OrderQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A client's orders: placed and cancelled at once, for accounts of his own. The core decides, in one step with both
 * legs.
 */
@Service
class Orders {
    /** Most orders that one request cancels. */
    static final int CANCEL_ALL_MAX = 200;

    private final ClientDirectory clients;
    private final BookQueries books;
    private final OrderQueries orders;
    private final CommandGateway gateway;
    private final PublicId ids;

    Orders(ClientDirectory clients, BookQueries books, OrderQueries orders, CommandGateway gateway, PublicId ids) {
        this.clients = clients;
        this.books = books;
        this.orders = orders;
        this.gateway = gateway;
        this.ids = ids;
    }

    /**
     * An order that was taken.
     *
     * @param filledLots what was filled at once
     */
    record Placed(OrderTerms terms, long orderId, long sequence, long filledLots) {}

    /**
     * What became of one order when all were cancelled.
     *
     * @param refusal code of the refusal, empty when it was cancelled
     */
    record Ended(OrderQueries.Order order, long sequence, long cancelledLots, String refusal) {}

    /** An order and its pair. */
    record Open(OrderQueries.Order order, Instrument instrument) {}

    /** Places the order; what it needs must be there already and is reserved with it. */
    @LegalBasis("RUL-47.p1")
    @LegalBasis("RUL-47.p2")
    @LegalBasis("RUL-62.p1")
    @LegalBasis("RUL-62.p2")
    @LegalBasis("LAW-6.5")
    Placed place(Actor actor, OrderRequest request, UUID key) {
        OrderTerms terms = terms(request);
        long account = account(actor, request.accountId());
        CommandReply reply = gateway.submit(context(actor, key), terms.command(account));
        return new Placed(terms, reply.resultId(), reply.sequence(), reply.resultAmount());
    }

    /** The order in the units of its book. */
    OrderTerms terms(OrderRequest request) {
        String instrument = request.instrumentId();
        if (instrument == null) {
            throw new RefusedException("UNKNOWN_INSTRUMENT").field("instrumentId");
        }
        return books.instrument(ids.parse(instrument))
                .map(pair -> OrderTerms.of(request, pair))
                .orElseThrow(RefusedException::notFound);
    }

    /**
     * Changes an open order; the answer's amount is how many lots were filled at once.
     *
     * @throws RefusedException those of {@link OrderUnits} and of the core
     */
    CommandReply replace(Actor actor, long orderId, ReplaceRequest request, UUID key) {
        return gateway.submit(context(actor, key), replacement(open(actor, orderId), request));
    }

    /** An order of the actor's own with its pair; not found when it is somebody else's. */
    Open open(Actor actor, long orderId) {
        OrderQueries.Order order = own(actor, orderId);
        return new Open(order, books.instrument(order.instrumentId()).orElseThrow(RefusedException::notFound));
    }

    /** The command that changes an order. */
    static CommandBody replacement(Open open, ReplaceRequest request) {
        Instrument pair = open.instrument();
        String stop = request.stopPrice();
        return OrderCommands.replaceOrder(
                open.order().orderId(),
                open.order().accountId(),
                OrderUnits.ticks(pair, request.price(), "price"),
                OrderUnits.lots(pair, request.quantity(), "quantity"),
                OrderUnits.isAbsent(stop) ? 0 : OrderUnits.ticks(pair, stop, "stopPrice"));
    }

    /** Cancels everything of one account in one command of the core; the amount is how many orders it looks at. */
    CommandReply cancelAccount(Actor actor, @Nullable String accountId, long instrumentId, UUID key) {
        return gateway.submit(
                context(actor, key), OrderCommands.cancelAllOrders(account(actor, accountId), instrumentId));
    }

    /** Ends the trading day of a pair: its DAY orders are cancelled. */
    CommandReply endDay(Actor actor, long instrumentId, UUID key) {
        if (!actor.has(Role.MARKET_SUPERVISOR)) {
            throw new RefusedException("FORBIDDEN").status(403);
        }
        return gateway.submit(context(actor, key), OrderCommands.endDay(instrumentId));
    }

    /** Cancels what is left; the answer's amount is how many lots that was. */
    CommandReply cancel(Actor actor, long orderId, UUID key) {
        OrderQueries.Order order = own(actor, orderId);
        return gateway.submit(context(actor, key), TradingCommands.cancelOrder(orderId, order.accountId()));
    }

    /**
     * Cancels the actor's open orders, at most {@link #CANCEL_ALL_MAX} of them; each has a key of its own made from the
     * given one, so that a repeated request cancels nothing twice.
     *
     * @param instrumentId only those of this pair, 0 for all
     */
    List<Ended> cancelAll(Actor actor, long instrumentId, UUID key) {
        return orders.orders(accounts(actor), true, instrumentId, Long.MAX_VALUE, CANCEL_ALL_MAX).stream()
                .map(order -> ended(actor, order, derived(key, order.orderId())))
                .toList();
    }

    private Ended ended(Actor actor, OrderQueries.Order order, UUID key) {
        try {
            CommandReply reply = gateway.submit(
                    context(actor, key), TradingCommands.cancelOrder(order.orderId(), order.accountId()));
            return new Ended(order, reply.sequence(), reply.resultAmount(), "");
        } catch (RefusedException refusal) {
            // It was filled or cancelled in between, or waits for a task: the others are cancelled all the same.
            return new Ended(order, 0, 0, refusal.code());
        }
    }

    /** The key of one order in a request for many: same time and version, the rest mixed with the order's id. */
    private static UUID derived(UUID key, long orderId) {
        long mixed = (key.getLeastSignificantBits() ^ orderId * 0x9E37_79B9_7F4A_7C15L) & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(key.getMostSignificantBits(), mixed | 0x8000_0000_0000_0000L);
    }

    /** An order of the actor's own; not found when it is somebody else's. */
    OrderQueries.Order own(Actor actor, long orderId) {
        return orders.order(orderId)
                .filter(order -> accounts(actor).contains(order.accountId()))
                .orElseThrow(RefusedException::notFound);
    }

    /** The actor's accounts in the core, at least one. */
    List<Long> accounts(Actor actor) {
        List<Long> accounts = actor.clientRelationId().map(clients::accounts).orElse(List.of());
        if (accounts.isEmpty()) {
            throw new RefusedException("NO_WALLET").clause("RUL-34.6");
        }
        return accounts;
    }

    /** Whether the actor has an account to trade with. */
    boolean mayTrade(Actor actor) {
        return actor.clientRelationId()
                .map(each -> !clients.accounts(each).isEmpty())
                .orElse(false);
    }

    /** The account named, when it is the actor's; the first of his when none is named. */
    long account(Actor actor, @Nullable String publicId) {
        List<Long> accounts = accounts(actor);
        if (publicId == null || publicId.isBlank()) {
            return accounts.getFirst();
        }
        long asked = ids.parse(publicId);
        if (!accounts.contains(asked)) {
            throw RefusedException.notFound();
        }
        return asked;
    }

    static CommandContext context(Actor actor, UUID key) {
        return new CommandContext("login:" + actor.loginId(), key, actor.personId(), 0, 0);
    }
}
