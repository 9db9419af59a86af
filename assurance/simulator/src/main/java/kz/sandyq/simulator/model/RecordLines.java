package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.PaymentKind;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Settlements.Distribution;
import kz.sandyq.simulator.model.Settlements.Entitlement;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** What an issue owes, fixed holder by holder while its units stand still. */
final class RecordLines implements Contract.Family, Tasks.Work {
    private final World world;
    private final Shared shared;
    private final Tasks tasks;
    private final RedemptionLines redemptions;

    RecordLines(World world, Shared shared, Tasks tasks, RedemptionLines redemptions) {
        this.world = world;
        this.shared = shared;
        this.tasks = tasks;
        this.redemptions = redemptions;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "RecordIncome",
                this::record,
                UNKNOWN_ISSUE,
                CONTRADICTS_ISSUE_TERMS,
                TASK_RUNNING,
                PLACEMENT_RUNNING,
                ISSUE_STATUS,
                FIELD_OUT_OF_RANGE,
                AMOUNT_NOT_POSITIVE,
                AMOUNT_OVERFLOW,
                TAX_RATE_NOT_SET,
                UNKNOWN_ACCOUNT,
                CAPACITY_MISMATCH,
                LIMIT_BALANCES,
                LIMIT_DISTRIBUTIONS,
                LIMIT_ENTITLEMENTS,
                LIMIT_TASKS,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void record(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(issue.incomes >= issue.incomeDates, CONTRADICTS_ISSUE_TERMS);
        tasks.stepOfIssue(issue.id);
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        Refused.when(!issue.isAlive() && !issue.isOverdue(), ISSUE_STATUS);
        IncomeTerms terms = IncomeTerms.of(world, shared, in, issue);
        IncomeTerms.checkTax(world, in, issue);
        needRoom(issue);
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        Distribution owed = world.distributions.add(
                world.sequence(),
                new Distribution(
                        issue.id,
                        PaymentKind.INCOME,
                        PaymentStatus.RECORDED,
                        world.legalDay(),
                        in.number("paymentEpochDay")));
        owed.numerator = terms.numerator();
        owed.denominator = terms.denominator();
        owed.most = terms.most();
        owed.taxRate = big(in.number("taxRatePpm"));
        owed.taxRateDay = in.number("taxRateEpochDay");
        if (Numbers.positive(owed.taxRate)) {
            owed.taxAccount = in.number("taxAccountId");
            world.open(owed.taxAccount, issue.moneyAsset);
        }
        issue.incomes++;
        Task task = begin(issue, owed);
        task.phase = RedemptionLines.PAY;
        task.cursor = redemptions.after(issue.id, -1);
        world.resultId = owed.id;
        world.resultAmount = owed.most;
        tasks.step(task);
    }

    /** Room for the distribution, for every holder's entitlement besides what is promised to others, for the task. */
    void needRoom(Issue issue) {
        Refused.when(world.distributions.isFull(), LIMIT_DISTRIBUTIONS);
        long free = world.entitlements.room() - world.scalar("ENTITLEMENTS_PROMISED");
        Refused.when(free < world.holdings(issue.id), LIMIT_ENTITLEMENTS);
        tasks.needRoom();
    }

    /** What holders are owed for the units themselves; the books of the issue are emptied and closed first. */
    Distribution principal(Issue issue, long graceDay) {
        Distribution owed = world.distributions.add(
                world.sequence(),
                new Distribution(
                        issue.id, PaymentKind.PRINCIPAL, PaymentStatus.OVERDUE, world.legalDay(), issue.maturity));
        owed.numerator = issue.redemptionPrice;
        owed.denominator = issue.factor;
        owed.most = Shared.redemptionMoney(issue, shared.circulating(issue));
        owed.graceDay = graceDay;
        issue.principal = owed.id;
        tasks.step(begin(issue, owed));
        return owed;
    }

    private Task begin(Issue issue, Distribution owed) {
        long holdings = world.holdings(issue.id);
        Task task = tasks.start(TaskKind.RECORD, owed.id, big(holdings));
        task.left = big(holdings);
        promised(holdings);
        owed.task = task.id;
        issue.task = task.id;
        world.say(owed.event(world.ground));
        return task;
    }

    private void promised(long change) {
        world.scalar("ENTITLEMENTS_PROMISED", world.scalar("ENTITLEMENTS_PROMISED") + change);
    }

    private Distribution owed(Task task) {
        return Objects.requireNonNull(world.distributions.find(task.subject));
    }

    @Override
    public long one(Task task) {
        Distribution owed = owed(task);
        if (task.phase == RedemptionLines.EMPTY_BOOKS) {
            return redemptions.emptyBooks(task, owed.issue, true) ? 1 : 0;
        }
        Issue issue = shared.issue(owed.issue);
        Balance units = world.balances.get((int) task.cursor - 1);
        if (units != shared.unsold(issue) && units != shared.side(issue)) {
            entitle(owed, units);
            task.left = task.left.subtract(BigInteger.ONE);
            promised(-1);
            task.done = task.done.add(BigInteger.ONE);
        }
        task.cursor = redemptions.after(issue.id, units.place);
        if (task.cursor == 0) {
            task.phase = RedemptionLines.DONE;
        }
        return 1;
    }

    /** Who is owed nothing has no entitlement, unless encumbrances of no units wait for the end of the units. */
    private void entitle(Distribution owed, Balance units) {
        BigInteger due = units.total().multiply(owed.numerator).divide(owed.denominator);
        boolean encumbered = !world.encumbrancesOf(units).isEmpty();
        if (due.signum() == 0 && !(owed.isPrincipal() && encumbered)) {
            return;
        }
        Entitlement entitlement =
                world.entitlements.add(world.sequence(), new Entitlement(owed.id, units.account, units.total(), due));
        owed.entitlements.add(entitlement);
        owed.due = owed.due.add(due);
        world.say(entitlement.event(ZERO, ZERO));
    }

    @Override
    public boolean isDone(Task task) {
        return task.phase == RedemptionLines.DONE;
    }

    @Override
    public void finish(Task task) {
        Distribution owed = owed(task);
        Issue issue = shared.issue(owed.issue);
        promised(-task.left.longValueExact());
        owed.task = 0;
        issue.task = 0;
        if (owed.due.signum() == 0) {
            end(owed, PaymentStatus.PAID);
        } else {
            world.say(owed.event(world.ground));
        }
        shared.issueChanged(issue);
    }

    void end(Distribution owed, PaymentStatus status) {
        owed.status = status;
        world.say(owed.event(world.ground));
        world.distributions.remove(owed);
    }
}
