package kz.sandyq.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;

/**
 * A seeded flow of orders: of a hundred, 60 rest within ten ticks of the touch, 30 cancel a live order, 10 take. What
 * rests and what leaves are in balance, so that the books keep their size.
 */
final class OrderFlow {
    private static final long MIDDLE_TICKS = 10_000;
    private static final int DEPTH_TICKS = 10;
    private static final int RESTING_LOTS = 10;
    private static final int TAKING_LOTS = 32;
    private static final int SENDER_TAKING_LOTS = 80;
    /** So many orders a sender who does not learn of fills may cancel; above them he forgets. */
    private static final int REMEMBERED = 20_000;

    private final Random random;
    private final TradingFloor floor;
    private final int hotInstruments;
    private final boolean sidesApart;
    private final boolean learnsFills;
    private final LongArrayList live = new LongArrayList();
    private final List<FlowLine> placed = new ArrayList<>();
    private final Long2LongHashMap places = new Long2LongHashMap(-1);
    private long number;
    private FlowLine line = FlowLine.NONE;

    OrderFlow(long seed, TradingFloor floor) {
        this(seed, floor, floor.instrumentIds().size(), false);
    }

    OrderFlow(long seed, TradingFloor floor, int hotInstruments, boolean sidesApart) {
        this(seed, floor, hotInstruments, sidesApart, true);
    }

    /**
     * Of a sender who does not learn what was filled: he takes more and from every price, lest the books grow by what
     * he cannot cancel.
     */
    static OrderFlow ofSender(long seed, TradingFloor floor) {
        return new OrderFlow(seed, floor, floor.instrumentIds().size(), false, false);
    }

    private OrderFlow(long seed, TradingFloor floor, int hotInstruments, boolean sidesApart, boolean learnsFills) {
        this.learnsFills = learnsFills;
        random = new Random(seed);
        this.floor = floor;
        this.hotInstruments = hotInstruments;
        this.sidesApart = sidesApart;
    }

    CommandBody next() {
        int draw = random.nextInt(100);
        return draw < 30 && !live.isEmpty() ? cancel() : place(draw >= 90);
    }

    private CommandBody cancel() {
        int at = random.nextInt(live.size());
        long orderId = live.getLong(at);
        line = placed.get(at).cancel();
        ended(orderId);
        return TradingCommands.cancelOrder(orderId, line.account());
    }

    private CommandBody place(boolean takes) {
        int instruments = floor.instrumentIds().size();
        int pair = random.nextInt(hotInstruments);
        int row = random.nextInt(floor.accountIds().size() / instruments);
        boolean buys = sidesApart ? row % 2 == 0 : random.nextBoolean();
        long accountId = floor.accountIds().get(row * instruments + pair);
        long instrumentId = floor.instrumentIds().get(pair);
        int away = takes && !learnsFills ? DEPTH_TICKS : 1 + random.nextInt(DEPTH_TICKS);
        long price = MIDDLE_TICKS + (buys == takes ? away : -away);
        int lots = 1 + random.nextInt(takes ? takingLots() : RESTING_LOTS);
        line = FlowLine.place(++number, instrumentId, accountId, buys, takes, price, lots);
        return TradingCommands.placeOrder(
                instrumentId,
                accountId,
                buys ? Side.BUY : Side.SELL,
                OrdType.LIMIT,
                takes ? TimeInForce.IOC : TimeInForce.GTC,
                price,
                lots,
                number);
    }

    private int takingLots() {
        return learnsFills ? TAKING_LOTS : SENDER_TAKING_LOTS;
    }

    /** The last command, in numbers of the flow's own. */
    FlowLine line() {
        return line;
    }

    /** An order rests in the book. */
    void rests(long orderId, FlowLine asPlaced) {
        if (places.get(orderId) == -1) {
            places.put(orderId, live.size());
            live.addLong(orderId);
            placed.add(asPlaced);
        }
        if (!learnsFills && live.size() > REMEMBERED) {
            ended(live.getLong(0));
        }
    }

    /** An order has left the book, or somebody is about to cancel it. */
    void ended(long orderId) {
        int at = (int) places.remove(orderId);
        if (at < 0) {
            return;
        }
        int last = live.size() - 1;
        long moved = live.getLong(last);
        live.setLong(at, moved);
        placed.set(at, placed.getLast());
        live.removeAt(last);
        placed.removeLast();
        if (at != last) {
            places.put(moved, at);
        }
    }

    int live() {
        return live.size();
    }
}
