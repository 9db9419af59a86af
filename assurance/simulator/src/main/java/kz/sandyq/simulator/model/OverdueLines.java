package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.simulator.model.Settlements.Distribution;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** A day of payment without the issuer's money: overdue, a day of grace, default; and the cure of either. */
final class OverdueLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final RedemptionLines redemptions;
    private final RecordLines records;

    OverdueLines(
            World world,
            Postings postings,
            Shared shared,
            Tasks tasks,
            RedemptionLines redemptions,
            RecordLines records) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.redemptions = redemptions;
        this.records = records;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "DeclareOverdue",
                        this::declare,
                        UNKNOWN_ISSUE,
                        CONTRADICTS_ISSUE_TERMS,
                        UNKNOWN_DISTRIBUTION,
                        PAYMENT_STATUS,
                        TASK_RUNNING,
                        PLACEMENT_RUNNING,
                        ISSUE_STATUS,
                        STILL_HELD,
                        PAYMENT_DAY_NOT_REACHED,
                        LIMIT_DISTRIBUTIONS,
                        LIMIT_ENTITLEMENTS,
                        LIMIT_TASKS,
                        ISSUER_MONEY_THERE,
                        FIELD_OUT_OF_RANGE,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "DeclareDefault",
                        this::declareDefault,
                        SECOND_PERSON_REQUIRED,
                        UNKNOWN_DISTRIBUTION,
                        TASK_RUNNING,
                        PAYMENT_STATUS,
                        GRACE_NOT_OVER,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    /** What runs on a distribution takes a step before a command on it. */
    void goOn(long id) {
        Distribution owed = world.distributions.find(id);
        if (owed != null) {
            tasks.stepById(owed.task);
        }
    }

    Distribution found(long id) {
        Distribution owed = World.found(world.distributions.find(id), UNKNOWN_DISTRIBUTION);
        Refused.when(owed.task != 0, TASK_RUNNING);
        return owed;
    }

    /** A distribution on which nothing runs, after what ran has taken its step. */
    Distribution idle(long id) {
        goOn(id);
        return found(id);
    }

    private void declare(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        long id = in.number("distributionId");
        goOn(id);
        boolean principal = id == 0;
        BigInteger owedMinor;
        if (principal) {
            checkPrincipal(issue);
            owedMinor = Shared.redemptionMoney(issue, shared.circulating(issue));
        } else {
            owedMinor = checkedIncome(issue, found(id)).rest();
        }
        Refused.when(hasMoney(issue, owedMinor), ISSUER_MONEY_THERE);
        Refused.when(in.number("graceEpochDay") < world.legalDay(), FIELD_OUT_OF_RANGE);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        if (issue.overdue == 0) {
            issue.statusBefore = issue.status;
            issue.status = IssueStatus.OVERDUE.value();
        }
        issue.overdue++;
        world.resultAmount = owedMinor;
        if (principal) {
            world.resultId = records.principal(issue, in.number("graceEpochDay")).id;
        } else {
            Distribution owed = found(id);
            owed.status = PaymentStatus.OVERDUE;
            owed.graceDay = in.number("graceEpochDay");
            world.say(owed.event(world.ground));
            world.resultId = id;
        }
        shared.issueChanged(issue);
    }

    private void checkPrincipal(Issue issue) {
        Refused.when(issue.isStablecoin(), CONTRADICTS_ISSUE_TERMS);
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        Refused.when(!issue.isAlive() && !issue.isOverdue() || issue.principal != 0, ISSUE_STATUS);
        Refused.when(world.ties(issue.id) != 0, STILL_HELD);
        Refused.when(world.legalDay() < issue.maturity, PAYMENT_DAY_NOT_REACHED);
        records.needRoom(issue);
    }

    private Distribution checkedIncome(Issue issue, Distribution owed) {
        Refused.when(owed.issue != issue.id, UNKNOWN_DISTRIBUTION);
        Refused.when(owed.isOverdue(), PAYMENT_STATUS);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(world.legalDay() < owed.paymentDay, PAYMENT_DAY_NOT_REACHED);
        return owed;
    }

    /** Money that may not leave its account is no money that is there; nothing that is owed is always there. */
    private boolean hasMoney(Issue issue, BigInteger owedMinor) {
        boolean stands = world.isFrozen(issue.issuerAccount)
                || world.hasNotice(world.account(issue.issuerAccount).wallet());
        boolean enough = shared.payer(issue).available.compareTo(owedMinor) >= 0;
        return owedMinor.signum() == 0 || enough && !stands;
    }

    private void declareDefault(Message in) {
        goOn(in.number("distributionId"));
        world.needTwoPersons();
        Distribution owed = found(in.number("distributionId"));
        Refused.when(owed.status != PaymentStatus.OVERDUE, PAYMENT_STATUS);
        Refused.when(world.legalDay() <= owed.graceDay, GRACE_NOT_OVER);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        Issue issue = shared.issue(owed.issue);
        owed.status = PaymentStatus.DEFAULTED;
        issue.defaults++;
        if (issue.isOverdue()) {
            issue.status = IssueStatus.DEFAULTED.value();
        }
        world.say(owed.event(world.ground));
        shared.issueChanged(issue);
        world.resultAmount = owed.rest();
    }

    /** Everything of it is paid: the issue stands as what is still owed says, or has ended. */
    void cure(Distribution owed) {
        if (!owed.isOverdue()) {
            return;
        }
        Issue issue = shared.issue(owed.issue);
        issue.overdue--;
        issue.defaults -= owed.status == PaymentStatus.DEFAULTED ? 1 : 0;
        if (owed.isPrincipal()) {
            endRedeemed(issue);
        } else if (issue.isOverdue()) {
            IssueStatus owing = issue.defaults == 0 ? IssueStatus.OVERDUE : IssueStatus.DEFAULTED;
            issue.status = issue.overdue == 0 ? issue.statusBefore : owing.value();
        }
        shared.issueChanged(issue);
    }

    private void endRedeemed(Issue issue) {
        Balance unsold = shared.unsold(issue);
        BigInteger left = unsold.total();
        if (Numbers.positive(left)) {
            postings.move(unsold, shared.side(issue), EntryKind.BURN, left, issue.id);
            issue.burned = issue.burned.add(left);
        }
        issue.principal = 0;
        issue.status = IssueStatus.REDEEMED.value();
        redemptions.said(issue, BigInteger.ZERO, true);
    }
}
