package kz.sandyq.operator.trading;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import kz.sandyq.operator.command.BatchGateway;
import kz.sandyq.operator.command.BatchRefusedException;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.trading.OrderBatchRequest.Item;
import kz.sandyq.operator.trading.OrderBatchRequest.Replacement;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.readmodel.Instrument;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A client's orders, changes and cancels in one batch of the core. What cannot be read, or names what is not his,
 * refuses the request before anything is sent.
 */
@Service
class OrderBatches {
    private final Orders orders;
    private final BatchGateway gateway;
    private final PublicId ids;

    OrderBatches(Orders orders, BatchGateway gateway, PublicId ids) {
        this.orders = orders;
        this.gateway = gateway;
        this.ids = ids;
    }

    /** What is done with an order. */
    enum Action {
        PLACE,
        REPLACE,
        CANCEL
    }

    /** One of the items, in the units of its book; order id 0 for a new one. */
    private record Line(Action action, Instrument instrument, long orderId, CommandBody command) {}

    /**
     * What became of one item.
     *
     * @param lots filled at once, of a cancel cancelled; 0 when it was refused
     * @param refusal code of the refusal, empty when it was done
     */
    record Done(Action action, Instrument instrument, long orderId, long sequence, long lots, String refusal) {}

    /** Sends them; the answer has a line for each. */
    List<Done> submit(Actor actor, OrderBatchRequest request, UUID key) {
        BatchMode mode = mode(request.mode());
        List<@Nullable Item> items = Objects.requireNonNullElse(request.items(), List.of());
        if (items.isEmpty() || items.size() > BatchCommands.MAX_ITEMS) {
            throw new RefusedException(RejectCode.BATCH_SIZE.name()).field("items");
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            lines.add(line(actor, items.get(i), i));
        }
        List<CommandReply> replies = send(actor, mode, lines, key);
        List<Done> done = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            done.add(done(lines.get(i), replies.get(i)));
        }
        return done;
    }

    private static BatchMode mode(@Nullable String name) {
        return switch (Objects.requireNonNullElse(name, "")) {
            case "INDEPENDENT" -> BatchMode.INDEPENDENT;
            case "ALL_OR_NOTHING" -> BatchMode.ALL_OR_NOTHING;
            default -> throw new RefusedException(RejectCode.FIELD_OUT_OF_RANGE.name()).field("mode");
        };
    }

    private List<CommandReply> send(Actor actor, BatchMode mode, List<Line> lines, UUID key) {
        try {
            return gateway.submit(
                    Orders.context(actor, key),
                    mode,
                    lines.stream().map(Line::command).toList());
        } catch (BatchRefusedException refusal) {
            throw refusal.field(field(refusal.item()));
        }
    }

    private static String field(int item) {
        return "items[" + item + "]";
    }

    private Line line(Actor actor, @Nullable Item item, int number) {
        try {
            return line(actor, item);
        } catch (RefusedException refusal) {
            String inside = refusal.field();
            throw refusal.field(inside == null ? field(number) : field(number) + "." + inside);
        }
    }

    private Line line(Actor actor, @Nullable Item item) {
        OrderRequest place = item == null ? null : item.place();
        Replacement replace = item == null ? null : item.replace();
        String cancel = item == null ? null : item.cancel();
        if (Stream.of(place != null, replace != null, cancel != null)
                        .filter(there -> there)
                        .count()
                != 1) {
            throw new RefusedException(RejectCode.FIELD_OUT_OF_RANGE.name());
        }
        if (place != null) {
            OrderTerms terms = orders.terms(place);
            return new Line(
                    Action.PLACE, terms.instrument(), 0, terms.command(orders.account(actor, place.accountId())));
        }
        if (cancel != null) {
            Orders.Open open = orders.open(actor, ids.parse(cancel));
            return new Line(
                    Action.CANCEL,
                    open.instrument(),
                    open.order().orderId(),
                    TradingCommands.cancelOrder(
                            open.order().orderId(), open.order().accountId()));
        }
        return replacement(actor, Objects.requireNonNull(replace));
    }

    private Line replacement(Actor actor, Replacement replace) {
        String id = replace.id();
        ReplaceRequest terms = replace.terms();
        if (id == null || terms == null) {
            throw new RefusedException(RejectCode.FIELD_OUT_OF_RANGE.name()).field("replace");
        }
        Orders.Open open = orders.open(actor, ids.parse(id));
        return new Line(Action.REPLACE, open.instrument(), open.order().orderId(), Orders.replacement(open, terms));
    }

    private static Done done(Line line, CommandReply reply) {
        boolean applied = reply.rejectCode() == RejectCode.APPLIED;
        return new Done(
                line.action(),
                line.instrument(),
                applied && line.orderId() == 0 ? reply.resultId() : line.orderId(),
                reply.sequence(),
                reply.resultAmount(),
                applied ? "" : RejectCode.of(reply.rejectCode()).name());
    }
}
