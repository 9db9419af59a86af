package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/**
 * Redemption of an issue: money reserved whole, books emptied, holder after holder paid. Who has no room for the
 * encumbrances of his money keeps his units, and the issue circulates on.
 */
final class RedemptionLines implements Contract.Family, Tasks.Work {
    static final int EMPTY_BOOKS = 0;
    static final int PAY = 1;
    static final int DONE = 2;

    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final Trades trades;
    private final Calls calls;
    private final LienMoves moves;
    /** Somebody was paid in this step. */
    private boolean paid;

    RedemptionLines(World world, Postings postings, Shared shared, Tasks tasks, Trades trades, LienMoves moves) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.trades = trades;
        calls = new Calls(world);
        this.moves = moves;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "StartRedemption",
                this::start,
                UNKNOWN_ISSUE,
                CONTRADICTS_ISSUE_TERMS,
                TASK_RUNNING,
                PLACEMENT_RUNNING,
                ISSUE_STATUS,
                STILL_HELD,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                ISSUER_MONEY_SHORT,
                LIMIT_HOLDS,
                LIMIT_TASKS,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void start(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        needRedeemable(issue);
        needBasis(issue, in.number("basis"));
        BigInteger money = Shared.redemptionMoney(issue, shared.circulating(issue));
        Balance payer = shared.payer(issue);
        Refused.when(Numbers.less(payer.available, money), ISSUER_MONEY_SHORT);
        Refused.when(world.holds.isFull(), LIMIT_HOLDS);
        tasks.needRoom();
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        issue.status = IssueStatus.REDEEMING.value();
        Task task = tasks.start(TaskKind.REDEMPTION, issue.id, issue.outstanding());
        issue.task = task.id;
        if (Numbers.positive(money)) {
            task.hold = postings.openHold(payer, HoldReason.REDEMPTION, issue.id, money).id;
        }
        shared.issueChanged(issue);
        said(issue, issue.outstanding(), false);
        tasks.step(task);
        world.resultAmount = money;
    }

    /** Units may be taken back by their issuer: they live, stand still, and his money may leave. */
    void needRedeemable(Issue issue) {
        Refused.when(issue.isStablecoin(), CONTRADICTS_ISSUE_TERMS);
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        Refused.when(!issue.isAlive() || issue.isRegisteredOnly(), ISSUE_STATUS);
        Refused.when(world.ties(issue.id) != 0, STILL_HELD);
        world.needDisposal(issue.issuerAccount);
    }

    void needBasis(Issue issue, long basis) {
        boolean inTerms = basis == RedemptionBasis.OBLIGATION_PERFORMED.value() && world.legalDay() >= issue.maturity
                || basis == RedemptionBasis.OTHER_GROUND_IN_TERMS.value() && issue.otherGrounds;
        Refused.when(!inTerms, CONTRADICTS_ISSUE_TERMS);
    }

    void said(Issue issue, BigInteger outstanding, boolean finished) {
        world.say(new Message("RedemptionChanged")
                .with("issueId", issue.id)
                .with("priceMinor", issue.redemptionPrice.longValueExact())
                .with("outstandingQuantity", outstanding.longValueExact())
                .with("redeemedQuantity", issue.redeemed.longValueExact())
                .with("paidMinor", issue.paid.longValueExact())
                .with("finished", finished));
    }

    @Override
    public boolean isDone(Task task) {
        return task.phase == DONE;
    }

    @Override
    public long one(Task task) {
        if (task.phase == EMPTY_BOOKS) {
            return emptyBooks(task, task.subject, true) ? 1 : 0;
        } else {
            pay(task, shared.issue(task.subject));
            paid = true;
        }
        return 1;
    }

    @Override
    public void stepped(Task task, long count) {
        Issue issue = shared.issue(task.subject);
        if (paid && !isDone(task)) {
            said(issue, issue.outstanding(), false);
        }
        paid = false;
    }

    /**
     * Cancels one order, or goes to the next pair, which is closed where it shall be; behind the last the holders come.
     * False while another task has the pair.
     */
    boolean emptyBooks(Task task, long issueId, boolean close) {
        if (task.cursor >= world.instruments.size()) {
            task.phase = PAY;
            task.cursor = after(issueId, -1);
            return true;
        }
        Instrument instrument = world.instruments.get((int) task.cursor);
        boolean concerns = instrument.base == issueId || instrument.quote == issueId;
        if (concerns && instrument.task != 0) {
            return false;
        }
        if (close && concerns && instrument.haltReason != HaltReason.REDEMPTION.value()) {
            calls.enter(instrument, Session.CLOSED, HaltReason.REDEMPTION.value());
        }
        if (concerns && trades.hasOrders(instrument)) {
            trades.cancelFirst(instrument, close ? CancelReason.ISSUE_CLOSED : CancelReason.HALT);
        } else {
            task.cursor++;
        }
        return true;
    }

    /** Place + 1 of the next balance of an asset behind a place, 0 behind the last. */
    long after(long assetId, long place) {
        return world.balances.stream()
                .filter(balance -> balance.asset == assetId && balance.place > place)
                .mapToLong(balance -> balance.place + 1)
                .findFirst()
                .orElse(0);
    }

    private void pay(Task task, Issue issue) {
        Balance units = world.balances.get((int) task.cursor - 1);
        BigInteger quantity = units.total();
        Balance side = shared.side(issue);
        if (units == shared.unsold(issue)) {
            if (Numbers.positive(quantity)) {
                postings.move(units, side, EntryKind.BURN, quantity, issue.id);
                issue.burned = issue.burned.add(quantity);
                task.done = task.done.add(quantity);
            }
        } else if (units != side) {
            redeem(task, issue, units, quantity);
        }
        task.cursor = after(issue.id, units.place);
        if (task.cursor == 0) {
            task.phase = DONE;
        }
    }

    private void redeem(Task task, Issue issue, Balance units, BigInteger quantity) {
        if (quantity.signum() == 0 && world.encumbrancesOf(units).isEmpty()) {
            return;
        }
        Balance payee = world.existing(units.account, issue.moneyAsset);
        if (Numbers.positive(quantity) && !moves.mayConvert(units, payee)) {
            task.left = task.left.add(quantity);
            return;
        }
        Balance payer = shared.payer(issue);
        Balance side = shared.side(issue);
        BigInteger money = Shared.redemptionMoney(issue, quantity);
        BigInteger blocked = moves.convert(units, payee, issue.redemptionPrice, issue.factor);
        if (quantity.signum() == 0) {
            return;
        }
        postings.post(units, EntryKind.REDEMPTION, units.available.negate(), ZERO, units.blocked.negate(), issue.id);
        postings.post(side, EntryKind.REDEMPTION, quantity, ZERO, ZERO, issue.id);
        postings.post(payer, EntryKind.REDEMPTION_PAYMENT, ZERO, money.negate(), ZERO, issue.id);
        postings.post(payee, EntryKind.REDEMPTION_PAYMENT, money.subtract(blocked), ZERO, blocked, issue.id);
        postings.reduceHold(Objects.requireNonNull(world.holds.find(task.hold)), HoldReason.REDEMPTION, money);
        issue.redeemed = issue.redeemed.add(quantity);
        issue.paid = issue.paid.add(money);
        task.done = task.done.add(quantity);
    }

    @Override
    public void finish(Task task) {
        Issue issue = shared.issue(task.subject);
        PaymentLines.giveBack(world, postings, task, HoldReason.REDEMPTION);
        BigInteger left = issue.outstanding();
        boolean redeemed = left.signum() == 0;
        issue.status = (redeemed ? IssueStatus.REDEEMED : IssueStatus.CIRCULATING).value();
        issue.task = 0;
        said(issue, left, redeemed);
        shared.issueChanged(issue);
    }
}
