package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.EntryKind;
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
        final long executed;
        boolean cancelled;

        Recent(
                long id,
                Instrument instrument,
                long buyer,
                long seller,
                BigInteger quantity,
                BigInteger money,
                long executed) {
            this.id = id;
            this.instrument = instrument;
            this.buyer = buyer;
            this.seller = seller;
            this.quantity = quantity;
            this.money = money;
            this.executed = executed;
        }

        Row row() {
            return new Row("RecentTrade")
                    .with("ID", id)
                    .with("INSTRUMENT", instrument.id)
                    .with("BUYER", buyer)
                    .with("SELLER", seller)
                    .with("QUANTITY", quantity)
                    .with("MONEY", money)
                    .with("EXECUTED", executed)
                    .with("CANCELLED", cancelled);
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
                && trade.money.compareTo(world.available(trade.seller, pair.quote)) <= 0;
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
                .with("ground", world.ground));
        EntryKind kind = EntryKind.TRADE_CANCELLATION;
        postings.move(
                world.existing(trade.buyer, pair.base),
                world.existing(trade.seller, pair.base),
                kind,
                trade.quantity,
                trade.id);
        postings.move(
                world.existing(trade.seller, pair.quote),
                world.existing(trade.buyer, pair.quote),
                kind,
                trade.money,
                trade.id);
    }
}
