package kz.sandyq.simulator;

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

    private final Random random;
    private final TradingFloor floor;
    private final LongArrayList live = new LongArrayList();
    private final LongArrayList owners = new LongArrayList();
    private final Long2LongHashMap places = new Long2LongHashMap(-1);
    private long number;
    private long restingAccount;

    OrderFlow(long seed, TradingFloor floor) {
        random = new Random(seed);
        this.floor = floor;
    }

    CommandBody next() {
        int draw = random.nextInt(100);
        if (draw < 30 && !live.isEmpty()) {
            int at = random.nextInt(live.size());
            long orderId = live.getLong(at);
            CommandBody cancel = TradingCommands.cancelOrder(orderId, owners.getLong(at));
            ended(orderId);
            restingAccount = 0;
            return cancel;
        }
        int client = random.nextInt(floor.accountIds().size());
        long instrument =
                floor.instrumentIds().get(client % floor.instrumentIds().size());
        boolean buys = random.nextBoolean();
        boolean takes = draw >= 90;
        restingAccount = takes ? 0 : floor.accountIds().get(client);
        int away = 1 + random.nextInt(DEPTH_TICKS);
        long price = MIDDLE_TICKS + (buys == takes ? away : -away);
        return TradingCommands.placeOrder(
                instrument,
                floor.accountIds().get(client),
                buys ? Side.BUY : Side.SELL,
                OrdType.LIMIT,
                takes ? TimeInForce.IOC : TimeInForce.GTC,
                price,
                1 + random.nextInt(takes ? TAKING_LOTS : RESTING_LOTS),
                ++number);
    }

    /** An order rests in the book. */
    void rests(long orderId, long accountId) {
        if (places.get(orderId) == -1) {
            places.put(orderId, live.size());
            live.addLong(orderId);
            owners.addLong(accountId);
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
        owners.setLong(at, owners.getLong(last));
        live.removeAt(last);
        owners.removeAt(last);
        if (at != last) {
            places.put(moved, at);
        }
    }

    /** Account of the last order if it was to rest, else 0. */
    long restingAccount() {
        return restingAccount;
    }

    int live() {
        return live.size();
    }
}
