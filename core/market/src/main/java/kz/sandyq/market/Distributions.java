package kz.sandyq.market;

import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.SettlementRows.Distribution;
import kz.sandyq.market.SettlementRows.Entitlement;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.PaymentKind;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.protocol.sbe.RecordIncomeDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * What an issue owes its holders of one moment. The record fixes it holder by holder while the units stand still:
 * floor(quantity x numerator / denominator); what rounding leaves was never owed and stays with the issuer.
 */
final class Distributions implements Tasks.Work {
    private static final int EMPTY_BOOKS = 0;
    private static final int RECORD = 1;
    private static final int DONE = 2;

    private final State state;
    private final MarketEvents events;
    private final SettlementEvents settlementEvents;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Redemptions redemptions;
    private final IncomeTerms terms;
    private final RecordIncomeDecoder record = new RecordIncomeDecoder();

    Distributions(
            State state,
            MarketEvents events,
            SettlementEvents settlementEvents,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Redemptions redemptions,
            IncomeTerms terms) {
        this.state = state;
        this.events = events;
        this.settlementEvents = settlementEvents;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.redemptions = redemptions;
        this.terms = terms;
    }

    int recordIncome(Command command) {
        RecordIncomeDecoder in = record.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        int refused = checkIssue(issue);
        if (refused == Command.OK) {
            refused = terms.check(in, issue);
        }
        if (refused == Command.OK) {
            refused = checkRoom(issue);
        }
        if (refused == Command.OK) {
            refused = issues.ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        int slot = open(issue, PaymentKind.INCOME, PaymentStatus.RECORDED, in.paymentEpochDay());
        terms.write(in, issue, slot);
        state.issues.add(issue, Issue.INCOMES, 1);
        int task = begin(issue, slot);
        state.tasks.set(task, Task.PHASE, RECORD);
        state.tasks.set(task, Task.CURSOR, state.assets.get((int) in.issueId() - 1, Asset.FIRST_BALANCE));
        command.resultId = state.distributions.get(slot, Distribution.ID);
        command.resultAmount = state.distributions.get(slot, Distribution.MOST);
        tasks.firstStep(task);
        return Command.OK;
    }

    private int checkIssue(int issue) {
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (state.issues.get(issue, Issue.INCOMES) >= state.issues.get(issue, Issue.INCOME_DATES)) {
            return RejectCode.CONTRADICTS_ISSUE_TERMS.number();
        }
        tasks.stepOfIssue(issue);
        if (state.issues.get(issue, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (state.issues.get(issue, Issue.PLACEMENT) != 0) {
            return RejectCode.PLACEMENT_RUNNING.number();
        }
        boolean owes = issues.isAlive(issue) || issues.isOverdue(issue);
        return owes ? Command.OK : RejectCode.ISSUE_STATUS.number();
    }

    /** Room for the distribution, for what each holder is entitled to, and for the task. */
    int checkRoom(int issue) {
        if (state.distributions.isFull()) {
            return RejectCode.LIMIT_DISTRIBUTIONS.number();
        }
        long free = state.entitlements.room() - state.scalars.get(Scalars.ENTITLEMENTS_PROMISED);
        if (free < holdings(issue)) {
            return RejectCode.LIMIT_ENTITLEMENTS.number();
        }
        return tasks.isFull() ? RejectCode.LIMIT_TASKS.number() : Command.OK;
    }

    private long holdings(int issue) {
        return state.assets.get((int) state.issues.get(issue, Issue.ID) - 1, Asset.BALANCES) - 2;
    }

    /** What holders are owed for their units, at the redemption price of the issue; its books are emptied first. */
    int recordPrincipal(int issue, int graceDay) {
        int maturity = state.issues.getInt(issue, Issue.MATURITY);
        int slot = open(issue, PaymentKind.PRINCIPAL, PaymentStatus.OVERDUE, maturity);
        state.distributions.set(slot, Distribution.NUMERATOR, state.issues.get(issue, Issue.REDEMPTION_PRICE));
        state.distributions.set(slot, Distribution.DENOMINATOR, state.issues.get(issue, Issue.SCALE_FACTOR));
        state.distributions.set(slot, Distribution.MOST, redemptions.money(issue, issues.circulating(issue)));
        state.distributions.set(slot, Distribution.GRACE_DAY, graceDay);
        state.issues.set(issue, Issue.PRINCIPAL, state.distributions.get(slot, Distribution.ID));
        tasks.firstStep(begin(issue, slot));
        return slot;
    }

    private int open(int issue, PaymentKind kind, PaymentStatus status, int paymentDay) {
        Table rows = state.distributions;
        int slot = rows.allocate(rows.nextId(state.sequence()));
        rows.set(slot, Distribution.ISSUE, state.issues.get(issue, Issue.ID));
        rows.set(slot, Distribution.PAYMENT_KIND, kind.value());
        rows.set(slot, Distribution.STATUS, status.value());
        rows.set(slot, Distribution.PAYMENT_DAY, paymentDay);
        rows.set(slot, Distribution.RECORD_DAY, state.legalDay());
        return slot;
    }

    private int begin(int issue, int slot) {
        long holdings = holdings(issue);
        int task = tasks.start(TaskKind.RECORD, state.distributions.get(slot, Distribution.ID), holdings);
        state.tasks.set(task, Task.LEFT, holdings);
        state.scalars.set(Scalars.ENTITLEMENTS_PROMISED, state.scalars.get(Scalars.ENTITLEMENTS_PROMISED) + holdings);
        state.distributions.set(slot, Distribution.TASK, state.tasks.get(task, Task.ID));
        state.issues.set(issue, Issue.TASK, state.tasks.get(task, Task.ID));
        settlementEvents.distributionChanged(slot);
        return task;
    }

    @Override
    public int step(int task, int count) {
        int slot = state.distributions.find(state.tasks.get(task, Task.SUBJECT));
        int issue = issues.find(state.distributions.get(slot, Distribution.ISSUE));
        int moved = 0;
        while (moved < count && !isDone(task) && !redemptions.waits(task, state.issues.get(issue, Issue.ID))) {
            if (state.tasks.get(task, Task.PHASE) == EMPTY_BOOKS) {
                emptyBooks(task, issue);
            } else {
                record(task, slot, issue);
            }
            moved++;
        }
        return moved;
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.PHASE) == DONE;
    }

    private void emptyBooks(int task, int issue) {
        long issueId = state.issues.get(issue, Issue.ID);
        if (!redemptions.emptyBooks(task, issueId, true)) {
            state.tasks.set(task, Task.PHASE, RECORD);
            state.tasks.set(task, Task.CURSOR, state.assets.get((int) issueId - 1, Asset.FIRST_BALANCE));
        }
    }

    private void record(int task, int slot, int issue) {
        int units = state.tasks.getInt(task, Task.CURSOR) - 1;
        if (units != issues.unsoldBalance(issue) && units != issues.sideBalance(issue)) {
            long quantity = balances.total(units);
            long due = Amounts.quotient(
                    quantity,
                    state.distributions.get(slot, Distribution.NUMERATOR),
                    state.distributions.get(slot, Distribution.DENOMINATOR));
            boolean principal = isPrincipal(slot);
            boolean encumbered = state.balances.getInt(units, Rows.Balance.OBJECTS) != 0;
            if (due > 0 || principal && encumbered) {
                entitle(slot, units, quantity, due);
            }
            promised(task, 1);
            state.tasks.add(task, Task.DONE, 1);
        }
        long next = state.balances.getInt(units, Rows.Balance.NEXT_OF_ASSET);
        state.tasks.set(task, Task.CURSOR, next);
        if (next == 0) {
            state.tasks.set(task, Task.PHASE, DONE);
        }
    }

    boolean isPrincipal(int slot) {
        return state.distributions.get(slot, Distribution.PAYMENT_KIND) == PaymentKind.PRINCIPAL.value();
    }

    private void promised(int task, long kept) {
        state.tasks.add(task, Task.LEFT, -kept);
        state.scalars.set(Scalars.ENTITLEMENTS_PROMISED, state.scalars.get(Scalars.ENTITLEMENTS_PROMISED) - kept);
    }

    private void entitle(int slot, int units, long quantity, long due) {
        Table rows = state.entitlements;
        int row = rows.allocate(rows.nextId(state.sequence()));
        rows.set(row, Entitlement.DISTRIBUTION, state.distributions.get(slot, Distribution.ID));
        rows.set(row, Entitlement.ACCOUNT, state.balances.get(units, Rows.Balance.KEY) >>> 32);
        rows.set(row, Entitlement.QUANTITY, quantity);
        rows.set(row, Entitlement.DUE, due);
        int last = state.distributions.getInt(slot, Distribution.LAST) - 1;
        rows.link(row, Entitlement.PREVIOUS, last + 1L);
        if (last == Table.NONE) {
            state.distributions.link(slot, Distribution.FIRST, row + 1L);
        } else {
            rows.link(last, Entitlement.NEXT, row + 1L);
        }
        state.distributions.link(slot, Distribution.LAST, row + 1L);
        state.distributions.add(slot, Distribution.HOLDERS, 1);
        state.distributions.add(slot, Distribution.DUE, due);
        settlementEvents.entitlementChanged(row, 0, 0);
    }

    /** Takes out what is paid or cancelled. */
    void remove(int slot, int row) {
        Table rows = state.entitlements;
        int next = rows.getInt(row, Entitlement.NEXT);
        int previous = rows.getInt(row, Entitlement.PREVIOUS);
        if (previous == 0) {
            state.distributions.link(slot, Distribution.FIRST, next);
        } else {
            rows.link(previous - 1, Entitlement.NEXT, next);
        }
        if (next == 0) {
            state.distributions.link(slot, Distribution.LAST, previous);
        } else {
            rows.link(next - 1, Entitlement.PREVIOUS, previous);
        }
        rows.release(row);
        state.distributions.add(slot, Distribution.HOLDERS, -1);
    }

    @Override
    public void finish(int task) {
        int slot = state.distributions.find(state.tasks.get(task, Task.SUBJECT));
        int issue = issues.find(state.distributions.get(slot, Distribution.ISSUE));
        promised(task, state.tasks.get(task, Task.LEFT));
        state.distributions.set(slot, Distribution.TASK, 0);
        state.issues.set(issue, Issue.TASK, 0);
        if (state.distributions.get(slot, Distribution.DUE) == 0) {
            end(slot, PaymentStatus.PAID);
        } else {
            settlementEvents.distributionChanged(slot);
        }
        events.issueChanged(issue);
    }

    /** Its last event, then the row goes. */
    void end(int slot, PaymentStatus status) {
        state.distributions.set(slot, Distribution.STATUS, status.value());
        settlementEvents.distributionChanged(slot);
        state.distributions.release(slot);
    }
}
