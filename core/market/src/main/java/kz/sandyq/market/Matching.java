package kz.sandyq.market;

import kz.sandyq.market.Rows.Order;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.TimeInForce;

/** An order that comes to the book: it meets what rests there, then rests itself or is cancelled. */
final class Matching {
    private final State state;
    private final Table rows;
    private final Book book;
    private final Orders orders;
    private final Settlement settlement;
    private final Restrictions restrictions;
    private final InstrumentRules rules;
    private final Calls calls;
    private int met;

    Matching(
            State state,
            Book book,
            Settlement settlement,
            Restrictions restrictions,
            InstrumentRules rules,
            Calls calls) {
        this.state = state;
        this.book = book;
        this.settlement = settlement;
        this.restrictions = restrictions;
        this.rules = rules;
        this.calls = calls;
        rows = state.orders;
        orders = new Orders(state);
    }

    /** Brings an order to its end or to its place; returns how many lots it has traded here. */
    long run(int order) {
        long before = filled(order);
        met = 0;
        CancelReason stopped = restrictions.barred(order);
        if (stopped == CancelReason.NONE) {
            stopped = match(order, orders.instrument(order), orders.isBuy(order));
        }
        long filled = filled(order) - before;
        if (rows.get(order, Order.LEAVES) == 0) {
            orders.end(order);
        } else if (stopped != CancelReason.NONE) {
            settlement.cancel(order, stopped);
        } else if (orders.isMarket(order)) {
            settlement.cancel(order, CancelReason.MARKET_REMAINDER);
        } else if (endsAtOnce(orders.timeInForce(order))) {
            settlement.cancel(order, CancelReason.IOC_REMAINDER);
        } else {
            rest(order);
        }
        return filled;
    }

    static boolean endsAtOnce(int timeInForce) {
        return timeInForce == TimeInForce.IOC.value() || timeInForce == TimeInForce.FOK.value();
    }

    /** Puts an order into its queue, and into the lists it is found by. */
    void rest(int order) {
        book.enter(order);
        if (!orders.isListed(order)) {
            orders.list(order);
        }
    }

    /** Resting orders that the last run has met. */
    int met() {
        return met;
    }

    private long filled(int order) {
        return rows.get(order, Order.QUANTITY) - rows.get(order, Order.LEAVES);
    }

    /** Trades while the book crosses. A trade that would leave the band does not happen: a call takes its place. */
    private CancelReason match(int order, int instrument, boolean buy) {
        if (!calls.isContinuous(instrument)) {
            return CancelReason.NONE;
        }
        long price = rows.get(order, Order.PRICE);
        long worst = rules.worstInBand(instrument, buy, price);
        long accountId = orders.account(order);
        int maxFills = state.scalars.getInt(Scalars.MAX_FILLS);
        for (; rows.get(order, Order.LEAVES) > 0; met++) {
            if (!book.wouldTake(instrument, buy, price)) {
                return CancelReason.NONE;
            }
            int resting = book.best(instrument, !buy);
            if (met == maxFills) {
                return CancelReason.FILL_LIMIT;
            }
            if (book.sameGroup(resting, accountId)) {
                if (!prevent(order, resting)) {
                    return CancelReason.SELF_TRADE;
                }
                continue;
            }
            CancelReason barred = restrictions.barred(resting);
            if (barred != CancelReason.NONE) {
                settlement.cancel(resting, barred);
                continue;
            }
            if (!book.crosses(buy, worst, resting)) {
                calls.interrupt(instrument);
                return CancelReason.NONE;
            }
            settlement.trade(order, resting, buy);
            if (rows.get(resting, Order.LEAVES) == 0) {
                book.leave(resting);
                orders.end(resting);
            }
        }
        return CancelReason.NONE;
    }

    /** Keeps two orders of a group apart as the arriving one says; false when what is left of it is to be cancelled. */
    private boolean prevent(int order, int resting) {
        int mode = orders.selfTradePrevention(order);
        if (mode == SelfTradePrevention.CANCEL_NEWEST.value()) {
            return false;
        }
        if (mode == SelfTradePrevention.DECREMENT.value()) {
            return decrement(order, resting);
        }
        settlement.cancel(resting, CancelReason.SELF_TRADE);
        return mode == SelfTradePrevention.CANCEL_OLDEST.value();
    }

    private boolean decrement(int order, int resting) {
        long arriving = rows.get(order, Order.LEAVES);
        long there = rows.get(resting, Order.LEAVES);
        if (there <= arriving) {
            settlement.cancel(resting, CancelReason.SELF_TRADE);
        } else {
            settlement.decrement(resting, arriving);
        }
        if (arriving <= there) {
            return false;
        }
        settlement.decrement(order, there);
        return true;
    }
}
