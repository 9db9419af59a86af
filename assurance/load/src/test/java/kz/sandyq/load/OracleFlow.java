package kz.sandyq.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.sandyq.load.OracleCore.Resting;

/**
 * A seeded flow that both exchanges can express: no client meets himself, a bid never moves above the price at which it
 * was placed, no move leaves the price as it is, a reduction leaves something, and no order needs what came free only
 * just before. Much of it is refused.
 */
final class OracleFlow {
    private static final long MIDDLE_TICKS = 10_000;
    private static final int DEPTH_TICKS = 10;
    private static final int LOTS = 10;
    private static final int MANY_LOTS = 300;
    private static final int REMEMBERED = 50;
    private static final int MOST_RESTING = 60 * OracleCore.INSTRUMENTS;
    private static final int CANCEL_BELOW = 72;

    private final Random random;
    private final OracleCore core;
    private final List<FlowLine> placed = new ArrayList<>();
    private long number;

    OracleFlow(long seed, OracleCore core) {
        random = new Random(seed);
        this.core = core;
    }

    FlowLine next() {
        while (true) {
            int draw = random.nextInt(100);
            FlowLine line = draw < 42
                    ? core.resting().size() < MOST_RESTING ? place(false) : change(CANCEL_BELOW - 1)
                    : draw < 57 ? place(true) : draw < 94 ? change(draw) : late();
            if (line != FlowLine.NONE) {
                return line;
            }
        }
    }

    private FlowLine place(boolean takes) {
        TradingFloor floor = core.floor();
        int client = random.nextInt(floor.accountIds().size());
        long account = floor.accountIds().get(client);
        long instrument = floor.instrumentIds().get(client % OracleCore.INSTRUMENTS);
        List<Resting> own = own(account);
        boolean buys = random.nextBoolean();
        boolean crosses = takes || random.nextInt(6) == 0;
        long away = crosses ? -random.nextInt(DEPTH_TICKS) : 1 + random.nextInt(DEPTH_TICKS);
        long price = MIDDLE_TICKS + (buys ? -away : away);
        long lots = 1 + random.nextInt(random.nextInt(12) == 0 ? MANY_LOTS : LOTS);
        long needed = buys ? price * lots : lots;
        long free = buys ? core.freeMoneyMinor(account) : core.freeUnits(client);
        long kept = own.stream().mapToLong(Resting::keptByPeerMinor).sum();
        boolean unsure = needed <= free && needed > free - (buys ? kept : 0) - core.freedLately(client, buys);
        if (unsure || meetsItself(own, buys, price)) {
            return FlowLine.NONE;
        }
        FlowLine line = FlowLine.place(++number, instrument, account, buys, takes, price, lots);
        placed.add(line);
        return line;
    }

    private List<Resting> own(long account) {
        return core.resting().values().stream()
                .filter(each -> each.account() == account)
                .toList();
    }

    private static boolean meetsItself(List<Resting> own, boolean buys, long price) {
        return own.stream()
                .anyMatch(each -> each.buys() != buys && (buys ? each.price() <= price : each.price() >= price));
    }

    private FlowLine change(int draw) {
        var entry = core.resting().floorEntry(random.nextLong(number + 1));
        if (entry == null) {
            return FlowLine.NONE;
        }
        Resting order = entry.getValue();
        if (draw < CANCEL_BELOW) {
            return line(FlowLine.Kind.CANCEL, order, 0, 0);
        }
        if (draw < 84) {
            long price = order.buys()
                    ? order.placedAt() - random.nextInt(DEPTH_TICKS)
                    : MIDDLE_TICKS + random.nextInt(2 * DEPTH_TICKS) - DEPTH_TICKS / 2;
            return price == order.price() || meetsItself(own(order.account()), order.buys(), price)
                    ? FlowLine.NONE
                    : line(FlowLine.Kind.MOVE, order, price, 0);
        }
        return order.leaves() < 2
                ? FlowLine.NONE
                : line(FlowLine.Kind.REDUCE, order, 0, 1 + random.nextLong(order.leaves() - 1));
    }

    private static FlowLine line(FlowLine.Kind kind, Resting order, long price, long lots) {
        return new FlowLine(
                kind, order.number(), order.instrument(), order.account(), order.buys(), false, price, lots);
    }

    /** Of an order that has ended, was refused, or is another's. */
    private FlowLine late() {
        if (placed.isEmpty()) {
            return FlowLine.NONE;
        }
        FlowLine order = placed.get(Math.max(0, placed.size() - 1 - random.nextInt(REMEMBERED)));
        long account = order.account();
        if (core.resting().containsKey(order.order())) {
            account = core.floor()
                    .accountIds()
                    .get(random.nextInt(core.floor().accountIds().size()));
        }
        if (account == order.account() && core.resting().containsKey(order.order())) {
            return FlowLine.NONE;
        }
        FlowLine.Kind kind = FlowLine.Kind.values()[1 + random.nextInt(3)];
        return new FlowLine(
                kind, order.order(), order.instrument(), account, order.buys(), false, order.priceTicks() + 1, 1);
    }

    /** What is left in the books is cancelled. */
    List<FlowLine> end() {
        return core.resting().values().stream()
                .map(order -> line(FlowLine.Kind.CANCEL, order, 0, 0))
                .toList();
    }
}
