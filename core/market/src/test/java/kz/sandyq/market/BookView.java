package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrderChangedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What a trader sees of a pair, for comparing with a line of a scenario. */
final class BookView {
    private BookView() {}

    /** Bids, asks and waiting stops: price x displayed lots, first what trades or wakes first. */
    static List<String> of(Floor floor, long instrumentId) {
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        Book book = new Book(state);
        Orders orders = new Orders(state);
        List<String> lines = new ArrayList<>();
        int instrument = (int) instrumentId - 1;
        queue("bids", state, book, orders, book.best(instrument, true), lines);
        queue("asks", state, book, orders, book.best(instrument, false), lines);
        queue("stops", state, book, orders, book.firstStop(instrument, true), lines);
        queue("", state, book, orders, book.firstStop(instrument, false), lines);
        return lines;
    }

    private static void queue(String name, State state, Book book, Orders orders, int first, List<String> lines) {
        if (first != Table.NONE && !name.isEmpty()) {
            lines.add(name);
        } else if (first != Table.NONE && !lines.contains("stops")) {
            lines.add("stops");
        }
        for (int at = first; at != Table.NONE; at = book.after(at)) {
            lines.add(
                    orders.isWaiting(at)
                            ? (orders.isBuy(at) ? "buy" : "sell") + orders.stopPrice(at) + "x" + orders.shown(at)
                            : state.orders.get(at, Rows.Order.PRICE) + "x" + orders.shown(at));
        }
    }

    /** What the last event of an order says: status, lots left, reason of its end. */
    static List<String> order(Floor floor, long orderId) {
        OrderChangedDecoder in = new OrderChangedDecoder();
        for (Floor.Event event : floor.events.reversed()) {
            if (event.template() == OrderChangedDecoder.TEMPLATE_ID) {
                in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
                if (in.orderId() == orderId) {
                    return List.of(
                            in.status().name(),
                            Long.toString(in.leavesLots()),
                            in.cancelReason().name());
                }
            }
        }
        return List.of("unknown");
    }
}
