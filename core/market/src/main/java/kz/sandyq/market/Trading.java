package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.TradingRows.SideRecord;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.CancelReason;

/** Orders: accepted with what they may cost reserved, and cancelled by their owner. */
final class Trading {
    private final State state;
    private final Tasks tasks;
    private final Issues issues;
    private final Admission admission;
    private final Book book;
    private final Orders orders;
    private final Settlement settlement;
    private final Matching matching;
    private final Stops stops;
    private final Fees fees;
    private final NewOrder newOrder = new NewOrder();

    Trading(
            State state,
            Tasks tasks,
            Issues issues,
            Admission admission,
            Book book,
            Settlement settlement,
            Matching matching,
            Stops stops,
            Fees fees) {
        this.state = state;
        this.tasks = tasks;
        this.issues = issues;
        this.admission = admission;
        this.book = book;
        this.settlement = settlement;
        this.matching = matching;
        this.stops = stops;
        this.fees = fees;
        orders = new Orders(state);
    }

    int place(Command command) {
        NewOrder arriving = newOrder;
        arriving.read(command, state);
        int refused = admission.check(arriving);
        if (refused != Command.OK) {
            return refused;
        }
        int order = add(arriving);
        command.resultId = orders.id(order);
        settlement.reserve(order);
        settlement.changed(order, CancelReason.NONE);
        if (orders.isWaiting(order)) {
            matching.rest(order);
        } else {
            command.resultAmount = matching.run(order);
            stops.afterTrades(arriving.instrument);
        }
        return Command.OK;
    }

    private int add(NewOrder arriving) {
        int slot = orders.add(
                arriving.accountId,
                arriving.instrumentId,
                Orders.flags(
                        arriving.side,
                        arriving.timeInForce,
                        arriving.ordType,
                        arriving.selfTradePrevention,
                        arriving.isPostOnly()),
                arriving.priceTicks,
                arriving.quantityLots,
                arriving.clOrdRef);
        if (arriving.ratesId != 0) {
            orders.setRates(slot, arriving.ratesId);
            fees.prepare(arriving.ratesId, arriving.accountId, arriving.instrument);
        }
        if (arriving.needsRecord()) {
            int record = orders.addRecord(slot);
            state.sideRecords.set(record, SideRecord.DISPLAY, arriving.displayLots);
            state.sideRecords.set(record, SideRecord.STOP_PRICE, arriving.stopPriceTicks);
            state.sideRecords.set(record, SideRecord.EXPIRES, arriving.expireTimeMs);
        }
        int base = arriving.baseBalance;
        int quote = arriving.quoteBalance;
        if (!arriving.lacksNoRow) {
            base = issues.open(arriving.accountId, arriving.base);
            quote = issues.open(arriving.accountId, arriving.quote);
        }
        long pays = arriving.buy ? quote : base;
        long receives = arriving.buy ? base : quote;
        state.orders.link(slot, Order.BALANCES, pays << 32 | receives);
        return slot;
    }

    int cancel(Command command) {
        long orderId = command.getLong(CancelOrderDecoder.orderIdEncodingOffset());
        int order = state.orders.find(orderId);
        int instrument = Table.NONE;
        if (order != Table.NONE) {
            instrument = book.instrumentOf(order);
            tasks.stepOfAccount(orders.account(order));
            tasks.stepOfInstrument(instrument);
            tasks.stepOfIssue(issues.find(state.instruments.get(instrument, Instrument.BASE)));
            tasks.stepOfIssue(issues.find(state.instruments.get(instrument, Instrument.QUOTE)));
            order = state.orders.find(orderId);
        }
        int refused = checkOwn(order, orderId, command.getLong(CancelOrderDecoder.accountIdEncodingOffset()));
        if (refused != Command.OK) {
            return refused;
        }
        boolean busy = state.instruments.get(instrument, Instrument.TASK) != 0
                || issues.isBusy(state.instruments.get(instrument, Instrument.BASE))
                || issues.isBusy(state.instruments.get(instrument, Instrument.QUOTE));
        if (busy) {
            return RejectCode.TASK_RUNNING.number();
        }
        command.resultId = orderId;
        command.resultAmount = state.orders.get(order, Order.LEAVES);
        settlement.cancel(order, CancelReason.BY_OWNER);
        return Command.OK;
    }

    /** Whether an order is open and of this account. */
    int checkOwn(int order, long orderId, long accountId) {
        if (order == Table.NONE) {
            return state.orders.mayHaveEnded(orderId, state.sequence())
                    ? RejectCode.ORDER_CLOSED.number()
                    : RejectCode.UNKNOWN_ORDER.number();
        }
        return orders.account(order) == accountId ? Command.OK : RejectCode.UNKNOWN_ORDER.number();
    }
}
