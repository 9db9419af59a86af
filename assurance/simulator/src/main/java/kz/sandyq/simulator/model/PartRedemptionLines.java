package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Redemption of a share of every holding, in whole lots: free units first, then encumbered ones, oldest first. */
final class PartRedemptionLines implements Contract.Family, Tasks.Work {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final LienMoves moves;
    private final RedemptionLines redemptions;

    PartRedemptionLines(
            World world, Postings postings, Shared shared, Tasks tasks, LienMoves moves, RedemptionLines redemptions) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.moves = moves;
        this.redemptions = redemptions;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "RedeemPart",
                this::start,
                UNKNOWN_ISSUE,
                CONTRADICTS_ISSUE_TERMS,
                TASK_RUNNING,
                PLACEMENT_RUNNING,
                ISSUE_STATUS,
                STILL_HELD,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                FIELD_OUT_OF_RANGE,
                AMOUNT_NOT_POSITIVE,
                ISSUER_MONEY_SHORT,
                LIMIT_HOLDS,
                LIMIT_TASKS,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void start(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        redemptions.needRedeemable(issue);
        redemptions.needBasis(issue, in.number("basis"));
        BigInteger circulating = shared.circulating(issue);
        BigInteger numerator = big(in.number("numerator"));
        BigInteger denominator = in.number("denominator") == 0 ? circulating : big(in.number("denominator"));
        boolean inRange =
                Numbers.positive(numerator) && Numbers.less(numerator, denominator) && in.number("lotQuantity") > 0;
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        BigInteger most = circulating.multiply(numerator).divide(denominator);
        Refused.when(most.signum() == 0, AMOUNT_NOT_POSITIVE);
        BigInteger money = Shared.redemptionMoney(issue, most);
        Balance payer = shared.payer(issue);
        Refused.when(Numbers.less(payer.available, money), ISSUER_MONEY_SHORT);
        Refused.when(world.holds.isFull(), LIMIT_HOLDS);
        tasks.needRoom();
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        Task task = tasks.start(TaskKind.PARTIAL_REDEMPTION, issue.id, most);
        task.numerator = numerator;
        task.denominator = denominator;
        task.lot = big(in.number("lotQuantity"));
        issue.task = task.id;
        task.hold = postings.openHold(payer, HoldReason.REDEMPTION, issue.id, money).id;
        said(task, issue, false);
        world.resultId = task.id;
        world.resultAmount = money;
        tasks.step(task);
    }

    private void said(Task task, Issue issue, boolean finished) {
        world.say(new Message("PartRedeemed")
                .with("issueId", issue.id)
                .with("taskId", task.id)
                .with("numerator", task.numerator.longValueExact())
                .with("denominator", task.denominator.longValueExact())
                .with("lotQuantity", task.lot.longValueExact())
                .with("redeemedQuantity", task.done.longValueExact())
                .with(
                        "residueQuantity",
                        finished ? task.total.subtract(task.done).longValueExact() : 0)
                .with("paidMinor", Shared.redemptionMoney(issue, task.done).longValueExact())
                .with("finished", finished));
    }

    @Override
    public boolean isDone(Task task) {
        return task.phase == RedemptionLines.DONE;
    }

    @Override
    public long one(Task task) {
        if (task.phase == RedemptionLines.EMPTY_BOOKS) {
            return redemptions.emptyBooks(task, task.subject, false) ? 1 : 0;
        }
        Issue issue = shared.issue(task.subject);
        Balance units = world.balances.get((int) task.cursor - 1);
        if (units != shared.unsold(issue) && units != shared.side(issue)) {
            BigInteger share = units.total().multiply(task.numerator).divide(task.denominator);
            BigInteger wholeLots = share.subtract(share.mod(task.lot));
            Balance payee = world.existing(units.account, issue.moneyAsset);
            if (Numbers.positive(wholeLots) && moves.hasRoom(units, payee, true)) {
                redeem(task, issue, units, payee, wholeLots);
            }
        }
        task.cursor = redemptions.after(issue.id, units.place);
        if (task.cursor == 0) {
            task.phase = RedemptionLines.DONE;
        }
        return 1;
    }

    private void redeem(Task task, Issue issue, Balance units, Balance payee, BigInteger share) {
        BigInteger free = share.min(units.available);
        BigInteger encumbered = share.subtract(free);
        BigInteger blocked = stopped(issue, units, payee, free);
        BigInteger left = encumbered;
        while (Numbers.positive(left)) {
            Encumbrance oldest = world.encumbrancesOf(units).stream()
                    .filter(each -> Numbers.positive(each.covered))
                    .findFirst()
                    .orElseThrow();
            BigInteger quantity = left.min(oldest.covered);
            BigInteger money = Shared.redemptionMoney(issue, quantity);
            moves.block(oldest, payee, money);
            moves.redeemed(units, oldest, quantity, payee, money);
            blocked = blocked.add(money);
            left = left.subtract(quantity);
        }
        BigInteger money = Shared.redemptionMoney(issue, share);
        postings.post(units, EntryKind.REDEMPTION, free.negate(), ZERO, encumbered.negate(), issue.id);
        postings.post(shared.side(issue), EntryKind.REDEMPTION, share, ZERO, ZERO, issue.id);
        postings.post(shared.payer(issue), EntryKind.REDEMPTION_PAYMENT, ZERO, money.negate(), ZERO, issue.id);
        postings.post(payee, EntryKind.REDEMPTION_PAYMENT, money.subtract(blocked), ZERO, blocked, issue.id);
        postings.reduceHold(Objects.requireNonNull(world.holds.find(task.hold)), HoldReason.REDEMPTION, money);
        issue.redeemed = issue.redeemed.add(share);
        issue.paid = issue.paid.add(money);
        task.done = task.done.add(share);
    }

    /** Blocks the money of free units whose redemption, though not their circulation, is stopped; says how much. */
    private BigInteger stopped(Issue issue, Balance units, Balance payee, BigInteger free) {
        BigInteger left = free;
        BigInteger blocked = ZERO;
        for (Encumbrance each : world.encumbrancesOf(units)) {
            if (Numbers.positive(left) && each.stopsRedemption && !each.stopsCirculation) {
                BigInteger quantity = left.min(each.remaining);
                BigInteger money = Shared.redemptionMoney(issue, quantity);
                moves.block(each, payee, money);
                moves.redeemed(units, each, quantity, payee, money);
                blocked = blocked.add(money);
                left = left.subtract(quantity);
            }
        }
        return blocked;
    }

    @Override
    public void finish(Task task) {
        Issue issue = shared.issue(task.subject);
        PaymentLines.giveBack(world, postings, task, HoldReason.REDEMPTION);
        issue.task = 0;
        said(task, issue, true);
        shared.issueChanged(issue);
    }
}
