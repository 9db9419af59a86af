package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.SettlementRows.Distribution;
import kz.sandyq.market.SettlementRows.Entitlement;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelIncomeDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.PayDueDecoder;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.protocol.sbe.PledgeIncome;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Payment of what is owed, whole or, once overdue, pro rata: each holder stands at floor(owed x paid so far / owed by
 * all); what rounding leaves of a part payment goes back to the issuer and is owed on. Money that an encumbrance stops
 * waits blocked under its terms. Units leave existence when the last of their money is paid.
 */
@LegalBasis("RUL-39.p5")
final class Payments implements Tasks.Work {
    private final State state;
    private final SettlementEvents events;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Tasks tasks;
    private final Redemptions redemptions;
    private final EncumbranceMoves moves;
    private final IncomeTerms terms;
    private final Distributions distributions;
    private final Overdues overdues;
    private final PayDueDecoder payDue = new PayDueDecoder();
    private final CancelIncomeDecoder cancel = new CancelIncomeDecoder();

    Payments(
            State state,
            SettlementEvents events,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Redemptions redemptions,
            EncumbranceMoves moves,
            IncomeTerms terms,
            Distributions distributions,
            Overdues overdues) {
        this.state = state;
        this.events = events;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.tasks = tasks;
        this.redemptions = redemptions;
        this.moves = moves;
        this.terms = terms;
        this.distributions = distributions;
        this.overdues = overdues;
    }

    int pay(Command command) {
        PayDueDecoder in = payDue.wrap(command.buffer, command.offset, command.blockLength, command.version);
        overdues.goOn(in.distributionId());
        int slot = state.distributions.find(in.distributionId());
        int refused = overdues.checkIdle(slot);
        if (refused != Command.OK) {
            return refused;
        }
        if (state.legalDay() < state.distributions.get(slot, Distribution.PAYMENT_DAY)) {
            return RejectCode.PAYMENT_DAY_NOT_REACHED.number();
        }
        long rest = state.distributions.get(slot, Distribution.DUE) - state.distributions.get(slot, Distribution.PAID);
        long amount = in.amountMinor() == 0 ? rest : in.amountMinor();
        if (amount < 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (amount > rest) {
            return RejectCode.ABOVE_DUE.number();
        }
        if (amount < rest && !overdues.isOverdue(slot)) {
            return RejectCode.PAYMENT_STATUS.number();
        }
        if (distributions.isPrincipal(slot) && state.issues.get(issueOf(slot), Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        refused = redemptions.checkPayer(issueOf(slot));
        if (refused != Command.OK) {
            return refused;
        }
        int payer = redemptions.payer(issueOf(slot));
        if (state.balances.get(payer, Balance.AVAILABLE) < amount) {
            return RejectCode.ISSUER_MONEY_SHORT.number();
        }
        if (state.holds.isFull()) {
            return RejectCode.LIMIT_HOLDS.number();
        }
        if (tasks.isFull()) {
            return RejectCode.LIMIT_TASKS.number();
        }
        refused = issues.ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        int task = begin(slot);
        int hold = holds.open(payer, HoldReason.PAYMENT_DUE, in.distributionId(), amount);
        state.tasks.set(task, Task.HOLD, state.holds.get(hold, Hold.ID));
        long due = state.distributions.get(slot, Distribution.DUE);
        state.tasks.set(task, Task.NUMERATOR, due - rest + amount);
        state.tasks.set(task, Task.DENOMINATOR, due);
        if (distributions.isPrincipal(slot)) {
            state.issues.set(issueOf(slot), Issue.TASK, state.tasks.get(task, Task.ID));
        }
        command.resultId = in.distributionId();
        command.resultAmount = amount;
        tasks.firstStep(task);
        return Command.OK;
    }

    int cancelIncome(Command command) {
        CancelIncomeDecoder in = cancel.wrap(command.buffer, command.offset, command.blockLength, command.version);
        overdues.goOn(in.distributionId());
        int slot = state.distributions.find(in.distributionId());
        int refused = command.hasTwoPersons() ? overdues.checkIdle(slot) : RejectCode.SECOND_PERSON_REQUIRED.number();
        if (refused != Command.OK) {
            return refused;
        }
        if (overdues.isOverdue(slot) || state.distributions.get(slot, Distribution.PAID) > 0) {
            return RejectCode.PAYMENT_STATUS.number();
        }
        if (tasks.isFull()) {
            return RejectCode.LIMIT_TASKS.number();
        }
        refused = issues.ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        state.distributions.set(slot, Distribution.STATUS, PaymentStatus.CANCELLED.value());
        state.issues.add(issueOf(slot), Issue.INCOMES, -1);
        tasks.firstStep(begin(slot));
        return Command.OK;
    }

    private int begin(int slot) {
        long id = state.distributions.get(slot, Distribution.ID);
        int task = tasks.start(TaskKind.PAYMENT, id, state.distributions.get(slot, Distribution.HOLDERS));
        state.distributions.set(slot, Distribution.TASK, state.tasks.get(task, Task.ID));
        int first = state.distributions.getInt(slot, Distribution.FIRST) - 1;
        state.tasks.set(task, Task.CURSOR, state.entitlements.get(first, Entitlement.ID));
        return task;
    }

    private int issueOf(int slot) {
        return issues.find(state.distributions.get(slot, Distribution.ISSUE));
    }

    @Override
    public int step(int task, int count) {
        int slot = state.distributions.find(state.tasks.get(task, Task.SUBJECT));
        int moved = 0;
        while (moved < count && !isDone(task)) {
            int row = state.entitlements.find(state.tasks.get(task, Task.CURSOR));
            int next = state.entitlements.getInt(row, Entitlement.NEXT) - 1;
            if (state.distributions.get(slot, Distribution.STATUS) == PaymentStatus.CANCELLED.value()) {
                distributions.remove(slot, row);
            } else {
                payOne(task, slot, row);
            }
            state.tasks.set(task, Task.CURSOR, next == Table.NONE ? 0 : state.entitlements.get(next, Entitlement.ID));
            state.tasks.add(task, Task.DONE, 1);
            moved++;
        }
        return moved;
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.CURSOR) == 0;
    }

    private void payOne(int task, int slot, int row) {
        Table rows = state.entitlements;
        int issue = issueOf(slot);
        long account = rows.get(row, Entitlement.ACCOUNT);
        int units = balances.find(account, state.issues.get(issue, Issue.ID));
        int payee = redemptions.payee(issue, units);
        // What lies on the units is gone through, even where nothing of them changes.
        state.balances.touched().add(units);
        long due = rows.get(row, Entitlement.DUE);
        long paid = rows.get(row, Entitlement.PAID);
        long numerator = state.tasks.get(task, Task.NUMERATOR);
        boolean last = numerator == state.tasks.get(task, Task.DENOMINATOR);
        long target = last ? due : Amounts.quotient(due, numerator, state.tasks.get(task, Task.DENOMINATOR));
        // Who found no room for his encumbrances before may now be behind by more than this payment has.
        int hold = state.holds.find(state.tasks.get(task, Task.HOLD));
        long left = hold == Table.NONE ? 0 : state.holds.get(hold, Hold.REMAINING);
        if (target > paid && left > 0) {
            if (!moves.hasRoom(units, payee, distributions.isPrincipal(slot)) || !pledgeesHaveRoom(issue, units)) {
                return;
            }
            pay(task, slot, row, Math.min(target - paid, left));
        }
        if (last) {
            if (distributions.isPrincipal(slot)) {
                retire(issue, units, payee);
            }
            distributions.remove(slot, row);
        }
    }

    private void pay(int task, int slot, int row, long amount) {
        int issue = issueOf(slot);
        boolean principal = distributions.isPrincipal(slot);
        long account = state.entitlements.get(row, Entitlement.ACCOUNT);
        long paid = state.entitlements.get(row, Entitlement.PAID);
        long id = state.distributions.get(slot, Distribution.ID);
        int units = balances.find(account, state.issues.get(issue, Issue.ID));
        int payee = redemptions.payee(issue, units);
        long tax = terms.tax(slot, paid + amount) - terms.tax(slot, paid);
        long net = amount - tax;
        long quantity = state.entitlements.get(row, Entitlement.QUANTITY);
        long blocked = block(units, payee, quantity, net, principal);
        long pledged = principal ? 0 : payPledgees(issue, units, quantity, net, net - blocked, id);
        EntryKind kind = principal ? EntryKind.REDEMPTION_PAYMENT : EntryKind.INCOME;
        balances.post(redemptions.payer(issue), kind, 0, -amount, 0, id);
        if (net > pledged) {
            balances.post(payee, kind, net - blocked - pledged, 0, blocked, id);
        }
        if (tax > 0) {
            long taxAccount = state.distributions.get(slot, Distribution.TAX_ACCOUNT);
            int taxes = balances.find(taxAccount, state.issues.get(issue, Issue.MONEY_ASSET));
            balances.post(taxes, EntryKind.TAX, tax, 0, 0, id);
        }
        holds.reduce(state.holds.find(state.tasks.get(task, Task.HOLD)), amount);
        state.entitlements.add(row, Entitlement.PAID, amount);
        state.distributions.add(slot, Distribution.PAID, amount);
        state.distributions.add(slot, Distribution.TAX, tax);
        if (principal) {
            state.issues.add(issue, Issue.PAID, amount);
        }
        events.entitlementChanged(row, tax, blocked);
    }

    /**
     * What encumbrances of the units stop of a payment, each by its share of the holding, rounded up; those that wait
     * behind others wait behind the money too.
     */
    private long block(int units, int payee, long quantity, long net, boolean principal) {
        Table rows = state.encumbrances;
        long left = net;
        for (int at = moves.first(units); at != Table.NONE; at = moves.next(at)) {
            boolean circulation = rows.get(at, Encumbrance.STOPS_CIRCULATION) != 0;
            boolean stops = principal
                    ? circulation || rows.get(at, Encumbrance.STOPS_REDEMPTION) != 0
                    : rows.get(at, Encumbrance.STOPS_INCOME) != 0;
            long reach = rows.get(at, circulation ? Encumbrance.COVERED : Encumbrance.REMAINING);
            long share = stops ? Math.min(left, share(net, reach, quantity)) : 0;
            if (share > 0) {
                moves.block(at, payee, share);
                left -= share;
            }
            long waits = principal && circulation ? rows.get(at, Encumbrance.REMAINING) - reach : 0;
            long behind = Math.min(waits, state.balances.get(units, Balance.BLOCKED) - reach);
            if (behind > 0) {
                moves.wait(at, payee, share(net, behind, quantity));
            }
        }
        return net - left;
    }

    /** Income that by the terms of a pledge is the pledgee's; what is stopped before is nobody's yet. */
    private long payPledgees(int issue, int units, long quantity, long net, long most, long id) {
        long left = most;
        for (int at = moves.first(units); at != Table.NONE && left > 0; at = moves.next(at)) {
            if (isPledgees(at)) {
                long reach = state.encumbrances.get(at, Encumbrance.COVERED);
                long share = Math.min(left, Amounts.quotient(net, Math.min(quantity, reach), quantity));
                long pledgee = state.encumbrances.get(at, Encumbrance.PLEDGEE_ACCOUNT);
                int to = balances.open(pledgee, state.issues.get(issue, Issue.MONEY_ASSET));
                if (share > 0) {
                    balances.post(to, EntryKind.INCOME, share, 0, 0, id);
                }
                left -= share;
            }
        }
        return most - left;
    }

    private boolean isPledgees(int encumbrance) {
        return state.encumbrances.get(encumbrance, Encumbrance.INCOME_TO) == PledgeIncome.PLEDGEE.value()
                && state.encumbrances.get(encumbrance, Encumbrance.STOPS_INCOME) == 0;
    }

    private boolean pledgeesHaveRoom(int issue, int units) {
        int missing = 0;
        for (int at = moves.first(units); at != Table.NONE; at = moves.next(at)) {
            if (isPledgees(at)) {
                missing += balances.missing(
                        state.encumbrances.get(at, Encumbrance.PLEDGEE_ACCOUNT),
                        state.issues.get(issue, Issue.MONEY_ASSET));
            }
        }
        return missing <= state.balances.room();
    }

    private static long share(long net, long reach, long quantity) {
        return Amounts.quotientUp(net, Math.min(quantity, reach), quantity);
    }

    private void retire(int issue, int units, int payee) {
        long available = state.balances.get(units, Balance.AVAILABLE);
        long blocked = state.balances.get(units, Balance.BLOCKED);
        Check.that(state.balances.get(units, Balance.HELD) == 0, "units still held, balance", units);
        moves.extinguish(units, payee);
        if (available + blocked > 0) {
            long issueId = state.issues.get(issue, Issue.ID);
            balances.post(units, EntryKind.REDEMPTION, -available, 0, -blocked, issueId);
            balances.post(issues.sideBalance(issue), EntryKind.REDEMPTION, available + blocked, 0, 0, issueId);
            state.issues.add(issue, Issue.REDEEMED, available + blocked);
        }
    }

    @Override
    public void finish(int task) {
        int slot = state.distributions.find(state.tasks.get(task, Task.SUBJECT));
        int issue = issueOf(slot);
        holds.giveBack(state.tasks.get(task, Task.HOLD));
        state.distributions.set(slot, Distribution.TASK, 0);
        if (distributions.isPrincipal(slot)) {
            state.issues.set(issue, Issue.TASK, 0);
        }
        if (state.distributions.get(slot, Distribution.STATUS) == PaymentStatus.CANCELLED.value()) {
            distributions.end(slot, PaymentStatus.CANCELLED);
        } else if (state.distributions.get(slot, Distribution.HOLDERS) == 0) {
            overdues.cure(slot);
            distributions.end(slot, PaymentStatus.PAID);
        } else {
            events.distributionChanged(slot);
        }
    }
}
