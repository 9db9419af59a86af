package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Trades that are remembered for a while, and undone. */
final class TradeCancelLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Tasks tasks;

    TradeCancelLines(World world, Postings postings, Tasks tasks) {
        this.world = world;
        this.postings = postings;
        this.tasks = tasks;
    }

    /** What it takes to undo a trade. */
    static final class Recent {
        final long id;
        final Instrument instrument;
        final long buyer;
        final long seller;
        final BigInteger quantity;
        final BigInteger money;
        final BigInteger buyerFee;
        final BigInteger sellerFee;
        /** Who has got the fees, 0 when there were none. */
        final long feeAccount;

        final boolean buyerCounts;
        final boolean sellerCounts;
        final long sequence;
        final long executed;
        boolean cancelled;

        Recent(
                long id,
                Order buyer,
                Order seller,
                BigInteger quantity,
                BigInteger money,
                BigInteger buyerFee,
                BigInteger sellerFee,
                World world) {
            this.id = id;
            instrument = buyer.instrument;
            this.buyer = buyer.account;
            this.seller = seller.account;
            this.quantity = quantity;
            this.money = money;
            this.buyerFee = buyerFee;
            this.sellerFee = sellerFee;
            Fees.Schedule schedule = world.fees.schedule(instrument);
            feeAccount = schedule == null || fees().signum() == 0 ? 0 : schedule.account();
            buyerCounts = buyer.rates.id() != 0;
            sellerCounts = seller.rates.id() != 0;
            sequence = world.sequence();
            executed = world.logicalNow();
        }

        private BigInteger fees() {
            return buyerFee.add(sellerFee);
        }

        Row row() {
            long counted = (buyerCounts ? 1 : 0) + (sellerCounts ? 2 : 0);
            return new Row("RecentTrade")
                    .with("ID", id)
                    .with("INSTRUMENT", instrument.id)
                    .with("BUYER", buyer)
                    .with("SELLER", seller)
                    .with("QUANTITY", quantity)
                    .with("MONEY", money)
                    .with("EXECUTED", executed)
                    .with("CANCELLED", cancelled)
                    .with("BUYER_FEE", buyerFee)
                    .with("SELLER_FEE", sellerFee)
                    .with("FEE_ACCOUNT", feeAccount)
                    .with("COUNTED", counted == 0 ? 0 : sequence << 2 | counted);
        }
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "CancelTrade",
                this::cancel,
                UNKNOWN_TRADE,
                SECOND_PERSON_REQUIRED,
                TRADE_WINDOW_CLOSED,
                TRADE_ALREADY_CANCELLED,
                UNITS_FIXED,
                TASK_RUNNING,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                GOODS_MOVED,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private @Nullable Recent find(long id) {
        return world.recentTrades.stream()
                .filter(each -> each.id == id)
                .findFirst()
                .orElse(null);
    }

    private void cancel(Message in) {
        long id = in.number("tradeId");
        Refused.when(id < 1 || id > world.scalar("TRADES"), UNKNOWN_TRADE);
        world.needTwoPersons();
        Recent before = find(id);
        if (before != null) {
            tasks.stepById(before.instrument.task);
            tasks.stepOfIssue(before.instrument.base);
            tasks.stepOfIssue(before.instrument.quote);
        }
        Recent trade = World.found(find(id), TRADE_WINDOW_CLOSED);
        Instrument pair = trade.instrument;
        Refused.when(trade.cancelled, TRADE_ALREADY_CANCELLED);
        long window = world.rule(pair).cancelWindowMs;
        Refused.when(world.logicalNow() - trade.executed > window, TRADE_WINDOW_CLOSED);
        Refused.when(isFixed(pair.base) || isFixed(pair.quote), UNITS_FIXED);
        boolean busy =
                pair.task != 0 || Shared.isTaskOf(world.issue(pair.base)) || Shared.isTaskOf(world.issue(pair.quote));
        Refused.when(busy, TASK_RUNNING);
        world.needDisposal(trade.buyer);
        world.needDisposal(trade.seller);
        boolean free = trade.quantity.compareTo(world.available(trade.buyer, pair.base)) <= 0
                && trade.money.subtract(trade.sellerFee).compareTo(world.available(trade.seller, pair.quote)) <= 0
                && (trade.feeAccount == 0
                        || trade.fees().compareTo(world.available(trade.feeAccount, pair.quote)) <= 0);
        Refused.when(!free, GOODS_MOVED);
        world.checkGround(in.part("ground"), true, true);
        world.standOnGround();
        world.resultId = id;
        undo(trade);
    }

    /** Its redemption is owed to who has the units now. */
    private boolean isFixed(long assetId) {
        Issue issue = world.issue(assetId);
        return issue != null && issue.principal != 0;
    }

    private void undo(Recent trade) {
        Instrument pair = trade.instrument;
        trade.cancelled = true;
        world.say(new Message("TradeCancelled")
                .with("tradeId", trade.id)
                .with("instrumentId", pair.id)
                .with("buyerAccountId", trade.buyer)
                .with("sellerAccountId", trade.seller)
                .with("quantity", trade.quantity.longValueExact())
                .with("moneyMinor", trade.money.longValueExact())
                .with("buyerFeeMinor", trade.buyerFee.longValueExact())
                .with("sellerFeeMinor", trade.sellerFee.longValueExact())
                .with("ground", world.ground));
        EntryKind kind = EntryKind.TRADE_CANCELLATION;
        postings.move(
                world.existing(trade.buyer, pair.base),
                world.existing(trade.seller, pair.base),
                kind,
                trade.quantity,
                trade.id);
        giveFeeBack(trade, trade.seller, trade.sellerFee);
        giveFeeBack(trade, trade.buyer, trade.buyerFee);
        postings.move(
                world.existing(trade.seller, pair.quote),
                world.existing(trade.buyer, pair.quote),
                kind,
                trade.money,
                trade.id);
        if (trade.buyerCounts) {
            world.fees.discount(trade.buyer, pair, trade.money, trade.sequence);
        }
        if (trade.sellerCounts) {
            world.fees.discount(trade.seller, pair, trade.money, trade.sequence);
        }
    }

    private void giveFeeBack(Recent trade, long payer, BigInteger fee) {
        if (fee.signum() == 0) {
            return;
        }
        postings.move(
                world.existing(trade.feeAccount, trade.instrument.quote),
                world.existing(payer, trade.instrument.quote),
                EntryKind.TRADE_CANCELLATION,
                fee,
                trade.id);
    }
}
