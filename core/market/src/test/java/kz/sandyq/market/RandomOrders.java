package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.OrderTerms;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;

/** Orders of every kind made from a seed, and changes of those that were accepted. */
final class RandomOrders {
    private record Placed(long orderId, long accountId) {}

    private final Random random;
    private final List<Placed> placed = new ArrayList<>();
    private long accountNow;

    RandomOrders(Random random) {
        this.random = random;
    }

    void accepted(long orderId) {
        placed.add(new Placed(orderId, accountNow));
    }

    private Placed any() {
        return placed.isEmpty() ? new Placed(77, 3) : placed.get(Math.max(0, placed.size() - 1 - random.nextInt(12)));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Side side() {
        return one(List.of(Side.BUY, Side.SELL));
    }

    private long price() {
        return 195 + random.nextInt(10);
    }

    CommandBody plain(long instrumentId, long accountId) {
        accountNow = accountId;
        TimeInForce force = one(List.of(TimeInForce.GTC, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK));
        return TradingCommands.placeOrder(
                instrumentId, accountId, side(), OrdType.LIMIT, force, price(), 1 + random.nextInt(20), 0);
    }

    /** An order whose terms fit each other, but for one in twenty. */
    CommandBody ticket(long instrumentId, long accountId, long nowMs) {
        accountNow = accountId;
        OrdType type = one(List.of(OrdType.MARKET, OrdType.LIMIT, OrdType.LIMIT, OrdType.STOP, OrdType.STOP_LIMIT));
        boolean market = type == OrdType.MARKET;
        boolean stop = type == OrdType.STOP || type == OrdType.STOP_LIMIT;
        boolean wrong = random.nextInt(20) == 0;
        TimeInForce force = market != wrong
                ? one(List.of(TimeInForce.IOC, TimeInForce.FOK))
                : one(List.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD));
        boolean limit = type == OrdType.LIMIT && force != TimeInForce.IOC && force != TimeInForce.FOK;
        long lots = 1 + random.nextInt(30);
        return OrderCommands.placeOrder(new OrderTerms(
                instrumentId,
                accountId,
                side(),
                type,
                force,
                price(),
                lots,
                random.nextInt(100),
                limit && random.nextBoolean() ? 1 + random.nextLong(lots) : 0,
                stop ? price() : 0,
                force == TimeInForce.GTD ? nowMs - 2_000 + random.nextInt(40_000) : 0,
                limit && random.nextInt(4) == 0 ? ExecInst.PARTICIPATE_DONT_INITIATE : ExecInst.NONE,
                one(List.of(
                        SelfTradePrevention.CANCEL_NEWEST,
                        SelfTradePrevention.CANCEL_OLDEST,
                        SelfTradePrevention.CANCEL_BOTH,
                        SelfTradePrevention.DECREMENT))));
    }

    CommandBody replace() {
        Placed order = any();
        long stopPrice = random.nextInt(3) == 0 ? price() : 0;
        return OrderCommands.replaceOrder(
                order.orderId(), order.accountId(), price(), 1 + random.nextInt(20), stopPrice);
    }

    CommandBody cancel() {
        Placed order = any();
        return TradingCommands.cancelOrder(order.orderId(), order.accountId());
    }
}
