package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Settlements.Distribution;
import kz.sandyq.simulator.model.Settlements.Entitlement;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Payment of what is owed, whole or pro rata, and the end of a record of which nothing is paid. */
final class PaymentLines implements Contract.Family, Tasks.Work {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final LienMoves moves;
    private final RecordLines records;
    private final OverdueLines overdues;
    private final HeldIncome heldIncome;

    PaymentLines(
            World world,
            Postings postings,
            Shared shared,
            Tasks tasks,
            LienMoves moves,
            RecordLines records,
            OverdueLines overdues) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.moves = moves;
        this.records = records;
        this.overdues = overdues;
        heldIncome = new HeldIncome(world, postings, moves);
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "PayDue",
                        this::pay,
                        UNKNOWN_DISTRIBUTION,
                        TASK_RUNNING,
                        PAYMENT_DAY_NOT_REACHED,
                        AMOUNT_NOT_POSITIVE,
                        ABOVE_DUE,
                        PAYMENT_STATUS,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        ISSUER_MONEY_SHORT,
                        LIMIT_HOLDS,
                        LIMIT_TASKS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "CancelIncome",
                        this::cancel,
                        SECOND_PERSON_REQUIRED,
                        UNKNOWN_DISTRIBUTION,
                        TASK_RUNNING,
                        PAYMENT_STATUS,
                        LIMIT_TASKS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void pay(Message in) {
        Distribution owed = overdues.idle(in.number("distributionId"));
        Issue issue = shared.issue(owed.issue);
        Refused.when(world.legalDay() < owed.paymentDay, PAYMENT_DAY_NOT_REACHED);
        BigInteger rest = owed.rest();
        BigInteger amount = in.number("amountMinor") == 0 ? rest : big(in.number("amountMinor"));
        Refused.when(amount.signum() < 0, AMOUNT_NOT_POSITIVE);
        Refused.when(Numbers.less(rest, amount), ABOVE_DUE);
        Refused.when(Numbers.less(amount, rest) && !owed.isOverdue(), PAYMENT_STATUS);
        Refused.when(owed.isPrincipal() && issue.task != 0, TASK_RUNNING);
        world.needDisposal(issue.issuerAccount);
        Balance payer = shared.payer(issue);
        Refused.when(Numbers.less(payer.available, amount), ISSUER_MONEY_SHORT);
        Refused.when(world.holds.isFull(), LIMIT_HOLDS);
        tasks.needRoom();
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        Task task = begin(owed);
        task.hold = postings.openHold(payer, HoldReason.PAYMENT_DUE, owed.id, amount).id;
        task.numerator = owed.paid.add(amount);
        task.denominator = owed.due;
        if (owed.isPrincipal()) {
            issue.task = task.id;
        }
        world.resultId = owed.id;
        world.resultAmount = amount;
        tasks.step(task);
    }

    private void cancel(Message in) {
        overdues.goOn(in.number("distributionId"));
        world.needTwoPersons();
        Distribution owed = overdues.found(in.number("distributionId"));
        Refused.when(owed.isOverdue() || Numbers.positive(owed.paid), PAYMENT_STATUS);
        tasks.needRoom();
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        owed.status = PaymentStatus.CANCELLED;
        shared.issue(owed.issue).incomes--;
        tasks.step(begin(owed));
    }

    private Task begin(Distribution owed) {
        Task task = tasks.start(TaskKind.PAYMENT, owed.id, big(owed.entitlements.size()));
        owed.task = task.id;
        task.cursor = owed.entitlements.getFirst().id;
        return task;
    }

    private Distribution owed(Task task) {
        return Objects.requireNonNull(world.distributions.find(task.subject));
    }

    @Override
    public boolean isDone(Task task) {
        return task.cursor == 0;
    }

    @Override
    public long one(Task task) {
        Distribution owed = owed(task);
        Entitlement each = Objects.requireNonNull(world.entitlements.find(task.cursor));
        int next = owed.entitlements.indexOf(each) + 1;
        task.cursor = next < owed.entitlements.size() ? owed.entitlements.get(next).id : 0;
        if (owed.status == PaymentStatus.CANCELLED) {
            remove(owed, each);
        } else {
            payOne(task, owed, each);
        }
        task.done = task.done.add(BigInteger.ONE);
        return 1;
    }

    private void remove(Distribution owed, Entitlement each) {
        owed.entitlements.remove(each);
        world.entitlements.remove(each);
    }

    /** Each stands at his share, rounded down, of what all have got; at the end at all he is owed. */
    private void payOne(Task task, Distribution owed, Entitlement each) {
        Issue issue = shared.issue(owed.issue);
        Balance units = world.existing(each.account, issue.id);
        Balance payee = world.existing(each.account, issue.moneyAsset);
        world.touched.add(units);
        boolean last = task.numerator.equals(task.denominator);
        BigInteger target = last ? each.due : each.due.multiply(task.numerator).divide(task.denominator);
        Hold hold = world.holds.find(task.hold);
        if (hold != null && Numbers.less(each.paid, target)) {
            if (!moves.hasRoom(units, payee, owed.isPrincipal()) || !heldIncome.pledgeesHaveRoom(issue, units)) {
                return;
            }
            pay(owed, each, hold, target.subtract(each.paid).min(hold.remaining));
        }
        if (last) {
            if (owed.isPrincipal()) {
                retire(issue, units, payee);
            }
            remove(owed, each);
        }
    }

    private static BigInteger tax(Distribution owed, BigInteger amount) {
        return amount.multiply(owed.taxRate).divide(IncomeTerms.RATE_ONE);
    }

    private void pay(Distribution owed, Entitlement each, Hold hold, BigInteger amount) {
        Issue issue = shared.issue(owed.issue);
        Balance payee = world.existing(each.account, issue.moneyAsset);
        BigInteger tax = tax(owed, each.paid.add(amount)).subtract(tax(owed, each.paid));
        BigInteger net = amount.subtract(tax);
        Balance units = world.existing(each.account, issue.id);
        BigInteger blocked = heldIncome.block(owed, each.quantity, units, payee, net);
        BigInteger pledged = owed.isPrincipal()
                ? ZERO
                : heldIncome.payPledgees(owed, each.quantity, units, issue.moneyAsset, net, net.subtract(blocked));
        EntryKind kind = owed.isPrincipal() ? EntryKind.REDEMPTION_PAYMENT : EntryKind.INCOME;
        postings.post(shared.payer(issue), kind, ZERO, amount.negate(), ZERO, owed.id);
        if (net.compareTo(pledged) > 0) {
            postings.post(payee, kind, net.subtract(blocked).subtract(pledged), ZERO, blocked, owed.id);
        }
        if (Numbers.positive(tax)) {
            Balance taxes = world.existing(owed.taxAccount, issue.moneyAsset);
            postings.post(taxes, EntryKind.TAX, tax, ZERO, ZERO, owed.id);
        }
        postings.reduceHold(hold, HoldReason.PAYMENT_DUE, amount);
        each.paid = each.paid.add(amount);
        owed.paid = owed.paid.add(amount);
        owed.tax = owed.tax.add(tax);
        if (owed.isPrincipal()) {
            issue.paid = issue.paid.add(amount);
        }
        world.say(each.event(tax, blocked));
    }

    /** Units leave existence with the last of their money. */
    private void retire(Issue issue, Balance units, Balance payee) {
        BigInteger quantity = units.total();
        BigInteger available = units.available;
        BigInteger blocked = units.blocked;
        moves.extinguish(units, payee);
        if (Numbers.positive(quantity)) {
            postings.post(units, EntryKind.REDEMPTION, available.negate(), ZERO, blocked.negate(), issue.id);
            postings.post(shared.side(issue), EntryKind.REDEMPTION, quantity, ZERO, ZERO, issue.id);
            issue.redeemed = issue.redeemed.add(quantity);
        }
    }

    @Override
    public void finish(Task task) {
        Distribution owed = owed(task);
        giveBack(world, postings, task, HoldReason.PAYMENT_DUE);
        owed.task = 0;
        if (owed.isPrincipal()) {
            shared.issue(owed.issue).task = 0;
        }
        if (owed.status == PaymentStatus.CANCELLED) {
            records.end(owed, PaymentStatus.CANCELLED);
        } else if (owed.entitlements.isEmpty()) {
            overdues.cure(owed);
            records.end(owed, PaymentStatus.PAID);
        } else {
            world.say(owed.event(world.ground));
        }
    }

    /** What a task held and did not need. */
    static void giveBack(World world, Postings postings, Task task, HoldReason reason) {
        Hold hold = world.holds.find(task.hold);
        if (hold != null) {
            BigInteger left = hold.remaining;
            postings.free(hold.balance, left, hold.id);
            postings.reduceHold(hold, reason, left);
        }
    }
}
