package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.ConvertIssueDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Units of one issue become units of another of the same issuer: floor(units x numerator / denominator) out of what is
 * unsold there. Units that make no whole one are paid at the price of the command. An encumbered holding stays as it
 * is, and so does one that finds no room; a later command converts what is left.
 */
final class Conversions implements Tasks.Work {
    private static final int EMPTY_BOOKS = 0;
    private static final int CONVERT = 1;
    private static final int DONE = 2;

    private final State state;
    private final MarketEvents events;
    private final SettlementEvents settlementEvents;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Tasks tasks;
    private final Redemptions redemptions;
    private final ConvertIssueDecoder convert = new ConvertIssueDecoder();

    Conversions(
            State state,
            MarketEvents events,
            SettlementEvents settlementEvents,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Redemptions redemptions) {
        this.state = state;
        this.events = events;
        this.settlementEvents = settlementEvents;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.tasks = tasks;
        this.redemptions = redemptions;
    }

    int start(Command command) {
        ConvertIssueDecoder in = convert.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int from = issues.find(in.fromIssueId());
        int to = issues.find(in.toIssueId());
        int refused = command.hasTwoPersons() ? checkIssues(from, to) : RejectCode.SECOND_PERSON_REQUIRED.number();
        if (refused == Command.OK) {
            refused = checkTerms(in, from, to);
        }
        if (refused != Command.OK) {
            return refused;
        }
        long money = reserve(in, from);
        int payer = redemptions.payer(from);
        if (state.balances.get(payer, Balance.AVAILABLE) < money) {
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
        int task = tasks.start(TaskKind.CONVERSION, in.fromIssueId(), issues.circulating(from));
        state.tasks.set(task, Task.NUMERATOR, in.numerator());
        state.tasks.set(task, Task.DENOMINATOR, in.denominator());
        state.tasks.set(task, Task.LOT, in.residuePriceMinor());
        state.issues.set(from, Issue.TASK, state.tasks.get(task, Task.ID));
        state.issues.set(from, Issue.CONVERTS_TO, in.toIssueId());
        state.issues.set(to, Issue.TASK, state.tasks.get(task, Task.ID));
        if (money > 0) {
            int hold = holds.open(payer, HoldReason.REDEMPTION, in.fromIssueId(), money);
            state.tasks.set(task, Task.HOLD, state.holds.get(hold, Hold.ID));
        }
        settlementEvents.issueConverted(task, in.toIssueId(), false);
        command.resultId = state.tasks.get(task, Task.ID);
        command.resultAmount = money;
        tasks.firstStep(task);
        return Command.OK;
    }

    private int checkIssues(int from, int to) {
        if (to == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        tasks.stepOfIssue(from);
        tasks.stepOfIssue(to);
        int refused = redemptions.checkIssue(from);
        if (refused == Command.OK) {
            refused = redemptions.checkIssue(to);
        }
        if (refused == Command.OK) {
            refused = redemptions.checkBasis(from, RedemptionBasis.OTHER_GROUND_IN_TERMS.value());
        }
        if (refused != Command.OK) {
            return refused;
        }
        if (state.issues.get(to, Issue.SUSPENDED) != 0) {
            return RejectCode.ISSUE_SUSPENDED.number();
        }
        boolean fits = from != to
                && state.issues.get(from, Issue.ISSUER_ACCOUNT) == state.issues.get(to, Issue.ISSUER_ACCOUNT)
                && state.issues.get(from, Issue.MONEY_ASSET) == state.issues.get(to, Issue.MONEY_ASSET);
        return fits ? Command.OK : RejectCode.CONTRADICTS_ISSUE_TERMS.number();
    }

    private int checkTerms(ConvertIssueDecoder in, int from, int to) {
        long price = in.residuePriceMinor();
        boolean inRange = in.numerator() > 0
                && in.numerator() <= Integer.MAX_VALUE
                && in.denominator() > 0
                && in.denominator() <= Integer.MAX_VALUE
                && price >= 0
                && price % state.issues.get(from, Issue.SCALE_FACTOR) == 0;
        if (!inRange) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (price == 0 && in.numerator() % in.denominator() != 0) {
            return RejectCode.RESIDUE_PRICE_MISSING.number();
        }
        long circulating = issues.circulating(from);
        if (circulating == 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (Amounts.product(circulating, price) == Amounts.OVERFLOW
                || Math.multiplyHigh(circulating, in.numerator()) >= in.denominator()) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        long most = Amounts.quotient(circulating, in.numerator(), in.denominator());
        return most < 0 || most > state.balances.get(issues.unsoldBalance(to), Balance.AVAILABLE)
                ? RejectCode.UNSOLD_SHORT.number()
                : Command.OK;
    }

    /** The most that residues can cost: less than the units of one new unit for each holding. */
    private long reserve(ConvertIssueDecoder in, int from) {
        long holdings = state.assets.get((int) in.fromIssueId() - 1, Asset.BALANCES) - 2;
        long units = holdings * Amounts.quotientUp(1, in.denominator(), in.numerator());
        long most = Math.min(issues.circulating(from), units);
        return Amounts.money(most, in.residuePriceMinor(), state.issues.get(from, Issue.SCALE_FACTOR));
    }

    @Override
    public int step(int task, int count) {
        int from = issues.find(state.tasks.get(task, Task.SUBJECT));
        int to = issues.find(state.issues.get(from, Issue.CONVERTS_TO));
        int moved = 0;
        while (moved < count && !isDone(task) && !redemptions.waits(task, state.tasks.get(task, Task.SUBJECT))) {
            if (state.tasks.get(task, Task.PHASE) == EMPTY_BOOKS) {
                emptyBooks(task, from);
            } else {
                next(task, from, to);
            }
            moved++;
        }
        return moved;
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.PHASE) == DONE;
    }

    private void emptyBooks(int task, int from) {
        long issueId = state.issues.get(from, Issue.ID);
        if (!redemptions.emptyBooks(task, issueId, false)) {
            state.tasks.set(task, Task.PHASE, CONVERT);
            state.tasks.set(task, Task.CURSOR, state.assets.get((int) issueId - 1, Asset.FIRST_BALANCE));
        }
    }

    private void next(int task, int from, int to) {
        int units = state.tasks.getInt(task, Task.CURSOR) - 1;
        boolean held = units != issues.unsoldBalance(from) && units != issues.sideBalance(from);
        boolean free = state.balances.getInt(units, Balance.OBJECTS) == 0;
        long account = state.balances.get(units, Balance.KEY) >>> 32;
        if (held && free && balances.total(units) > 0 && issues.hasRoom(account, state.issues.get(to, Issue.ID))) {
            convert(task, from, to, units);
        }
        long next = state.balances.getInt(units, Balance.NEXT_OF_ASSET);
        state.tasks.set(task, Task.CURSOR, next);
        if (next == 0) {
            state.tasks.set(task, Task.PHASE, DONE);
        }
    }

    private void convert(int task, int from, int to, int units) {
        Check.that(state.balances.get(units, Balance.HELD) == 0, "units still held, balance", units);
        long numerator = state.tasks.get(task, Task.NUMERATOR);
        long denominator = state.tasks.get(task, Task.DENOMINATOR);
        long quantity = balances.total(units);
        long given = Amounts.quotient(quantity, numerator, denominator);
        long used = Amounts.quotientUp(given, denominator, numerator);
        long fromId = state.issues.get(from, Issue.ID);
        if (used > 0) {
            balances.move(units, issues.sideBalance(from), EntryKind.CONVERSION, used, fromId);
            state.issues.add(from, Issue.BURNED, used);
        }
        if (given > 0) {
            int received = issues.open(state.balances.get(units, Balance.KEY) >>> 32, state.issues.get(to, Issue.ID));
            balances.move(issues.unsoldBalance(to), received, EntryKind.CONVERSION, given, fromId);
        }
        long residue = state.tasks.get(task, Task.LOT) == 0 ? 0 : quantity - used;
        if (residue > 0) {
            pay(task, from, units, residue);
        }
        state.tasks.add(task, Task.DONE, used + residue);
        state.tasks.add(task, Task.LEFT, given);
    }

    private void pay(int task, int from, int units, long residue) {
        long fromId = state.issues.get(from, Issue.ID);
        long money =
                Amounts.money(residue, state.tasks.get(task, Task.LOT), state.issues.get(from, Issue.SCALE_FACTOR));
        balances.move(units, issues.sideBalance(from), EntryKind.REDEMPTION, residue, fromId);
        balances.post(redemptions.payer(from), EntryKind.REDEMPTION_PAYMENT, 0, -money, 0, fromId);
        balances.post(redemptions.payee(from, units), EntryKind.REDEMPTION_PAYMENT, money, 0, 0, fromId);
        holds.reduce(state.holds.find(state.tasks.get(task, Task.HOLD)), money);
        state.issues.add(from, Issue.REDEEMED, residue);
        state.issues.add(from, Issue.PAID, money);
    }

    @Override
    public void finish(int task) {
        int from = issues.find(state.tasks.get(task, Task.SUBJECT));
        int to = issues.find(state.issues.get(from, Issue.CONVERTS_TO));
        int hold = state.holds.find(state.tasks.get(task, Task.HOLD));
        if (hold != Table.NONE) {
            long left = state.holds.get(hold, Hold.REMAINING);
            balances.post(holds.balanceOf(hold), EntryKind.RELEASE, left, -left, 0, state.holds.get(hold, Hold.ID));
            holds.reduce(hold, left);
        }
        state.issues.set(from, Issue.TASK, 0);
        state.issues.set(from, Issue.CONVERTS_TO, 0);
        state.issues.set(to, Issue.TASK, 0);
        if (state.tasks.get(task, Task.LEFT) > 0) {
            state.issues.set(to, Issue.STATUS, Issues.CIRCULATING);
        }
        settlementEvents.issueConverted(task, state.issues.get(to, Issue.ID), true);
        events.issueChanged(from);
        events.issueChanged(to);
    }
}
