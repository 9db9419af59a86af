package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.OrdStatus;
import kz.sandyq.protocol.sbe.Side;

/** What an order reserves, and both legs of a trade in one step. An order is its own hold: same id, same end. */
@LegalBasis("RUL-47.p1")
@LegalBasis("RUL-47.p2")
final class Settlement {
    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Balances balances;
    private final Book book;

    Settlement(State state, Events events, MarketEvents marketEvents, Balances balances, Book book) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.balances = balances;
        this.book = book;
    }

    private int pays(int order) {
        return (int) (state.orders.get(order, Order.BALANCES) >>> 32);
    }

    private int receives(int order) {
        return (int) state.orders.get(order, Order.BALANCES);
    }

    /** What one lot of an order reserves. */
    private long perLot(int order) {
        int instrument = book.instrumentOf(order);
        return book.isBuy(order)
                ? state.orders.get(order, Order.PRICE) * state.instruments.get(instrument, Instrument.TICK)
                : state.instruments.get(instrument, Instrument.LOT);
    }

    void reserve(int order) {
        long amount = perLot(order) * state.orders.get(order, Order.QUANTITY);
        int balance = pays(order);
        balances.explainHeld(balance, amount);
        balances.post(balance, EntryKind.RESERVATION, -amount, amount, 0, state.orders.get(order, Order.ID));
        hold(order, state.orders.get(order, Order.LEAVES));
    }

    private void hold(int order, long leavesLots) {
        if (events.isSilent()) {
            return;
        }
        long key = state.balances.get(pays(order), Balance.KEY);
        long id = state.orders.get(order, Order.ID);
        long perLot = perLot(order);
        long opened = perLot * state.orders.get(order, Order.QUANTITY);
        events.hold(id, key >>> 32, key & 0xFFFF_FFFFL, HoldReason.ORDER, id, opened, perLot * leavesLots);
    }

    /** Trades an arriving order with a resting one, at the resting one's price; a better price comes back at once. */
    void trade(int arriving, int resting, boolean arrivingBuys) {
        Table orders = state.orders;
        int instrument = book.instrumentOf(resting);
        long lots = Math.min(orders.get(arriving, Order.LEAVES), orders.get(resting, Order.LEAVES));
        long price = orders.get(resting, Order.PRICE);
        long money = price * state.instruments.get(instrument, Instrument.TICK) * lots;
        long quantity = lots * state.instruments.get(instrument, Instrument.LOT);
        int buyer = arrivingBuys ? arriving : resting;
        int seller = arrivingBuys ? resting : arriving;
        long reserved = perLot(buyer) * lots;
        long tradeId = state.scalars.increment(Scalars.TRADES);
        marketEvents.tradeExecuted(
                tradeId, buyer, seller, arrivingBuys ? Side.BUY : Side.SELL, price, lots, quantity, money);
        balances.explainHeld(pays(buyer), -reserved);
        balances.post(pays(buyer), EntryKind.TRADE, reserved - money, -reserved, 0, tradeId);
        balances.post(receives(seller), EntryKind.TRADE, money, 0, 0, tradeId);
        balances.explainHeld(pays(seller), -quantity);
        balances.post(pays(seller), EntryKind.TRADE, 0, -quantity, 0, tradeId);
        balances.post(receives(buyer), EntryKind.TRADE, quantity, 0, 0, tradeId);
        filled(resting, lots);
        filled(arriving, lots);
    }

    private void filled(int order, long lots) {
        state.orders.add(order, Order.LEAVES, -lots);
        long leaves = state.orders.get(order, Order.LEAVES);
        hold(order, leaves);
        marketEvents.orderChanged(
                order, leaves, leaves == 0 ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED, CancelReason.NONE);
    }

    /** Cancels what is left and frees what it reserved. */
    void cancel(int order, CancelReason reason) {
        long amount = perLot(order) * state.orders.get(order, Order.LEAVES);
        int balance = pays(order);
        balances.explainHeld(balance, -amount);
        balances.post(balance, EntryKind.RELEASE, amount, -amount, 0, state.orders.get(order, Order.ID));
        hold(order, 0);
        marketEvents.orderChanged(order, 0, OrdStatus.CANCELED, reason);
        if (book.isResting(order)) {
            book.leave(order);
        }
        state.orders.release(order);
    }

    /** Cancels the best order of a pair, buyers first. */
    void cancelFirst(int instrument, CancelReason reason) {
        int order = book.best(instrument, true);
        cancel(order == Table.NONE ? book.best(instrument, false) : order, reason);
    }
}
