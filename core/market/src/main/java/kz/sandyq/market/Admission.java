package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.TimeInForce;

/** What an order must satisfy before anything is written. */
final class Admission {
    private final State state;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Book book;
    private final Restrictions restrictions;
    private final InstrumentRules rules;
    private final Permissions permissions;
    private final Fees fees;

    Admission(
            State state,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Book book,
            Restrictions restrictions,
            InstrumentRules rules,
            Permissions permissions,
            Fees fees) {
        this.state = state;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.book = book;
        this.restrictions = restrictions;
        this.rules = rules;
        this.permissions = permissions;
        this.fees = fees;
    }

    /** All checks of a new order, in the order in which they refuse. */
    int check(PlaceOrderDecoder in, int instrument) {
        int refused = checkForm(in);
        if (refused == Command.OK) {
            refused = checkParties(in, instrument);
        }
        if (refused == Command.OK) {
            refused = checkPrice(instrument, in.priceTicks(), in.quantityLots());
        }
        if (refused == Command.OK) {
            refused = checkTerms(in, instrument);
        }
        if (refused == Command.OK) {
            refused = checkOpen(instrument, in.accountId());
        }
        if (refused == Command.OK) {
            refused = rules.check(instrument, in.priceTicks(), in.quantityLots());
        }
        if (refused == Command.OK) {
            refused = permissions.checkOrder(
                    in.accountId(), instrument, in.sideRaw() == Book.BUY, in.priceTicks(), in.quantityLots());
        }
        if (refused == Command.OK) {
            refused = checkBook(in, instrument);
        }
        if (refused == Command.OK) {
            refused = checkCover(in.accountId(), instrument, in.sideRaw() == Book.BUY, reserved(in, instrument));
        }
        if (refused == Command.OK) {
            refused = checkRoom(in, instrument);
        }
        return refused == Command.OK && in.timeInForceRaw() == TimeInForce.FOK.value() && !canFill(in, instrument)
                ? RejectCode.FOK_NOT_FILLABLE.number()
                : refused;
    }

    private static int checkForm(PlaceOrderDecoder in) {
        int prevention = in.selfTradePreventionRaw();
        int instruction = in.execInstRaw();
        if (in.sideRaw() < 1
                || in.sideRaw() > 2
                || prevention < SelfTradePrevention.CANCEL_NEWEST.value()
                || prevention > SelfTradePrevention.DECREMENT.value()
                || instruction != ExecInst.NONE.value() && instruction != ExecInst.PARTICIPATE_DONT_INITIATE.value()) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int force = in.timeInForceRaw();
        boolean known = in.ordTypeRaw() >= OrdType.MARKET.value()
                && in.ordTypeRaw() <= OrdType.STOP_LIMIT.value()
                && (force == TimeInForce.DAY.value()
                        || force == TimeInForce.GTC.value()
                        || force == TimeInForce.GTD.value()
                        || Matching.endsAtOnce(force));
        return known ? Command.OK : RejectCode.ORDER_TYPE_NOT_SUPPORTED.number();
    }

    private int checkParties(PlaceOrderDecoder in, int instrument) {
        if (instrument == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        return Capacities.holdsAssets(accounts.capacityOf(in.accountId())) && fees.mayTake(in.accountId(), instrument)
                ? permissions.checkParty(in.accountId())
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    int checkPrice(int instrument, long priceTicks, long quantityLots) {
        long tick = state.instruments.get(instrument, Instrument.TICK);
        if (priceTicks < 1 || Amounts.product(priceTicks, tick) == Amounts.OVERFLOW) {
            return RejectCode.PRICE_OUT_OF_RANGE.number();
        }
        long lot = state.instruments.get(instrument, Instrument.LOT);
        if (quantityLots < 1 || Amounts.product(quantityLots, lot) == Amounts.OVERFLOW) {
            return RejectCode.QUANTITY_OUT_OF_RANGE.number();
        }
        return Amounts.product(priceTicks * tick, quantityLots) == Amounts.OVERFLOW
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    private int checkTerms(PlaceOrderDecoder in, int instrument) {
        if (contradicts(in)) {
            return RejectCode.ORDER_TERMS_CONTRADICT.number();
        }
        if (in.displayLots() < 0 || in.displayLots() > in.quantityLots()) {
            return RejectCode.QUANTITY_OUT_OF_RANGE.number();
        }
        if (in.stopPriceTicks() != 0 && !isPrice(instrument, in.stopPriceTicks())) {
            return RejectCode.PRICE_OUT_OF_RANGE.number();
        }
        return in.timeInForceRaw() == TimeInForce.GTD.value() && in.expireTimeMs() <= state.logicalNowMs()
                ? RejectCode.EXPIRE_TIME_PASSED.number()
                : Command.OK;
    }

    /** Whether a stop price can be one. */
    boolean isPrice(int instrument, long ticks) {
        long tick = state.instruments.get(instrument, Instrument.TICK);
        return ticks >= 1 && Amounts.product(ticks, tick) != Amounts.OVERFLOW;
    }

    private static boolean contradicts(PlaceOrderDecoder in) {
        int type = in.ordTypeRaw();
        boolean market = type == OrdType.MARKET.value();
        boolean stop = isStop(in);
        boolean atOnce = Matching.endsAtOnce(in.timeInForceRaw());
        boolean shows = !market && type != OrdType.STOP.value() && !atOnce;
        boolean postOnly = in.execInstRaw() != ExecInst.NONE.value();
        return stop != (in.stopPriceTicks() != 0)
                || market && !atOnce
                || stop && atOnce
                || in.displayLots() != 0 && !shows
                || postOnly && (type != OrdType.LIMIT.value() || atOnce)
                || (in.expireTimeMs() != 0) != (in.timeInForceRaw() == TimeInForce.GTD.value());
    }

    private static boolean isStop(PlaceOrderDecoder in) {
        return in.ordTypeRaw() == OrdType.STOP.value() || in.ordTypeRaw() == OrdType.STOP_LIMIT.value();
    }

    /** Whether the pair trades and nothing runs on it, its assets or the account's orders. */
    int checkOpen(int instrument, long accountId) {
        long base = state.instruments.get(instrument, Instrument.BASE);
        long quote = state.instruments.get(instrument, Instrument.QUOTE);
        tasks.stepOfAccount(accountId);
        tasks.stepOfInstrument(instrument);
        tasks.stepOfIssue(issues.find(base));
        tasks.stepOfIssue(issues.find(quote));
        if (state.instruments.get(instrument, Instrument.TASK) != 0 || accounts.isCancelling(accountId)) {
            return RejectCode.TASK_RUNNING.number();
        }
        int refused = issues.checkCirculation(base);
        if (refused == Command.OK) {
            refused = issues.checkCirculation(quote);
        }
        if (refused != Command.OK) {
            return refused;
        }
        return isContinuous(instrument) || TradingState.of(state.instruments, instrument).takesOrders
                ? Command.OK
                : RejectCode.TRADING_CLOSED.number();
    }

    private boolean isContinuous(int instrument) {
        return state.instruments.get(instrument, Instrument.STATUS) == TradingState.CONTINUOUS.status;
    }

    /** Whether an order of this price would trade at once although it may only rest. In a call nothing does. */
    boolean wouldTake(int instrument, boolean buy, long priceTicks) {
        return isContinuous(instrument) && book.wouldTake(instrument, buy, priceTicks);
    }

    private int checkBook(PlaceOrderDecoder in, int instrument) {
        boolean buy = in.sideRaw() == Book.BUY;
        if (Matching.endsAtOnce(in.timeInForceRaw()) && !isContinuous(instrument)) {
            return RejectCode.NOT_IN_AUCTION.number();
        }
        if (in.ordTypeRaw() == OrdType.MARKET.value() && book.best(instrument, !buy) == Table.NONE) {
            return RejectCode.BOOK_SIDE_EMPTY.number();
        }
        if (in.execInstRaw() != ExecInst.NONE.value() && wouldTake(instrument, buy, in.priceTicks())) {
            return RejectCode.POST_ONLY_WOULD_TAKE.number();
        }
        return isStop(in) && isReached(instrument, buy, in.stopPriceTicks())
                ? RejectCode.STOP_PRICE_REACHED.number()
                : Command.OK;
    }

    /**
     * A buyer's stop waits above the last trade, a seller's below it, and beyond every trade that stops have yet to
     * answer to.
     */
    boolean isReached(int instrument, boolean buy, long stopPriceTicks) {
        long last = state.instruments.get(instrument, Instrument.LAST_PRICE);
        long high = Math.max(last, state.instruments.get(instrument, Instrument.STOP_HIGH));
        long low = state.instruments.get(instrument, Instrument.STOP_LOW);
        return last != 0 && (buy ? high >= stopPriceTicks : (low == 0 ? last : low) <= stopPriceTicks);
    }

    private long reserved(PlaceOrderDecoder in, int instrument) {
        if (in.sideRaw() != Book.BUY) {
            return in.quantityLots() * state.instruments.get(instrument, Instrument.LOT);
        }
        long money = in.priceTicks() * state.instruments.get(instrument, Instrument.TICK) * in.quantityLots();
        return money + fees.most(fees.ratesOf(in.accountId(), instrument), money);
    }

    @LegalBasis("RUL-47.p1")
    @LegalBasis("RUL-47.p2")
    int checkCover(long accountId, int instrument, boolean buy, long needed) {
        long asset = state.instruments.get(instrument, buy ? Instrument.QUOTE : Instrument.BASE);
        int refused = balances.checkUnits(accountId, asset, needed);
        return refused != Command.OK && accounts.isMoney(asset) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
    }

    /** Whether an order has more to remember than its row has room for. */
    static boolean needsRecord(PlaceOrderDecoder in) {
        return in.displayLots() != 0 || in.stopPriceTicks() != 0 || in.expireTimeMs() != 0;
    }

    private int checkRoom(PlaceOrderDecoder in, int instrument) {
        if (state.orders.isFull()) {
            return RejectCode.LIMIT_ORDERS.number();
        }
        if (needsRecord(in) && state.sideRecords.isFull()) {
            return RejectCode.LIMIT_SPECIAL_ORDERS.number();
        }
        boolean rests = in.ordTypeRaw() != OrdType.MARKET.value() && !Matching.endsAtOnce(in.timeInForceRaw());
        long price = isStop(in) ? in.stopPriceTicks() : in.priceTicks();
        if (rests && !book.hasRoom(instrument, in.sideRaw() == Book.BUY, isStop(in), price, true)) {
            return RejectCode.LIMIT_PRICE_LEVELS.number();
        }
        if (!fees.canCount(fees.ratesOf(in.accountId(), instrument), in.accountId(), instrument)) {
            return RejectCode.LIMIT_FEE_TURNOVERS.number();
        }
        int missing = issues.missing(in.accountId(), state.instruments.get(instrument, Instrument.BASE))
                + issues.missing(in.accountId(), state.instruments.get(instrument, Instrument.QUOTE));
        return missing > state.balances.room() ? RejectCode.LIMIT_BALANCES.number() : Command.OK;
    }

    private boolean canFill(PlaceOrderDecoder in, int instrument) {
        return book.canFill(
                instrument,
                in.sideRaw() == Book.BUY,
                rules.worstInBand(instrument, in.sideRaw() == Book.BUY, in.priceTicks()),
                in.quantityLots(),
                in.accountId(),
                in.selfTradePreventionRaw(),
                state.scalars.getInt(Scalars.MAX_FILLS),
                restrictions);
    }

    int checkDisposal(long accountId) {
        return restrictions.checkDisposal(accountId);
    }

    int checkUnlocked(int instrument) {
        return permissions.checkUnlocked(instrument);
    }

    /** Whether an order may come to pay and to receive so much more. */
    int checkMore(long accountId, int instrument, boolean buy, long moreToPay, long moreToReceive) {
        return permissions.checkMore(accountId, instrument, buy, moreToPay, moreToReceive);
    }
}
