package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.simulator.model.Fees.Rates;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Orders.SideRecord;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Orders: accepted, replaced, cancelled by their owner. */
final class TradingLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final Trades trades;
    private final Matching matching;
    private final PairRules rules;

    TradingLines(
            World world,
            Postings postings,
            Shared shared,
            Tasks tasks,
            Trades trades,
            Matching matching,
            PairRules rules) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.trades = trades;
        this.matching = matching;
        this.rules = rules;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                placeLine(),
                replaceLine(),
                Contract.line("CancelOrder", this::cancel, ORDER_CLOSED, UNKNOWN_ORDER, TASK_RUNNING));
    }

    private Contract.Line placeLine() {
        return Contract.line(
                "PlaceOrder",
                this::place,
                FIELD_OUT_OF_RANGE,
                ORDER_TYPE_NOT_SUPPORTED,
                UNKNOWN_INSTRUMENT,
                UNKNOWN_ACCOUNT,
                CAPACITY_MISMATCH,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                PRICE_OUT_OF_RANGE,
                QUANTITY_OUT_OF_RANGE,
                AMOUNT_OVERFLOW,
                ORDER_TERMS_CONTRADICT,
                EXPIRE_TIME_PASSED,
                TASK_RUNNING,
                UNITS_FIXED,
                ISSUE_STATUS,
                ISSUE_SUSPENDED,
                TRADING_CLOSED,
                ORDER_TOO_LARGE,
                ORDER_VALUE_TOO_LARGE,
                BELOW_MINIMUM_NOTIONAL,
                PRICE_OUTSIDE_COLLAR,
                CLEARANCE_LAPSED,
                ISSUE_LOCKED_UP,
                ASSET_CLASS_NOT_PERMITTED,
                QUALIFIED_INVESTORS_ONLY,
                INVESTOR_LIMIT,
                CONCENTRATION_LIMIT,
                PURCHASE_LIMIT,
                NOT_IN_AUCTION,
                BOOK_SIDE_EMPTY,
                POST_ONLY_WOULD_TAKE,
                STOP_PRICE_REACHED,
                INSUFFICIENT_FUNDS,
                DFA_ENCUMBERED,
                INSUFFICIENT_UNITS,
                LIMIT_ORDERS,
                LIMIT_SPECIAL_ORDERS,
                LIMIT_PRICE_LEVELS,
                LIMIT_FEE_TURNOVERS,
                LIMIT_BALANCES,
                FOK_NOT_FILLABLE);
    }

    private Contract.Line replaceLine() {
        return Contract.line(
                "ReplaceOrder",
                this::replace,
                ORDER_CLOSED,
                UNKNOWN_ORDER,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                TASK_RUNNING,
                ISSUE_STATUS,
                ISSUE_SUSPENDED,
                TRADING_CLOSED,
                PRICE_OUT_OF_RANGE,
                QUANTITY_OUT_OF_RANGE,
                AMOUNT_OVERFLOW,
                QUANTITY_BELOW_FILLED,
                ORDER_TOO_LARGE,
                ORDER_VALUE_TOO_LARGE,
                BELOW_MINIMUM_NOTIONAL,
                PRICE_OUTSIDE_COLLAR,
                ISSUE_LOCKED_UP,
                CLEARANCE_LAPSED,
                ASSET_CLASS_NOT_PERMITTED,
                QUALIFIED_INVESTORS_ONLY,
                CONCENTRATION_LIMIT,
                PURCHASE_LIMIT,
                ORDER_TERMS_CONTRADICT,
                STOP_TRIGGERED,
                STOP_PRICE_REACHED,
                POST_ONLY_WOULD_TAKE,
                INSUFFICIENT_FUNDS,
                DFA_ENCUMBERED,
                INSUFFICIENT_UNITS,
                LIMIT_SPECIAL_ORDERS,
                CAPACITY_MISMATCH,
                LIMIT_FEE_TURNOVERS,
                LIMIT_PRICE_LEVELS);
    }

    private void place(Message in) {
        checkForm(in);
        Instrument instrument =
                World.found(World.dense(world.instruments, in.number("instrumentId")), UNKNOWN_INSTRUMENT);
        Account account = world.account(in.number("accountId"));
        boolean fits = Shared.holdsAssets(account) && world.fees.mayTake(account.id(), instrument);
        Refused.when(!fits, CAPACITY_MISMATCH);
        world.permissions.needParty(account.id());
        Order order = new Order(instrument, in);
        checkPrice(instrument, order.price, order.quantity);
        checkTerms(in, order);
        needOpen(order);
        rules.needAllowed(instrument, order.price, order.quantity);
        world.permissions.needOrder(order);
        checkBook(in, order);
        order.rates = world.fees.ratesOf(order.account, instrument);
        postings.need(order.account, order.pays(), order.reserved());
        Refused.when(world.orders.isFull(), LIMIT_ORDERS);
        boolean recorded =
                in.number("displayLots") != 0 || in.number("stopPriceTicks") != 0 || in.number("expireTimeMs") != 0;
        Refused.when(recorded && world.sideRecords.isFull(), LIMIT_SPECIAL_ORDERS);
        boolean rests = order.type != OrdType.MARKET.value() && !order.endsAtOnce();
        BigInteger level = order.isStop() ? big(in.number("stopPriceTicks")) : order.price;
        Refused.when(rests && !world.hasLevel(order, level, true), LIMIT_PRICE_LEVELS);
        Refused.when(!world.fees.canCount(order.rates, order.account, instrument), LIMIT_FEE_TURNOVERS);
        world.needBalances(world.missingWithMoney(order.account, instrument.base)
                + world.missingWithMoney(order.account, instrument.quote));
        Refused.when(order.force == TimeInForce.FOK.value() && !matching.canFill(order), FOK_NOT_FILLABLE);
        world.orders.add(world.sequence(), order);
        world.fees.prepare(order.rates, order.account, instrument);
        world.resultId = order.id;
        if (recorded) {
            SideRecord record = record(order);
            record.display = big(in.number("displayLots"));
            record.stopPrice = big(in.number("stopPriceTicks"));
            record.expires = in.number("expireTimeMs");
        }
        world.openWithMoney(order.account, instrument.base);
        world.openWithMoney(order.account, instrument.quote);
        trades.reserve(order);
        trades.stands(order, CancelReason.NONE);
        come(order);
    }

    private SideRecord record(Order order) {
        SideRecord record = order.record;
        if (record == null) {
            record = world.sideRecords.add(world.sequence(), new SideRecord(order.id, order.clientRef));
            order.record = record;
        }
        return record;
    }

    private void come(Order order) {
        if (order.waiting) {
            trades.rest(order);
        } else {
            world.resultAmount = matching.run(order);
            matching.afterTrades(order.instrument);
        }
    }

    private static void checkForm(Message in) {
        boolean inRange = in.number("side") >= 1
                && in.number("side") <= 2
                && in.number("selfTradePrevention") >= 1
                && in.number("selfTradePrevention") <= 4
                && (in.number("execInst") == 0 || in.number("execInst") == 6);
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        boolean known = in.number("ordType") >= 1
                && in.number("ordType") <= 4
                && List.of(0L, 1L, 3L, 4L, 6L).contains(in.number("timeInForce"));
        Refused.when(!known, ORDER_TYPE_NOT_SUPPORTED);
    }

    private static void checkPrice(Instrument instrument, BigInteger price, BigInteger lots) {
        BigInteger perLot = price.multiply(instrument.tick);
        Refused.when(!Numbers.positive(price) || Numbers.tooLarge(perLot), PRICE_OUT_OF_RANGE);
        boolean fits = Numbers.positive(lots) && !Numbers.tooLarge(lots.multiply(instrument.lot));
        Refused.when(!fits, QUANTITY_OUT_OF_RANGE);
        Refused.when(Numbers.tooLarge(perLot.multiply(lots)), AMOUNT_OVERFLOW);
    }

    private static boolean isPrice(Instrument instrument, BigInteger price) {
        return Numbers.positive(price) && !Numbers.tooLarge(price.multiply(instrument.tick));
    }

    private void checkTerms(Message in, Order order) {
        boolean market = order.type == OrdType.MARKET.value();
        boolean limited = order.type == OrdType.LIMIT.value() || order.type == OrdType.STOP_LIMIT.value();
        boolean contradicts = order.isStop() != (in.number("stopPriceTicks") != 0)
                || market && !order.endsAtOnce()
                || order.isStop() && order.endsAtOnce()
                || in.number("displayLots") != 0 && (!limited || order.endsAtOnce())
                || order.postOnly && (order.type != OrdType.LIMIT.value() || order.endsAtOnce())
                || (in.number("expireTimeMs") != 0) != (order.force == TimeInForce.GTD.value());
        Refused.when(contradicts, ORDER_TERMS_CONTRADICT);
        BigInteger display = big(in.number("displayLots"));
        Refused.when(display.signum() < 0 || Numbers.less(order.quantity, display), QUANTITY_OUT_OF_RANGE);
        BigInteger stopPrice = big(in.number("stopPriceTicks"));
        Refused.when(stopPrice.signum() != 0 && !isPrice(order.instrument, stopPrice), PRICE_OUT_OF_RANGE);
        boolean over = order.force == TimeInForce.GTD.value() && in.number("expireTimeMs") <= world.logicalNow();
        Refused.when(over, EXPIRE_TIME_PASSED);
    }

    private void stepAll(Order order) {
        tasks.stepById(world.accountTasks.getOrDefault(order.account, 0L));
        tasks.stepById(order.instrument.task);
        tasks.stepOfIssue(order.instrument.base);
        tasks.stepOfIssue(order.instrument.quote);
    }

    /** The pair trades, and nothing runs on it, its assets or the account's orders. */
    private void needOpen(Order order) {
        stepAll(order);
        boolean busy = order.instrument.task != 0 || world.accountTasks.getOrDefault(order.account, 0L) != 0;
        Refused.when(busy, TASK_RUNNING);
        shared.needCirculation(order.instrument.base, false);
        shared.needCirculation(order.instrument.quote, false);
        Refused.when(!Session.of(order.instrument).takesOrders(), TRADING_CLOSED);
    }

    private void checkBook(Message in, Order order) {
        boolean market = order.type == OrdType.MARKET.value();
        Refused.when(order.endsAtOnce() && Session.of(order.instrument).isCall(), NOT_IN_AUCTION);
        Refused.when(market && world.best(order.instrument, !order.buy) == null, BOOK_SIDE_EMPTY);
        boolean takes = matching.wouldTake(order.instrument, order.buy, order.price);
        Refused.when(order.postOnly && takes, POST_ONLY_WOULD_TAKE);
        Refused.when(order.isStop() && isReached(order, big(in.number("stopPriceTicks"))), STOP_PRICE_REACHED);
    }

    private static boolean isReached(Order order, BigInteger stopPrice) {
        Instrument pair = order.instrument;
        BigInteger highest = pair.lastPrice.max(pair.stopHigh);
        BigInteger lowest = pair.stopLow.signum() == 0 ? pair.lastPrice : pair.stopLow.min(pair.lastPrice);
        boolean beyond = order.buy ? highest.compareTo(stopPrice) >= 0 : lowest.compareTo(stopPrice) <= 0;
        return pair.lastPrice.signum() != 0 && beyond;
    }

    private Order own(long id, long accountId) {
        Order order = world.orders.find(id);
        if (order == null) {
            throw new Refused(world.orders.mayHaveEnded(id, world.sequence()) ? ORDER_CLOSED : UNKNOWN_ORDER);
        }
        Refused.when(order.account != accountId, UNKNOWN_ORDER);
        return order;
    }

    private void replace(Message in) {
        long id = in.number("orderId");
        Order before = own(id, in.number("accountId"));
        world.needDisposal(before.account);
        needOpen(before);
        Order order = own(id, in.number("accountId"));
        BigInteger price = big(in.number("priceTicks"));
        BigInteger quantity = big(in.number("quantityLots"));
        checkPrice(order.instrument, price, quantity);
        Refused.when(quantity.compareTo(order.filled()) <= 0, QUANTITY_BELOW_FILLED);
        boolean lessOfTheSame = price.equals(order.price) && quantity.compareTo(order.quantity) <= 0;
        if (!lessOfTheSame) {
            rules.needAllowed(order.instrument, price, quantity);
            world.permissions.needUnlocked(order.instrument.base);
            world.permissions.needUnlocked(order.instrument.quote);
        }
        BigInteger stopPrice = big(in.number("stopPriceTicks"));
        stopPrice = stopPrice.signum() == 0 ? order.stopPrice() : stopPrice;
        checkStop(order, stopPrice);
        boolean takes = matching.wouldTake(order.instrument, order.buy, price);
        Refused.when(order.postOnly && takes, POST_ONLY_WOULD_TAKE);
        BigInteger perLot = order.buy ? price.multiply(order.instrument.tick) : order.instrument.lot;
        BigInteger needed = perLot.multiply(quantity.subtract(order.filled()));
        BigInteger perLotBack = order.buy ? order.instrument.lot : price.multiply(order.instrument.tick);
        BigInteger back = perLotBack.multiply(quantity.subtract(order.filled()));
        world.permissions.needMore(
                order, needed.subtract(order.paid()), back.subtract(Permissions.toReceive(order, order.leaves)));
        boolean stays = price.equals(order.price)
                && stopPrice.equals(order.stopPrice())
                && quantity.compareTo(order.quantity) <= 0;
        Rates rates = stays ? order.rates : world.fees.ratesOf(order.account, order.instrument);
        BigInteger more = needed.add(order.buy ? rates.most(needed) : ZERO).subtract(order.reserved());
        if (Numbers.positive(more)) {
            postings.need(order.account, order.pays(), more);
        }
        if (!stays) {
            Refused.when(order.record == null && world.sideRecords.isFull(), LIMIT_SPECIAL_ORDERS);
            Refused.when(!world.fees.mayTake(order.account, order.instrument), CAPACITY_MISMATCH);
            Refused.when(!world.fees.canCount(rates, order.account, order.instrument), LIMIT_FEE_TURNOVERS);
            boolean room = world.hasLevel(order, order.waiting ? stopPrice : price, false);
            Refused.when(!room, LIMIT_PRICE_LEVELS);
        }
        world.resultId = id;
        if (stays) {
            trades.reserveAnew(order, price, quantity, rates);
            trades.fitShown(order);
            trades.stands(order, CancelReason.NONE);
            return;
        }
        world.fees.prepare(rates, order.account, order.instrument);
        trades.leave(order);
        record(order).stopPrice = stopPrice;
        trades.reserveAnew(order, price, quantity, rates);
        trades.stands(order, CancelReason.NONE);
        come(order);
    }

    private static void checkStop(Order order, BigInteger stopPrice) {
        if (stopPrice.equals(order.stopPrice())) {
            return;
        }
        Refused.when(order.stopPrice().equals(ZERO), ORDER_TERMS_CONTRADICT);
        Refused.when(!order.waiting, STOP_TRIGGERED);
        Refused.when(!isPrice(order.instrument, stopPrice), PRICE_OUT_OF_RANGE);
        Refused.when(isReached(order, stopPrice), STOP_PRICE_REACHED);
    }

    private void cancel(Message in) {
        long id = in.number("orderId");
        Order before = world.orders.find(id);
        if (before != null) {
            stepAll(before);
        }
        Order order = own(id, in.number("accountId"));
        boolean busy = order.instrument.task != 0
                || Shared.isTaskOf(world.issue(order.instrument.base))
                || Shared.isTaskOf(world.issue(order.instrument.quote));
        Refused.when(busy, TASK_RUNNING);
        world.resultId = id;
        world.resultAmount = order.leaves;
        trades.cancel(order, CancelReason.BY_OWNER);
    }
}
