package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.OrdStatus;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TimeInForce;

/** Orders: what is accepted, matched, left to rest or cancelled. Self-trade: the newest is cancelled. */
final class Trading {
    private final State state;
    private final MarketEvents marketEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Book book;
    private final Settlement settlement;
    private final Restrictions restrictions;
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();

    Trading(
            State state,
            MarketEvents marketEvents,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Book book,
            Settlement settlement,
            Restrictions restrictions) {
        this.state = state;
        this.marketEvents = marketEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.book = book;
        this.settlement = settlement;
        this.restrictions = restrictions;
    }

    int place(Command command) {
        PlaceOrderDecoder in = place.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int instrument = State.dense(state.instruments, in.instrumentId());
        int refused = checkTerms(in, instrument);
        if (refused == Command.OK) {
            refused = checkOpen(instrument);
        }
        if (refused == Command.OK) {
            refused = checkCover(in, instrument);
        }
        if (refused == Command.OK) {
            refused = checkRoom(in, instrument);
        }
        if (refused != Command.OK) {
            return refused;
        }
        boolean buy = in.sideRaw() == Book.BUY;
        int maxFills = state.scalars.getInt(Scalars.MAX_FILLS);
        if (in.timeInForceRaw() == TimeInForce.FOK.value()
                && !book.canFill(
                        instrument, buy, in.priceTicks(), in.quantityLots(), in.accountId(), maxFills, restrictions)) {
            return RejectCode.FOK_NOT_FILLABLE.number();
        }
        int order = add(in, instrument, buy);
        command.resultId = state.orders.get(order, Order.ID);
        settlement.reserve(order);
        marketEvents.orderChanged(order, in.quantityLots(), OrdStatus.NEW, CancelReason.NONE);
        CancelReason stopped = match(order, instrument, buy, maxFills);
        command.resultAmount = in.quantityLots() - state.orders.get(order, Order.LEAVES);
        end(order, in.timeInForceRaw(), stopped);
        return Command.OK;
    }

    private int checkTerms(PlaceOrderDecoder in, int instrument) {
        if (in.sideRaw() < 1 || in.sideRaw() > 2) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int force = in.timeInForceRaw();
        if (in.ordTypeRaw() != OrdType.LIMIT.value()
                || force != TimeInForce.GTC.value()
                        && force != TimeInForce.IOC.value()
                        && force != TimeInForce.FOK.value()) {
            return RejectCode.ORDER_TYPE_NOT_SUPPORTED.number();
        }
        if (instrument == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (!Capacities.holdsAssets(accounts.capacityOf(in.accountId()))) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        int refused = restrictions.checkDisposal(in.accountId());
        if (refused != Command.OK) {
            return refused;
        }
        long tick = state.instruments.get(instrument, Instrument.TICK);
        if (in.priceTicks() < 1 || Amounts.product(in.priceTicks(), tick) == Amounts.OVERFLOW) {
            return RejectCode.PRICE_OUT_OF_RANGE.number();
        }
        long lot = state.instruments.get(instrument, Instrument.LOT);
        if (in.quantityLots() < 1 || Amounts.product(in.quantityLots(), lot) == Amounts.OVERFLOW) {
            return RejectCode.QUANTITY_OUT_OF_RANGE.number();
        }
        return Amounts.product(in.priceTicks() * tick, in.quantityLots()) == Amounts.OVERFLOW
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    private int checkOpen(int instrument) {
        long base = state.instruments.get(instrument, Instrument.BASE);
        long quote = state.instruments.get(instrument, Instrument.QUOTE);
        tasks.stepOfInstrument(instrument);
        tasks.stepOfIssue(issues.find(base));
        tasks.stepOfIssue(issues.find(quote));
        if (state.instruments.get(instrument, Instrument.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        int refused = issues.checkCirculation(base);
        if (refused == Command.OK) {
            refused = issues.checkCirculation(quote);
        }
        if (refused != Command.OK) {
            return refused;
        }
        return state.instruments.get(instrument, Instrument.STATUS) == SecurityTradingStatus.READY_TO_TRADE.value()
                ? Command.OK
                : RejectCode.TRADING_CLOSED.number();
    }

    @LegalBasis("RUL-47.p1")
    @LegalBasis("RUL-47.p2")
    private int checkCover(PlaceOrderDecoder in, int instrument) {
        boolean buy = in.sideRaw() == Book.BUY;
        long asset = state.instruments.get(instrument, buy ? Instrument.QUOTE : Instrument.BASE);
        long needed = buy
                ? in.priceTicks() * state.instruments.get(instrument, Instrument.TICK) * in.quantityLots()
                : in.quantityLots() * state.instruments.get(instrument, Instrument.LOT);
        int refused = balances.checkUnits(in.accountId(), asset, needed);
        return refused != Command.OK && accounts.isMoney(asset) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
    }

    private int checkRoom(PlaceOrderDecoder in, int instrument) {
        if (state.orders.isFull()) {
            return RejectCode.LIMIT_ORDERS.number();
        }
        int missing = issues.missing(in.accountId(), state.instruments.get(instrument, Instrument.BASE))
                + issues.missing(in.accountId(), state.instruments.get(instrument, Instrument.QUOTE));
        return missing > state.balances.room() ? RejectCode.LIMIT_BALANCES.number() : Command.OK;
    }

    private int add(PlaceOrderDecoder in, int instrument, boolean buy) {
        Table orders = state.orders;
        int slot = orders.allocate(orders.nextId(state.sequence()));
        orders.set(slot, Order.ACCOUNT, in.accountId());
        orders.set(slot, Order.TERMS, in.instrumentId() << 16 | (long) in.timeInForceRaw() << 8 | in.sideRaw());
        orders.set(slot, Order.PRICE, in.priceTicks());
        orders.set(slot, Order.QUANTITY, in.quantityLots());
        orders.set(slot, Order.LEAVES, in.quantityLots());
        orders.set(slot, Order.CLIENT_REF, in.clOrdRef());
        int base = issues.open(in.accountId(), state.instruments.get(instrument, Instrument.BASE));
        int quote = issues.open(in.accountId(), state.instruments.get(instrument, Instrument.QUOTE));
        long pays = buy ? quote : base;
        long receives = buy ? base : quote;
        orders.link(slot, Order.BALANCES, pays << 32 | receives);
        return slot;
    }

    private CancelReason match(int order, int instrument, boolean buy, int maxFills) {
        Table orders = state.orders;
        long price = orders.get(order, Order.PRICE);
        long accountId = orders.get(order, Order.ACCOUNT);
        for (int fills = 0; orders.get(order, Order.LEAVES) > 0; fills++) {
            int resting = book.best(instrument, !buy);
            if (resting == Table.NONE || !book.crosses(buy, price, resting)) {
                return CancelReason.NONE;
            }
            if (book.sameWallet(resting, accountId)) {
                return CancelReason.SELF_TRADE;
            }
            if (fills == maxFills) {
                return CancelReason.FILL_LIMIT;
            }
            CancelReason barred = restrictions.barred(resting);
            if (barred != CancelReason.NONE) {
                settlement.cancel(resting, barred);
                continue;
            }
            settlement.trade(order, resting, buy);
            if (orders.get(resting, Order.LEAVES) == 0) {
                book.leave(resting);
                orders.release(resting);
            }
        }
        return CancelReason.NONE;
    }

    private void end(int order, int timeInForce, CancelReason stopped) {
        if (state.orders.get(order, Order.LEAVES) == 0) {
            state.orders.release(order);
        } else if (stopped != CancelReason.NONE) {
            settlement.cancel(order, stopped);
        } else if (timeInForce == TimeInForce.GTC.value()) {
            book.enter(order);
        } else {
            settlement.cancel(order, CancelReason.IOC_REMAINDER);
        }
    }

    int cancel(Command command) {
        CancelOrderDecoder in = cancel.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int order = state.orders.find(in.orderId());
        int instrument = Table.NONE;
        if (order != Table.NONE) {
            instrument = book.instrumentOf(order);
            tasks.stepOfInstrument(instrument);
            tasks.stepOfIssue(issues.find(state.instruments.get(instrument, Instrument.BASE)));
            tasks.stepOfIssue(issues.find(state.instruments.get(instrument, Instrument.QUOTE)));
            order = state.orders.find(in.orderId());
        }
        if (order == Table.NONE) {
            return state.orders.mayHaveEnded(in.orderId(), state.sequence())
                    ? RejectCode.ORDER_CLOSED.number()
                    : RejectCode.UNKNOWN_ORDER.number();
        }
        if (state.orders.get(order, Order.ACCOUNT) != in.accountId()) {
            return RejectCode.UNKNOWN_ORDER.number();
        }
        boolean busy = state.instruments.get(instrument, Instrument.TASK) != 0
                || issues.isBusy(state.instruments.get(instrument, Instrument.BASE))
                || issues.isBusy(state.instruments.get(instrument, Instrument.QUOTE));
        if (busy) {
            return RejectCode.TASK_RUNNING.number();
        }
        command.resultId = in.orderId();
        command.resultAmount = state.orders.get(order, Order.LEAVES);
        settlement.cancel(order, CancelReason.BY_OWNER);
        return Command.OK;
    }
}
