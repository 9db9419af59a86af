package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Things.Instrument;
import org.jspecify.annotations.Nullable;

/** An order that comes to the book, and the stops that its trades wake. */
final class Matching implements Tasks.Work {
    private final World world;
    private final Shared shared;
    private final Tasks tasks;
    private final Trades trades;
    private final PairRules rules;
    private final Calls calls;
    /** Resting orders that the last order met. */
    private long met;

    Matching(World world, Shared shared, Tasks tasks, Trades trades, PairRules rules, Calls calls) {
        this.world = world;
        this.shared = shared;
        this.tasks = tasks;
        this.trades = trades;
        this.rules = rules;
        this.calls = calls;
    }

    static boolean crosses(boolean buy, BigInteger price, Order resting) {
        int above = price.compareTo(resting.price);
        return buy ? above >= 0 : above <= 0;
    }

    /** In a call nothing is taken. */
    boolean wouldTake(Instrument instrument, boolean buy, BigInteger price) {
        if (Session.of(instrument) != Session.CONTINUOUS) {
            return false;
        }
        Order best = world.best(instrument, !buy);
        return best != null && crosses(buy, price, best);
    }

    private boolean sameGroup(Order left, Order right) {
        Things.Account one = world.account(left.account);
        Things.Account other = world.account(right.account);
        return one.wallet() == other.wallet()
                || one.selfTradeGroup() != 0 && one.selfTradeGroup() == other.selfTradeGroup();
    }

    /** Why an order must not trade. */
    CancelReason barred(Order order) {
        boolean expires = order.expires() != 0 && world.scalar("RULES") >= 2;
        if (expires && order.expires() <= world.logicalNow()) {
            return CancelReason.EXPIRED;
        }
        if (world.existing(order.account, order.pays()).lacks()) {
            return CancelReason.ARREST;
        }
        if (world.platform.isProhibited(Activity.TRADING.value())) {
            return CancelReason.SERVICES_PROHIBITED;
        }
        boolean still = world.isFrozen(order.account)
                || world.hasNotice(world.account(order.account).wallet());
        if (still) {
            return CancelReason.FREEZE;
        }
        return world.permissions.isCleared(order.account) ? CancelReason.NONE : CancelReason.CLEARANCE;
    }

    /** Brings an order to its end or its place; says how many lots it traded. */
    BigInteger run(Order order) {
        BigInteger before = order.filled();
        met = 0;
        CancelReason stopped = barred(order);
        if (stopped == CancelReason.NONE) {
            stopped = match(order);
        }
        BigInteger filled = order.filled().subtract(before);
        if (order.leaves.signum() == 0) {
            trades.end(order);
        } else if (stopped != CancelReason.NONE) {
            trades.cancel(order, stopped);
        } else if (order.isMarket()) {
            trades.cancel(order, CancelReason.MARKET_REMAINDER);
        } else if (order.endsAtOnce()) {
            trades.cancel(order, CancelReason.IOC_REMAINDER);
        } else {
            trades.rest(order);
        }
        return filled;
    }

    private CancelReason match(Order order) {
        if (Session.of(order.instrument) != Session.CONTINUOUS) {
            return CancelReason.NONE;
        }
        BigInteger worst = rules.worst(order.instrument, order.buy, order.price);
        for (; order.leaves.signum() > 0; met++) {
            Order resting = world.best(order.instrument, !order.buy);
            if (resting == null || !crosses(order.buy, order.price, resting)) {
                return CancelReason.NONE;
            }
            if (met == world.scalar("MAX_FILLS")) {
                return CancelReason.FILL_LIMIT;
            }
            if (sameGroup(order, resting)) {
                if (!prevent(order, resting)) {
                    return CancelReason.SELF_TRADE;
                }
            } else if (barred(resting) != CancelReason.NONE) {
                trades.cancel(resting, barred(resting));
            } else if (!crosses(order.buy, worst, resting)) {
                calls.interrupt(order.instrument);
                return CancelReason.NONE;
            } else {
                trades.trade(order, resting);
                if (resting.leaves.signum() == 0) {
                    trades.end(resting);
                }
            }
        }
        return CancelReason.NONE;
    }

    /** Keeps two orders of a group apart; false when what is left of the arriving one is to be cancelled. */
    private boolean prevent(Order order, Order resting) {
        if (order.prevention == SelfTradePrevention.CANCEL_NEWEST.value()) {
            return false;
        }
        if (order.prevention != SelfTradePrevention.DECREMENT.value()) {
            trades.cancel(resting, CancelReason.SELF_TRADE);
            return order.prevention == SelfTradePrevention.CANCEL_OLDEST.value();
        }
        BigInteger arriving = order.leaves;
        BigInteger there = resting.leaves;
        if (there.compareTo(arriving) <= 0) {
            trades.cancel(resting, CancelReason.SELF_TRADE);
        } else {
            trades.decrement(resting, arriving);
        }
        if (arriving.compareTo(there) <= 0) {
            return false;
        }
        trades.decrement(order, there);
        return true;
    }

    /** One that waits in the book of a thought: what it shows, and what it hides. */
    private record Waiting(Order order, BigInteger shown, BigInteger hidden) {}

    /** The whole of it at once, meeting no more orders than one may. */
    boolean canFill(Order order) {
        BigInteger worst = rules.worst(order.instrument, order.buy, order.price);
        boolean skipsOwn = order.prevention == SelfTradePrevention.CANCEL_OLDEST.value();
        Deque<Waiting> level = new ArrayDeque<>();
        BigInteger left = order.quantity;
        long looks = 0;
        for (Order resting : world.book(order.instrument, !order.buy)) {
            if (!level.isEmpty() && !level.getFirst().order.price.equals(resting.price)) {
                looks = drain(level, left, looks);
                left = leftAfterDrain;
                level.clear();
            }
            if (left.signum() == 0 || looks > world.scalar("MAX_FILLS")) {
                break;
            }
            if (!crosses(order.buy, worst, resting)) {
                return false;
            }
            if (++looks > world.scalar("MAX_FILLS") || sameGroup(order, resting) && !skipsOwn) {
                return false;
            }
            boolean counts = !sameGroup(order, resting) && barred(resting) == CancelReason.NONE;
            BigInteger part = counts ? resting.shown() : ZERO;
            BigInteger hidden = counts ? resting.leaves.subtract(part) : ZERO;
            left = left.subtract(part).max(ZERO);
            level.add(new Waiting(resting, part, hidden));
            if (left.signum() == 0) {
                return true;
            }
        }
        looks = drain(level, left, looks);
        return leftAfterDrain.signum() == 0 && looks <= world.scalar("MAX_FILLS");
    }

    private BigInteger leftAfterDrain = ZERO;

    /** Goes on with what icebergs of a level hide, in turns, until nothing is hidden or needed. */
    private long drain(Deque<Waiting> level, BigInteger needed, long looksBefore) {
        Deque<Waiting> hiding = new ArrayDeque<>(level);
        hiding.removeIf(each -> each.hidden.signum() == 0);
        BigInteger left = needed;
        long looks = looksBefore;
        while (!hiding.isEmpty() && left.signum() > 0 && looks <= world.scalar("MAX_FILLS")) {
            Waiting next = hiding.removeFirst();
            looks++;
            BigInteger part = next.order.display().min(next.hidden);
            left = looks > world.scalar("MAX_FILLS")
                    ? left
                    : left.subtract(part).max(ZERO);
            BigInteger hidden = next.hidden.subtract(part);
            if (hidden.signum() > 0) {
                hiding.addLast(new Waiting(next.order, part, hidden));
            }
        }
        leftAfterDrain = left;
        return looks;
    }

    /** Starts the task when trades have reached a stop. */
    void afterTrades(Instrument instrument) {
        if (instrument.stopHigh.signum() == 0 || Session.of(instrument) != Session.CONTINUOUS) {
            return;
        }
        if (due(instrument) == null) {
            forget(instrument);
            return;
        }
        Task task = tasks.start(TaskKind.STOP_ACTIVATION, instrument.id, ZERO);
        instrument.task = task.id;
        tasks.step(task);
    }

    private static void forget(Instrument instrument) {
        instrument.stopHigh = ZERO;
        instrument.stopLow = ZERO;
    }

    private @Nullable Order due(Instrument instrument) {
        Order buyer = world.firstStop(instrument, true);
        Order seller = world.firstStop(instrument, false);
        boolean buys = buyer != null && buyer.stopPrice().compareTo(instrument.stopHigh) <= 0;
        boolean sells = seller != null && seller.stopPrice().compareTo(instrument.stopLow) >= 0;
        if (buys && sells) {
            return Objects.requireNonNull(buyer).priority()
                            < Objects.requireNonNull(seller).priority()
                    ? buyer
                    : seller;
        }
        return buys ? buyer : sells ? seller : null;
    }

    private Instrument instrument(Task task) {
        return world.instruments.get((int) task.subject - 1);
    }

    @Override
    public long one(Task task) {
        Instrument instrument = instrument(task);
        Order order = Objects.requireNonNull(due(instrument));
        task.done = task.done.add(BigInteger.ONE);
        if (!shared.trades(instrument)) {
            trades.cancel(order, CancelReason.HALT);
            return 1;
        }
        trades.leave(order);
        order.waiting = false;
        trades.stands(order, CancelReason.NONE);
        run(order);
        return 1 + met;
    }

    @Override
    public boolean isDone(Task task) {
        return Session.of(instrument(task)) != Session.CONTINUOUS || due(instrument(task)) == null;
    }

    @Override
    public void finish(Task task) {
        if (due(instrument(task)) == null) {
            forget(instrument(task));
        }
        instrument(task).task = 0;
    }
}
