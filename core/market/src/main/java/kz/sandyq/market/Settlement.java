package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Fees.Role;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.TradingRows.RecentTrade;
import kz.sandyq.market.TradingRows.Rule;
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
    private final Orders orders;
    private final Allowances allowances;
    private final Fees fees;

    Settlement(
            State state,
            Events events,
            MarketEvents marketEvents,
            Balances balances,
            Book book,
            Allowances allowances,
            Fees fees) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.balances = balances;
        this.book = book;
        orders = new Orders(state);
        this.allowances = allowances;
        this.fees = fees;
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

    /** What an order holds reserved, fees included. */
    long reserved(int order) {
        return paid(order) + fees.reserved(order, state.orders.get(order, Order.LEAVES));
    }

    /** What an order may still pay to the other side. */
    long paid(int order) {
        return perLot(order) * state.orders.get(order, Order.LEAVES);
    }

    /** What one lot of an order is to receive. */
    private long receivesPerLot(int order) {
        int instrument = book.instrumentOf(order);
        return book.isBuy(order)
                ? state.instruments.get(instrument, Instrument.LOT)
                : state.orders.get(order, Order.PRICE) * state.instruments.get(instrument, Instrument.TICK);
    }

    /** What an order is still to receive. */
    long toReceive(int order) {
        return receivesPerLot(order) * state.orders.get(order, Order.LEAVES);
    }

    void reserve(int order) {
        long amount = reserved(order);
        int balance = pays(order);
        balances.explainHeld(balance, amount);
        balances.post(balance, EntryKind.RESERVATION, -amount, amount, 0, state.orders.get(order, Order.ID));
        allowances.spend(balance, paid(order));
        allowances.move(receives(order), toReceive(order));
        hold(order, state.orders.get(order, Order.LEAVES));
    }

    private void hold(int order, long leavesLots) {
        if (events.isSilent()) {
            return;
        }
        long key = state.balances.get(pays(order), Balance.KEY);
        long id = state.orders.get(order, Order.ID);
        long perLot = perLot(order);
        long quantity = state.orders.get(order, Order.QUANTITY);
        long opened = perLot * quantity + fees.reserved(order, quantity);
        long left = perLot * leavesLots + fees.reserved(order, leavesLots);
        events.hold(id, key >>> 32, key & 0xFFFF_FFFFL, HoldReason.ORDER, id, opened, left);
    }

    /** Reserves for a new price, quantity and rates, or frees what they do not need. Cover was checked before. */
    void reserveAnew(int order, long price, long quantity, int ratesId) {
        long before = reserved(order);
        long paidBefore = paid(order);
        long receivedBefore = toReceive(order);
        long filled = state.orders.get(order, Order.QUANTITY) - state.orders.get(order, Order.LEAVES);
        state.orders.set(order, Order.PRICE, price);
        state.orders.set(order, Order.QUANTITY, quantity);
        state.orders.set(order, Order.LEAVES, quantity - filled);
        if (ratesId != orders.rates(order)) {
            orders.setRates(order, ratesId);
        }
        long more = reserved(order) - before;
        if (more != 0) {
            EntryKind kind = more > 0 ? EntryKind.RESERVATION : EntryKind.RELEASE;
            balances.explainHeld(pays(order), more);
            balances.post(pays(order), kind, -more, more, 0, orders.id(order));
        }
        long morePaid = paid(order) - paidBefore;
        if (morePaid > 0) {
            allowances.spend(pays(order), morePaid);
        } else {
            allowances.giveBack(pays(order), -morePaid, orders.id(order));
        }
        allowances.move(receives(order), toReceive(order) - receivedBefore);
        hold(order, quantity - filled);
    }

    /** Trades an arriving order with a resting one, at the resting one's price; a better price comes back at once. */
    void trade(int arriving, int resting, boolean arrivingBuys) {
        long lots = Math.min(state.orders.get(arriving, Order.LEAVES), orders.shown(resting));
        long price = state.orders.get(resting, Order.PRICE);
        if (arrivingBuys) {
            trade(arriving, resting, Side.BUY, price, lots, Role.TAKER, Role.MAKER);
        } else {
            trade(resting, arriving, Side.SELL, price, lots, Role.MAKER, Role.TAKER);
        }
        filled(resting, lots);
        filled(arriving, lots);
    }

    /** Trades two resting orders at the price of an auction. The later of the two counts as the aggressor. */
    void cross(int buyer, int seller, long price, long lots) {
        Side aggressor = orders.id(buyer) > orders.id(seller) ? Side.BUY : Side.SELL;
        trade(buyer, seller, aggressor, price, lots, Role.AUCTION, Role.AUCTION);
        filled(buyer, lots);
        filled(seller, lots);
    }

    private void trade(int buyer, int seller, Side aggressor, long price, long lots, Role buyerRole, Role sellerRole) {
        int instrument = book.instrumentOf(buyer);
        long money = price * state.instruments.get(instrument, Instrument.TICK) * lots;
        long quantity = lots * state.instruments.get(instrument, Instrument.LOT);
        long reserved = perLot(buyer) * lots;
        long tradeId = state.scalars.increment(Scalars.TRADES);
        long buyerFee = fees.of(buyer, buyerRole, money);
        long sellerFee = fees.of(seller, sellerRole, money);
        marketEvents.tradeExecuted(
                tradeId, buyer, seller, aggressor, price, lots, quantity, money, buyerFee, sellerFee);
        balances.explainHeld(pays(buyer), -reserved);
        balances.post(pays(buyer), EntryKind.TRADE, reserved - money, -reserved, 0, tradeId);
        balances.post(receives(seller), EntryKind.TRADE, money, 0, 0, tradeId);
        balances.explainHeld(pays(seller), -quantity);
        balances.post(pays(seller), EntryKind.TRADE, 0, -quantity, 0, tradeId);
        balances.post(receives(buyer), EntryKind.TRADE, quantity, 0, 0, tradeId);
        if ((orders.rates(buyer) | orders.rates(seller)) != 0) {
            takeFees(tradeId, buyer, seller, lots, money, buyerFee, sellerFee);
        }
        book.traded(instrument, price);
        allowances.giveBack(pays(buyer), reserved - money, orders.id(buyer));
        allowances.move(receives(buyer), -quantity);
        allowances.move(receives(seller), -receivesPerLot(seller) * lots);
        if (state.rules.get(instrument, Rule.CANCEL_WINDOW_MS) != 0) {
            remember(tradeId, buyer, seller, quantity, money, buyerFee, sellerFee);
        }
    }

    /** The buyer's comes out of what he reserved, the rest of that is free; the seller's out of what he got. */
    private void takeFees(long tradeId, int buyer, int seller, long lots, long money, long buyerFee, long sellerFee) {
        long leaves = state.orders.get(buyer, Order.LEAVES);
        long reserved = fees.reserved(buyer, leaves) - fees.reserved(buyer, leaves - lots);
        if (reserved != 0) {
            balances.explainHeld(pays(buyer), -reserved);
            balances.post(pays(buyer), EntryKind.FEE, reserved - buyerFee, -reserved, 0, tradeId);
        }
        if (sellerFee != 0) {
            balances.post(receives(seller), EntryKind.FEE, -sellerFee, 0, 0, tradeId);
        }
        if (buyerFee + sellerFee != 0) {
            int instrument = orders.instrument(buyer);
            long asset = state.instruments.get(instrument, Instrument.QUOTE);
            int takes = balances.find(fees.feeAccount(instrument), asset);
            balances.post(takes, EntryKind.FEE, buyerFee + sellerFee, 0, 0, tradeId);
        }
        fees.count(buyer, money);
        fees.count(seller, money);
    }

    /** Keeps what it takes to undo a trade; the oldest one makes room. */
    private void remember(
            long tradeId, int buyer, int seller, long quantity, long money, long buyerFee, long sellerFee) {
        Table trades = state.recentTrades;
        int slot;
        if (trades.isFull()) {
            slot = state.recentTradeAges.top();
            state.recentTradeAges.remove(slot);
            state.recentTradeIds.remove(slot);
            trades.set(slot, RecentTrade.ID, tradeId);
            trades.set(slot, RecentTrade.CANCELLED, 0);
        } else {
            slot = trades.allocate(tradeId);
        }
        trades.set(slot, RecentTrade.INSTRUMENT, orders.instrumentId(buyer));
        trades.set(slot, RecentTrade.BUYER, orders.account(buyer));
        trades.set(slot, RecentTrade.SELLER, orders.account(seller));
        trades.set(slot, RecentTrade.QUANTITY, quantity);
        trades.set(slot, RecentTrade.MONEY, money);
        trades.set(slot, RecentTrade.EXECUTED, state.logicalNowMs());
        int counted = (orders.rates(buyer) == 0 ? 0 : 1) | (orders.rates(seller) == 0 ? 0 : 2);
        trades.set(slot, RecentTrade.BUYER_FEE, buyerFee);
        trades.set(slot, RecentTrade.SELLER_FEE, sellerFee);
        trades.set(
                slot,
                RecentTrade.FEE_ACCOUNT,
                buyerFee + sellerFee == 0 ? 0 : fees.feeAccount(orders.instrument(buyer)));
        trades.set(slot, RecentTrade.COUNTED, counted == 0 ? 0 : state.sequence() << 2 | counted);
        state.recentTradeIds.insert(slot);
        state.recentTradeAges.insert(slot);
    }

    private void filled(int order, long lots) {
        book.take(order, lots);
        long leaves = state.orders.get(order, Order.LEAVES);
        hold(order, leaves);
        marketEvents.orderChanged(
                order, leaves, leaves == 0 ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED, CancelReason.NONE);
    }

    /** Cancels what is left and frees what it reserved. */
    void cancel(int order, CancelReason reason) {
        long amount = reserved(order);
        int balance = pays(order);
        balances.explainHeld(balance, -amount);
        balances.post(balance, EntryKind.RELEASE, amount, -amount, 0, state.orders.get(order, Order.ID));
        allowances.giveBack(balance, paid(order), state.orders.get(order, Order.ID));
        allowances.move(receives(order), -toReceive(order));
        hold(order, 0);
        marketEvents.orderChanged(order, 0, OrdStatus.CANCELED, reason);
        if (book.isQueued(order)) {
            book.leave(order);
        }
        orders.end(order);
    }

    /** Takes lots off an order of a group that would trade with itself, and frees what they reserved. */
    void decrement(int order, long lots) {
        long leavesBefore = state.orders.get(order, Order.LEAVES);
        long paid = perLot(order) * lots;
        long amount = paid + fees.reserved(order, leavesBefore) - fees.reserved(order, leavesBefore - lots);
        balances.explainHeld(pays(order), -amount);
        balances.post(pays(order), EntryKind.RELEASE, amount, -amount, 0, orders.id(order));
        allowances.giveBack(pays(order), paid, orders.id(order));
        allowances.move(receives(order), -receivesPerLot(order) * lots);
        book.shrink(order, lots);
        long leaves = state.orders.get(order, Order.LEAVES);
        hold(order, leaves);
        changed(order, CancelReason.SELF_TRADE);
    }

    /** Says how an open order stands. */
    void changed(int order, CancelReason reason) {
        long leaves = state.orders.get(order, Order.LEAVES);
        boolean untouched = leaves == state.orders.get(order, Order.QUANTITY);
        marketEvents.orderChanged(order, leaves, untouched ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED, reason);
    }

    /** Cancels the best order of a pair: buyers, sellers, then stops. */
    void cancelFirst(int instrument, CancelReason reason) {
        int order = book.best(instrument, true);
        if (order == Table.NONE) {
            order = book.best(instrument, false);
        }
        if (order == Table.NONE) {
            order = book.firstStop(instrument, true);
        }
        cancel(order == Table.NONE ? book.firstStop(instrument, false) : order, reason);
    }
}
