package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.OrdStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Fees.Rates;
import kz.sandyq.simulator.model.Fees.Role;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Orders.SideRecord;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** What an order reserves and where it stands, both legs of a trade, and what a cancelled order gives back. */
final class Trades {
    private final World world;
    private final Postings postings;

    Trades(World world, Postings postings) {
        this.world = world;
        this.postings = postings;
    }

    private Balance payer(Order order) {
        return world.existing(order.account, order.pays());
    }

    private Balance payee(Order order) {
        return world.existing(order.account, order.receives());
    }

    void reserve(Order order) {
        postings.hold(payer(order), order.reserved(), order.id);
        world.permissions.spend(payer(order), order.paid());
        holdSaid(order, order.leaves);
    }

    private void holdSaid(Order order, BigInteger leaves) {
        postings.holdChanged(
                order.id,
                order.account,
                order.pays(),
                HoldReason.ORDER,
                order.id,
                order.reserved(order.quantity),
                order.reserved(leaves));
    }

    /** How an open order stands. */
    void stands(Order order, CancelReason reason) {
        boolean untouched = order.leaves.equals(order.quantity);
        changed(order, order.leaves, untouched ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED, reason);
    }

    private static BigInteger displayed(Order order, BigInteger leaves) {
        if (order.waiting || leaves.signum() == 0 || !order.isIceberg()) {
            return order.waiting ? ZERO : leaves;
        }
        return leaves.min(order.shown().signum() == 0 ? order.display() : order.shown());
    }

    private void changed(Order order, BigInteger leaves, OrdStatus status, CancelReason reason) {
        world.say(new Message("OrderChanged")
                .with("orderId", order.id)
                .with("instrumentId", order.instrument.id)
                .with("accountId", order.account)
                .with("side", order.buy ? Side.BUY.value() : Side.SELL.value())
                .with("ordType", order.type)
                .with("timeInForce", order.force)
                .with("priceTicks", order.price.longValueExact())
                .with("quantityLots", order.quantity.longValueExact())
                .with("leavesLots", leaves.longValueExact())
                .with("cumLots", order.filled().longValueExact())
                .with("status", status.value())
                .with("cancelReason", reason.value())
                .with("clOrdRef", order.clientRef)
                .with("displayLots", order.display().longValueExact())
                .with("displayedLots", displayed(order, leaves).longValueExact())
                .with("stopPriceTicks", order.stopPrice().longValueExact())
                .with("expireTimeMs", order.expires())
                .with("execInst", order.postOnly ? ExecInst.PARTICIPATE_DONT_INITIATE.value() : ExecInst.NONE.value())
                .with("selfTradePrevention", order.prevention)
                .with("workingIndicator", !order.waiting));
    }

    /** At the resting one's price, no more than it shows; what the buyer reserved above it comes back at once. */
    void trade(Order arriving, Order resting) {
        BigInteger lots = arriving.leaves.min(resting.shown());
        Order buyer = arriving.buy ? arriving : resting;
        Role buyerRole = arriving.buy ? Role.TAKER : Role.MAKER;
        Role sellerRole = arriving.buy ? Role.MAKER : Role.TAKER;
        Deal deal = new Deal(buyer, arriving.buy ? resting : arriving, resting.price, lots, buyerRole, sellerRole);
        exchange(deal, arriving.buy);
        filled(resting, lots);
        filled(arriving, lots);
    }

    /** Two that rest, at the price of an auction; the later one counts as the one that came. */
    void cross(Order buyer, Order seller, BigInteger price, BigInteger lots) {
        exchange(new Deal(buyer, seller, price, lots, Role.AUCTION, Role.AUCTION), buyer.id > seller.id);
        filled(buyer, lots);
        filled(seller, lots);
        for (Order each : List.of(buyer, seller)) {
            if (each.leaves.signum() == 0) {
                end(each);
            }
        }
    }

    /** Two that meet: at what price, how much, and as what. */
    private record Deal(Order buyer, Order seller, BigInteger price, BigInteger lots, Role buyerRole, Role sellerRole) {
        BigInteger money() {
            return price.multiply(buyer.instrument.tick).multiply(lots);
        }
    }

    private void exchange(Deal deal, boolean buyerCame) {
        Order buyer = deal.buyer;
        Order seller = deal.seller;
        Instrument instrument = buyer.instrument;
        BigInteger money = deal.money();
        BigInteger quantity = deal.lots.multiply(instrument.lot);
        BigInteger reserved = buyer.perLot().multiply(deal.lots);
        BigInteger buyerFee = world.fees.of(buyer, deal.buyerRole, money);
        BigInteger sellerFee = world.fees.of(seller, deal.sellerRole, money);
        long id = world.scalar("TRADES") + 1;
        world.scalar("TRADES", id);
        world.say(new Message("TradeExecuted")
                .with("tradeId", id)
                .with("instrumentId", instrument.id)
                .with("buyOrderId", buyer.id)
                .with("sellOrderId", seller.id)
                .with("buyerAccountId", buyer.account)
                .with("sellerAccountId", seller.account)
                .with("aggressor", buyerCame ? Side.BUY.value() : Side.SELL.value())
                .with("priceTicks", deal.price.longValueExact())
                .with("lots", deal.lots.longValueExact())
                .with("quantity", quantity.longValueExact())
                .with("moneyMinor", money.longValueExact())
                .with("phase", instrument.phase)
                .with("buyerFeeMinor", buyerFee.longValueExact())
                .with("sellerFeeMinor", sellerFee.longValueExact()));
        postings.post(payer(buyer), EntryKind.TRADE, reserved.subtract(money), reserved.negate(), ZERO, id);
        postings.post(payee(seller), EntryKind.TRADE, money, ZERO, ZERO, id);
        postings.post(payer(seller), EntryKind.TRADE, ZERO, quantity.negate(), ZERO, id);
        postings.post(payee(buyer), EntryKind.TRADE, quantity, ZERO, ZERO, id);
        takeFees(deal, id, buyerFee, sellerFee);
        remember(instrument, deal.price);
        world.permissions.giveBack(payer(buyer), reserved.subtract(money), buyer.id);
        if (world.rule(instrument).cancelWindowMs != 0) {
            if (world.recentTrades.size() >= world.limit("ENCUMBRANCES")) {
                world.recentTrades.removeFirst();
            }
            world.recentTrades.add(new TradeCancelLines.Recent(
                    id, deal.buyer, deal.seller, quantity, money, buyerFee, sellerFee, world));
        }
    }

    /** The buyer's out of what he reserved, whose rest is free; the seller's out of what he got. */
    private void takeFees(Deal deal, long id, BigInteger buyerFee, BigInteger sellerFee) {
        Order buyer = deal.buyer;
        BigInteger reserved = buyer.fees(buyer.leaves).subtract(buyer.fees(buyer.leaves.subtract(deal.lots)));
        if (reserved.signum() != 0) {
            postings.post(payer(buyer), EntryKind.FEE, reserved.subtract(buyerFee), reserved.negate(), ZERO, id);
        }
        if (sellerFee.signum() != 0) {
            postings.post(payee(deal.seller), EntryKind.FEE, sellerFee.negate(), ZERO, ZERO, id);
        }
        BigInteger both = buyerFee.add(sellerFee);
        if (both.signum() != 0) {
            long account = Objects.requireNonNull(world.fees.schedule(buyer.instrument))
                    .account();
            postings.post(world.existing(account, buyer.instrument.quote), EntryKind.FEE, both, ZERO, ZERO, id);
        }
        world.fees.count(buyer, deal.money());
        world.fees.count(deal.seller, deal.money());
    }

    /** What stops have to answer to, while any waits. */
    private void remember(Instrument instrument, BigInteger price) {
        instrument.lastPrice = price;
        boolean waits = world.firstStop(instrument, true) != null || world.firstStop(instrument, false) != null;
        if (waits) {
            instrument.stopHigh = instrument.stopHigh.max(price);
            instrument.stopLow = instrument.stopLow.signum() == 0 ? price : instrument.stopLow.min(price);
        }
    }

    private void filled(Order order, BigInteger lots) {
        order.leaves = order.leaves.subtract(lots);
        SideRecord record = order.record;
        if (record != null && order.isIceberg() && order.queued) {
            record.shown = record.shown.subtract(lots);
            if (record.shown.signum() == 0 && order.leaves.signum() > 0) {
                record.shown = record.display.min(order.leaves);
                record.priority = world.nextPlace(0);
            }
        }
        holdSaid(order, order.leaves);
        boolean whole = order.leaves.signum() == 0;
        changed(order, order.leaves, whole ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED, CancelReason.NONE);
    }

    /** Into its queue, last at its price. */
    void rest(Order order) {
        order.queued = true;
        order.listed = true;
        SideRecord record = order.record;
        if (record == null) {
            world.nextPlace(Order.OWN_PLACE);
            return;
        }
        record.priority = world.nextPlace(0);
        if (order.isIceberg() && !order.waiting) {
            record.shown = record.display.min(order.leaves);
        }
    }

    void leave(Order order) {
        order.queued = false;
        if (order.record != null && order.isIceberg()) {
            order.record.shown = ZERO;
        }
    }

    void cancel(Order order, CancelReason reason) {
        postings.free(payer(order), order.reserved(), order.id);
        world.permissions.giveBack(payer(order), order.paid(), order.id);
        holdSaid(order, ZERO);
        changed(order, ZERO, OrdStatus.CANCELED, reason);
        end(order);
    }

    /** A task that would look at it next looks at the one behind it. */
    void end(Order order) {
        Task task = world.tasks.find(world.accountTasks.getOrDefault(order.account, 0L));
        if (task != null && order.listed && task.cursor == order.id) {
            task.cursor = nextOfAccount(order);
        }
        if (order.record != null) {
            world.sideRecords.remove(order.record);
        }
        world.orders.remove(order);
    }

    /** Id of the account's next order, 0 behind the last. */
    long nextOfAccount(Order order) {
        return world.listed(each -> each.account == order.account && each.id > order.id).stream()
                .mapToLong(each -> each.id)
                .findFirst()
                .orElse(0);
    }

    /** Takes lots off an order that would trade with its own group. */
    void decrement(Order order, BigInteger lots) {
        postings.free(payer(order), order.reserved().subtract(order.reserved(order.leaves.subtract(lots))), order.id);
        world.permissions.giveBack(payer(order), order.perLot().multiply(lots), order.id);
        order.quantity = order.quantity.subtract(lots);
        order.leaves = order.leaves.subtract(lots);
        fitShown(order);
        holdSaid(order, order.leaves);
        stands(order, CancelReason.SELF_TRADE);
    }

    void fitShown(Order order) {
        SideRecord record = order.record;
        if (record != null && order.isIceberg() && order.queued) {
            record.shown = record.shown.min(order.leaves);
        }
    }

    /** Reserves for a new price, quantity and rates, or frees what they do not need. */
    void reserveAnew(Order order, BigInteger price, BigInteger quantity, Rates rates) {
        BigInteger before = order.reserved();
        BigInteger paidBefore = order.paid();
        order.leaves = quantity.subtract(order.filled());
        order.price = price;
        order.quantity = quantity;
        order.rates = rates;
        BigInteger more = order.reserved().subtract(before);
        if (more.signum() != 0) {
            EntryKind kind = more.signum() > 0 ? EntryKind.RESERVATION : EntryKind.RELEASE;
            postings.post(payer(order), kind, more.negate(), more, ZERO, order.id);
        }
        BigInteger morePaid = order.paid().subtract(paidBefore);
        if (Numbers.positive(morePaid)) {
            world.permissions.spend(payer(order), morePaid);
        } else {
            world.permissions.giveBack(payer(order), morePaid.negate(), order.id);
        }
        holdSaid(order, order.leaves);
    }

    /** The best buyer, else the best seller, else a stop. */
    void cancelFirst(Instrument instrument, CancelReason reason) {
        Order first = null;
        for (Order each : Arrays.asList(
                world.best(instrument, true),
                world.best(instrument, false),
                world.firstStop(instrument, true),
                world.firstStop(instrument, false))) {
            first = first == null ? each : first;
        }
        cancel(Objects.requireNonNull(first), reason);
    }

    boolean hasOrders(Instrument instrument) {
        return world.listedOrders(instrument) > 0;
    }
}
