package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.SettlementRows.Distribution;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.DeclareDefaultDecoder;
import kz.sandyq.protocol.sbe.DeclareOverdueDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.PaymentStatus;

/**
 * A payment day without enough of the issuer's money. Nothing is half-paid in silence: what is owed becomes overdue
 * with a day of grace, circulation stands, part payments go pro rata, and after the grace two persons declare default.
 * Payment in full cures either.
 */
@LegalBasis("RUL-39.p5")
final class Overdues {
    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final SettlementEvents settlementEvents;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Redemptions redemptions;
    private final Distributions distributions;
    private final DeclareOverdueDecoder declareOverdue = new DeclareOverdueDecoder();
    private final DeclareDefaultDecoder declareDefault = new DeclareDefaultDecoder();

    Overdues(
            State state,
            Events events,
            MarketEvents marketEvents,
            SettlementEvents settlementEvents,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Redemptions redemptions,
            Distributions distributions) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.settlementEvents = settlementEvents;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.redemptions = redemptions;
        this.distributions = distributions;
    }

    /** What runs on a distribution takes a step before a command on it. */
    void goOn(long distributionId) {
        int slot = state.distributions.find(distributionId);
        if (slot != Table.NONE && state.distributions.get(slot, Distribution.TASK) != 0) {
            tasks.stepById(state.distributions.get(slot, Distribution.TASK));
        }
    }

    /** A distribution on which no task runs. */
    int checkIdle(int slot) {
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_DISTRIBUTION.number();
        }
        return state.distributions.get(slot, Distribution.TASK) == 0 ? Command.OK : RejectCode.TASK_RUNNING.number();
    }

    boolean isOverdue(int slot) {
        long status = state.distributions.get(slot, Distribution.STATUS);
        return status == PaymentStatus.OVERDUE.value() || status == PaymentStatus.DEFAULTED.value();
    }

    int declare(Command command) {
        DeclareOverdueDecoder in =
                declareOverdue.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        goOn(in.distributionId());
        int slot = state.distributions.find(in.distributionId());
        boolean principal = in.distributionId() == 0;
        int refused = principal ? checkPrincipal(issue) : checkIncome(in, issue, slot);
        if (refused == Command.OK) {
            refused = checkMoney(issue, principal ? owed(issue) : rest(slot));
        }
        if (refused == Command.OK && in.graceEpochDay() < state.legalDay()) {
            refused = RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (refused == Command.OK) {
            refused = ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        if (state.issues.get(issue, Issue.OVERDUE) == 0) {
            state.issues.set(issue, Issue.STATUS_BEFORE, state.issues.get(issue, Issue.STATUS));
            state.issues.set(issue, Issue.STATUS, Issues.OVERDUE);
        }
        state.issues.add(issue, Issue.OVERDUE, 1);
        if (principal) {
            command.resultAmount = owed(issue);
            slot = distributions.recordPrincipal(issue, in.graceEpochDay());
        } else {
            command.resultAmount = rest(slot);
            state.distributions.set(slot, Distribution.STATUS, PaymentStatus.OVERDUE.value());
            state.distributions.set(slot, Distribution.GRACE_DAY, in.graceEpochDay());
            settlementEvents.distributionChanged(slot);
        }
        command.resultId = state.distributions.get(slot, Distribution.ID);
        marketEvents.issueChanged(issue);
        return Command.OK;
    }

    private long owed(int issue) {
        return redemptions.money(issue, issues.circulating(issue));
    }

    private long rest(int slot) {
        return state.distributions.get(slot, Distribution.DUE) - state.distributions.get(slot, Distribution.PAID);
    }

    private int checkPrincipal(int issue) {
        if (issues.isStablecoin(issue)) {
            return RejectCode.CONTRADICTS_ISSUE_TERMS.number();
        }
        if (state.issues.get(issue, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (state.issues.get(issue, Issue.PLACEMENT) != 0) {
            return RejectCode.PLACEMENT_RUNNING.number();
        }
        boolean owes = issues.isAlive(issue) || issues.isOverdue(issue);
        if (!owes || state.issues.get(issue, Issue.PRINCIPAL) != 0) {
            return RejectCode.ISSUE_STATUS.number();
        }
        if (state.issues.get(issue, Issue.HOLDS) != 0) {
            return RejectCode.STILL_HELD.number();
        }
        return state.legalDay() < state.issues.get(issue, Issue.MATURITY)
                ? RejectCode.PAYMENT_DAY_NOT_REACHED.number()
                : distributions.checkRoom(issue);
    }

    private int checkIncome(DeclareOverdueDecoder in, int issue, int slot) {
        int refused = checkIdle(slot);
        if (refused != Command.OK) {
            return refused;
        }
        if (state.distributions.get(slot, Distribution.ISSUE) != in.issueId()) {
            return RejectCode.UNKNOWN_DISTRIBUTION.number();
        }
        if (isOverdue(slot)) {
            return RejectCode.PAYMENT_STATUS.number();
        }
        if (state.issues.get(issue, Issue.PLACEMENT) != 0) {
            return RejectCode.PLACEMENT_RUNNING.number();
        }
        if (state.issues.get(issue, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        return state.legalDay() < state.distributions.get(slot, Distribution.PAYMENT_DAY)
                ? RejectCode.PAYMENT_DAY_NOT_REACHED.number()
                : Command.OK;
    }

    private int checkMoney(int issue, long owed) {
        long available = state.balances.get(redemptions.payer(issue), Balance.AVAILABLE);
        boolean there = available >= owed && redemptions.checkPayer(issue) == Command.OK;
        // What nobody is owed is there, whatever stands: no payment could ever cure it.
        return there || owed == 0 ? RejectCode.ISSUER_MONEY_THERE.number() : Command.OK;
    }

    private int ground(GroundDecoder ground) {
        int refused = Command.checkGround(ground, state.legalDay(), true, false);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }

    int declareDefault(Command command) {
        DeclareDefaultDecoder in =
                declareDefault.wrap(command.buffer, command.offset, command.blockLength, command.version);
        goOn(in.distributionId());
        int slot = state.distributions.find(in.distributionId());
        int refused = command.hasTwoPersons() ? checkIdle(slot) : RejectCode.SECOND_PERSON_REQUIRED.number();
        if (refused != Command.OK) {
            return refused;
        }
        if (state.distributions.get(slot, Distribution.STATUS) != PaymentStatus.OVERDUE.value()) {
            return RejectCode.PAYMENT_STATUS.number();
        }
        if (state.legalDay() <= state.distributions.get(slot, Distribution.GRACE_DAY)) {
            return RejectCode.GRACE_NOT_OVER.number();
        }
        refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        int issue = issues.find(state.distributions.get(slot, Distribution.ISSUE));
        state.distributions.set(slot, Distribution.STATUS, PaymentStatus.DEFAULTED.value());
        state.issues.add(issue, Issue.DEFAULTS, 1);
        if (issues.isOverdue(issue)) {
            state.issues.set(issue, Issue.STATUS, Issues.DEFAULTED);
        }
        settlementEvents.distributionChanged(slot);
        marketEvents.issueChanged(issue);
        command.resultAmount = rest(slot);
        return Command.OK;
    }

    /** Everything of it is paid: the issue stands as what is still owed says, or has ended with its redemption. */
    void cure(int slot) {
        int issue = issues.find(state.distributions.get(slot, Distribution.ISSUE));
        if (!isOverdue(slot)) {
            return;
        }
        state.issues.add(issue, Issue.OVERDUE, -1);
        if (state.distributions.get(slot, Distribution.STATUS) == PaymentStatus.DEFAULTED.value()) {
            state.issues.add(issue, Issue.DEFAULTS, -1);
        }
        if (distributions.isPrincipal(slot)) {
            end(issue);
        } else if (issues.isOverdue(issue)) {
            state.issues.set(issue, Issue.STATUS, statusWithout(issue));
        }
        marketEvents.issueChanged(issue);
    }

    /** Where an issue stands when one of its overdue payments is made. */
    private long statusWithout(int issue) {
        if (state.issues.get(issue, Issue.OVERDUE) == 0) {
            return state.issues.get(issue, Issue.STATUS_BEFORE);
        }
        return state.issues.get(issue, Issue.DEFAULTS) == 0 ? Issues.OVERDUE : Issues.DEFAULTED;
    }

    private void end(int issue) {
        int unsold = issues.unsoldBalance(issue);
        long left = balances.total(unsold);
        if (left > 0) {
            balances.move(unsold, issues.sideBalance(issue), EntryKind.BURN, left, state.issues.get(issue, Issue.ID));
            state.issues.add(issue, Issue.BURNED, left);
        }
        Check.that(issues.outstanding(issue) == 0, "units left after redemption, issue", issue);
        state.issues.set(issue, Issue.PRINCIPAL, 0);
        state.issues.set(issue, Issue.STATUS, Issues.REDEEMED);
        marketEvents.redemptionChanged(issue, 0, true);
    }
}
