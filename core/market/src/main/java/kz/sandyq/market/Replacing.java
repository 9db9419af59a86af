package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.TradingRows.SideRecord;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.ReplaceOrderDecoder;

/**
 * New price and quantity of an order. Fewer lots at the same prices keep its place in time; any other change gives it a
 * new one, and it may trade at once. A stop under activation is held by that task; once triggered it has no stop price
 * to change.
 */
final class Replacing {
    private final State state;
    private final Admission admission;
    private final Book book;
    private final Orders orders;
    private final Trading trading;
    private final Settlement settlement;
    private final Matching matching;
    private final Stops stops;
    private final InstrumentRules rules;
    private final Fees fees;
    private final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();

    Replacing(
            State state,
            Admission admission,
            Book book,
            Trading trading,
            Settlement settlement,
            Matching matching,
            Stops stops,
            InstrumentRules rules,
            Fees fees) {
        this.state = state;
        this.admission = admission;
        this.book = book;
        this.trading = trading;
        this.settlement = settlement;
        this.matching = matching;
        this.stops = stops;
        this.rules = rules;
        this.fees = fees;
        orders = new Orders(state);
    }

    int replace(Command command) {
        ReplaceOrderDecoder in = replace.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int order = state.orders.find(in.orderId());
        int refused = trading.checkOwn(order, in.orderId(), in.accountId());
        if (refused == Command.OK) {
            refused = admission.checkDisposal(in.accountId());
        }
        if (refused == Command.OK) {
            refused = admission.checkOpen(orders.instrument(order), in.accountId());
            order = state.orders.find(in.orderId());
        }
        if (refused == Command.OK && order == Table.NONE) {
            refused = RejectCode.ORDER_CLOSED.number();
        }
        if (refused == Command.OK) {
            refused = check(in, order);
        }
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = in.orderId();
        apply(command, in, order);
        return Command.OK;
    }

    private int check(ReplaceOrderDecoder in, int order) {
        int instrument = orders.instrument(order);
        boolean buy = orders.isBuy(order);
        int refused = admission.checkPrice(instrument, in.priceTicks(), in.quantityLots());
        if (refused != Command.OK) {
            return refused;
        }
        if (in.quantityLots() <= filled(order)) {
            return RejectCode.QUANTITY_BELOW_FILLED.number();
        }
        boolean lessOfTheSame = in.priceTicks() == state.orders.get(order, Order.PRICE)
                && in.quantityLots() <= state.orders.get(order, Order.QUANTITY);
        refused = lessOfTheSame ? Command.OK : rules.check(instrument, in.priceTicks(), in.quantityLots());
        if (refused == Command.OK && !lessOfTheSame) {
            refused = admission.checkUnlocked(instrument);
        }
        if (refused == Command.OK) {
            refused = checkStop(in, order, instrument, buy);
        }
        if (refused != Command.OK) {
            return refused;
        }
        if (orders.isPostOnly(order) && admission.wouldTake(instrument, buy, in.priceTicks())) {
            return RejectCode.POST_ONLY_WOULD_TAKE.number();
        }
        long leaves = in.quantityLots() - filled(order);
        long needed = buy
                ? in.priceTicks() * state.instruments.get(instrument, Instrument.TICK) * leaves
                : leaves * state.instruments.get(instrument, Instrument.LOT);
        long more = needed - settlement.paid(order);
        long received = buy
                ? leaves * state.instruments.get(instrument, Instrument.LOT)
                : in.priceTicks() * state.instruments.get(instrument, Instrument.TICK) * leaves;
        refused = admission.checkMore(in.accountId(), instrument, buy, more, received - settlement.toReceive(order));
        long moreReserved = needed + (buy ? fees.most(rates(in, order), needed) : 0) - settlement.reserved(order);
        if (refused == Command.OK && moreReserved > 0) {
            refused = admission.checkCover(in.accountId(), instrument, buy, moreReserved);
        }
        return refused == Command.OK && !keepsPlace(in, order) ? checkRoom(in, order, instrument, buy) : refused;
    }

    /** With a new place in time come the rates of the day. */
    private int rates(ReplaceOrderDecoder in, int order) {
        return keepsPlace(in, order)
                ? orders.rates(order)
                : fees.ratesOf(orders.account(order), orders.instrument(order));
    }

    private int checkRoom(ReplaceOrderDecoder in, int order, int instrument, boolean buy) {
        if (orders.record(order) == Table.NONE && state.sideRecords.isFull()) {
            return RejectCode.LIMIT_SPECIAL_ORDERS.number();
        }
        if (!fees.mayTake(orders.account(order), instrument)) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        if (!fees.canCount(rates(in, order), orders.account(order), instrument)) {
            return RejectCode.LIMIT_FEE_TURNOVERS.number();
        }
        boolean waiting = orders.isWaiting(order);
        long price = waiting ? stopPrice(in, order) : in.priceTicks();
        return book.hasRoom(instrument, buy, waiting, price, false)
                ? Command.OK
                : RejectCode.LIMIT_PRICE_LEVELS.number();
    }

    private long stopPrice(ReplaceOrderDecoder in, int order) {
        return in.stopPriceTicks() == 0 ? orders.stopPrice(order) : in.stopPriceTicks();
    }

    private boolean keepsPlace(ReplaceOrderDecoder in, int order) {
        return in.priceTicks() == state.orders.get(order, Order.PRICE)
                && stopPrice(in, order) == orders.stopPrice(order)
                && in.quantityLots() <= state.orders.get(order, Order.QUANTITY);
    }

    private int checkStop(ReplaceOrderDecoder in, int order, int instrument, boolean buy) {
        long stopPrice = in.stopPriceTicks();
        if (stopPrice == 0 || stopPrice == orders.stopPrice(order)) {
            return Command.OK;
        }
        if (orders.stopPrice(order) == 0) {
            return RejectCode.ORDER_TERMS_CONTRADICT.number();
        }
        if (!orders.isWaiting(order)) {
            return RejectCode.STOP_TRIGGERED.number();
        }
        if (!admission.isPrice(instrument, stopPrice)) {
            return RejectCode.PRICE_OUT_OF_RANGE.number();
        }
        return admission.isReached(instrument, buy, stopPrice) ? RejectCode.STOP_PRICE_REACHED.number() : Command.OK;
    }

    private long filled(int order) {
        return state.orders.get(order, Order.QUANTITY) - state.orders.get(order, Order.LEAVES);
    }

    private void apply(Command command, ReplaceOrderDecoder in, int order) {
        if (keepsPlace(in, order)) {
            settlement.reserveAnew(order, in.priceTicks(), in.quantityLots(), orders.rates(order));
            book.fitShown(order);
            settlement.changed(order, CancelReason.NONE);
            return;
        }
        long stopPrice = stopPrice(in, order);
        int rates = rates(in, order);
        fees.prepare(rates, orders.account(order), orders.instrument(order));
        book.leave(order);
        int record = orders.record(order) == Table.NONE ? orders.addRecord(order) : orders.record(order);
        state.sideRecords.set(record, SideRecord.STOP_PRICE, stopPrice);
        settlement.reserveAnew(order, in.priceTicks(), in.quantityLots(), rates);
        settlement.changed(order, CancelReason.NONE);
        if (orders.isWaiting(order)) {
            matching.rest(order);
        } else {
            int instrument = orders.instrument(order);
            command.resultAmount = matching.run(order);
            stops.afterTrades(instrument);
        }
    }
}
