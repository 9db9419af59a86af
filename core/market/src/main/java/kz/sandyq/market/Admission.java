package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.OrdType;
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
    private final WholeFill wholeFill;

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
        wholeFill = new WholeFill(state, book, restrictions);
    }

    /** All checks of a new order, in the order in which they refuse. */
    int check(NewOrder order) {
        int refused = checkForm(order);
        if (refused == Command.OK) {
            refused = checkParties(order);
        }
        if (refused == Command.OK) {
            refused = checkPrice(order.tick, order.lot, order.priceTicks, order.quantityLots);
        }
        if (refused == Command.OK) {
            refused = checkTerms(order);
        }
        if (refused == Command.OK) {
            refused = checkOpen(order.instrument, order.accountId);
        }
        if (refused == Command.OK) {
            refused = rules.check(order.instrument, order.priceTicks, order.moneyMinor(), order.quantityLots);
        }
        if (refused == Command.OK) {
            refused = permissions.checkOrder(
                    order.accountId, order.instrument, order.buy, order.priceTicks, order.quantityLots);
        }
        if (refused == Command.OK) {
            refused = checkBook(order);
        }
        if (refused == Command.OK) {
            order.find(balances, issues, fees);
            refused = checkCover(order);
        }
        if (refused == Command.OK) {
            refused = checkRoom(order);
        }
        return refused == Command.OK && order.timeInForce == TimeInForce.FOK.value() && !canFill(order)
                ? RejectCode.FOK_NOT_FILLABLE.number()
                : refused;
    }

    private static int checkForm(NewOrder order) {
        int prevention = order.selfTradePrevention;
        if (order.side < 1
                || order.side > 2
                || prevention < SelfTradePrevention.CANCEL_NEWEST.value()
                || prevention > SelfTradePrevention.DECREMENT.value()
                || order.execInst != ExecInst.NONE.value()
                        && order.execInst != ExecInst.PARTICIPATE_DONT_INITIATE.value()) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int force = order.timeInForce;
        boolean known = order.ordType >= OrdType.MARKET.value()
                && order.ordType <= OrdType.STOP_LIMIT.value()
                && (force == TimeInForce.DAY.value()
                        || force == TimeInForce.GTC.value()
                        || force == TimeInForce.GTD.value()
                        || order.endsAtOnce());
        return known ? Command.OK : RejectCode.ORDER_TYPE_NOT_SUPPORTED.number();
    }

    private int checkParties(NewOrder order) {
        if (order.instrument == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        if (!accounts.exists(order.accountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        return Capacities.holdsAssets(accounts.capacityOf(order.accountId))
                        && fees.mayTake(order.accountId, order.instrument)
                ? permissions.checkParty(order.accountId)
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    int checkPrice(int instrument, long priceTicks, long quantityLots) {
        return checkPrice(
                state.instruments.get(instrument, Instrument.TICK),
                state.instruments.get(instrument, Instrument.LOT),
                priceTicks,
                quantityLots);
    }

    private static int checkPrice(long tick, long lot, long priceTicks, long quantityLots) {
        if (priceTicks < 1 || Amounts.product(priceTicks, tick) == Amounts.OVERFLOW) {
            return RejectCode.PRICE_OUT_OF_RANGE.number();
        }
        if (quantityLots < 1 || Amounts.product(quantityLots, lot) == Amounts.OVERFLOW) {
            return RejectCode.QUANTITY_OUT_OF_RANGE.number();
        }
        return Amounts.product(priceTicks * tick, quantityLots) == Amounts.OVERFLOW
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    private int checkTerms(NewOrder order) {
        if (order.contradicts()) {
            return RejectCode.ORDER_TERMS_CONTRADICT.number();
        }
        if (order.displayLots < 0 || order.displayLots > order.quantityLots) {
            return RejectCode.QUANTITY_OUT_OF_RANGE.number();
        }
        if (order.stopPriceTicks != 0 && !isPrice(order.instrument, order.stopPriceTicks)) {
            return RejectCode.PRICE_OUT_OF_RANGE.number();
        }
        return order.timeInForce == TimeInForce.GTD.value() && order.expireTimeMs <= state.logicalNowMs()
                ? RejectCode.EXPIRE_TIME_PASSED.number()
                : Command.OK;
    }

    /** Whether a stop price can be one. */
    boolean isPrice(int instrument, long ticks) {
        long tick = state.instruments.get(instrument, Instrument.TICK);
        return ticks >= 1 && Amounts.product(ticks, tick) != Amounts.OVERFLOW;
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

    private int checkBook(NewOrder order) {
        if (order.endsAtOnce() && !isContinuous(order.instrument)) {
            return RejectCode.NOT_IN_AUCTION.number();
        }
        if (order.ordType == OrdType.MARKET.value() && book.best(order.instrument, !order.buy) == Table.NONE) {
            return RejectCode.BOOK_SIDE_EMPTY.number();
        }
        if (order.isPostOnly() && wouldTake(order.instrument, order.buy, order.priceTicks)) {
            return RejectCode.POST_ONLY_WOULD_TAKE.number();
        }
        return order.isStop() && isReached(order.instrument, order.buy, order.stopPriceTicks)
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

    @LegalBasis("RUL-47.p1")
    @LegalBasis("RUL-47.p2")
    int checkCover(long accountId, int instrument, boolean buy, long needed) {
        long asset = state.instruments.get(instrument, buy ? Instrument.QUOTE : Instrument.BASE);
        int refused = balances.checkUnits(accountId, asset, needed);
        return refused != Command.OK && accounts.isMoney(asset) ? RejectCode.INSUFFICIENT_FUNDS.number() : refused;
    }

    private int checkCover(NewOrder order) {
        int balance = order.buy ? order.quoteBalance : order.baseBalance;
        long needed = order.buy ? order.moneyMinor() + fees.most(order.ratesId, order.moneyMinor()) : order.units();
        return balance != Table.NONE && needed <= state.balances.get(balance, Balance.AVAILABLE)
                ? Command.OK
                : checkCover(order.accountId, order.instrument, order.buy, needed);
    }

    private int checkRoom(NewOrder order) {
        if (state.orders.isFull()) {
            return RejectCode.LIMIT_ORDERS.number();
        }
        if (order.needsRecord() && state.sideRecords.isFull()) {
            return RejectCode.LIMIT_SPECIAL_ORDERS.number();
        }
        boolean rests = order.ordType != OrdType.MARKET.value() && !order.endsAtOnce();
        long price = order.isStop() ? order.stopPriceTicks : order.priceTicks;
        if (rests && !book.hasRoom(order.instrument, order.buy, order.isStop(), price, true)) {
            return RejectCode.LIMIT_PRICE_LEVELS.number();
        }
        if (!fees.canCount(order.ratesId, order.accountId, order.instrument)) {
            return RejectCode.LIMIT_FEE_TURNOVERS.number();
        }
        return missing(order) > state.balances.room() ? RejectCode.LIMIT_BALANCES.number() : Command.OK;
    }

    /** Rows that its account still lacks for both assets and the money of their redemption. */
    private int missing(NewOrder order) {
        return order.lacksNoRow
                ? 0
                : issues.missing(order.accountId, order.base) + issues.missing(order.accountId, order.quote);
    }

    private boolean canFill(NewOrder order) {
        long worst = rules.worstInBand(order.instrument, order.buy, order.priceTicks);
        return wholeFill.isPossible(order, worst);
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
