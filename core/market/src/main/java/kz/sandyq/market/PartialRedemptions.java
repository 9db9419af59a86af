package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.RedeemPartDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Redemption of a part of every holding. A holder gives floor(holding x numerator / denominator) in whole lots, free
 * units first, then encumbered ones of the oldest encumbrance on; the money of encumbered units stands blocked under
 * the terms of the same encumbrance. What rounding leaves stays with the holders, and so does the share of a holder
 * whose encumbrances find no room for their money; the money reserved for it goes back to the issuer.
 */
@LegalBasis("RUL-39.p5")
@LegalBasis("LAW-1.6-7")
final class PartialRedemptions implements Tasks.Work {
    private static final int EMPTY_BOOKS = 0;
    private static final int PAY = 1;
    private static final int DONE = 2;

    private final State state;
    private final MarketEvents events;
    private final SettlementEvents settlementEvents;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Tasks tasks;
    private final Redemptions redemptions;
    private final EncumbranceMoves moves;
    private final RedeemPartDecoder redeem = new RedeemPartDecoder();

    PartialRedemptions(
            State state,
            MarketEvents events,
            SettlementEvents settlementEvents,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Redemptions redemptions,
            EncumbranceMoves moves) {
        this.state = state;
        this.events = events;
        this.settlementEvents = settlementEvents;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.tasks = tasks;
        this.redemptions = redemptions;
        this.moves = moves;
    }

    int start(Command command) {
        RedeemPartDecoder in = redeem.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        int refused = redemptions.checkIssue(issue);
        if (refused == Command.OK) {
            refused = redemptions.checkBasis(issue, in.basisRaw());
        }
        if (refused != Command.OK) {
            return refused;
        }
        long circulating = issues.circulating(issue);
        long denominator = in.denominator() == 0 ? circulating : in.denominator();
        if (in.numerator() <= 0 || in.numerator() >= denominator || in.lotQuantity() <= 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        long most = Amounts.quotient(circulating, in.numerator(), denominator);
        if (most == 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        long money = redemptions.money(issue, most);
        int payer = redemptions.payer(issue);
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
        int task = tasks.start(TaskKind.PARTIAL_REDEMPTION, in.issueId(), most);
        state.tasks.set(task, Task.NUMERATOR, in.numerator());
        state.tasks.set(task, Task.DENOMINATOR, denominator);
        state.tasks.set(task, Task.LOT, in.lotQuantity());
        state.issues.set(issue, Issue.TASK, state.tasks.get(task, Task.ID));
        int hold = holds.open(payer, HoldReason.REDEMPTION, in.issueId(), money);
        state.tasks.set(task, Task.HOLD, state.holds.get(hold, Hold.ID));
        report(task, issue, false);
        command.resultId = state.tasks.get(task, Task.ID);
        command.resultAmount = money;
        tasks.firstStep(task);
        return Command.OK;
    }

    @Override
    public int step(int task, int count) {
        int issue = issues.find(state.tasks.get(task, Task.SUBJECT));
        int moved = 0;
        while (moved < count && !isDone(task) && !redemptions.waits(task, state.tasks.get(task, Task.SUBJECT))) {
            if (state.tasks.get(task, Task.PHASE) == EMPTY_BOOKS) {
                emptyBooks(task, issue);
            } else {
                pay(task, issue);
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
        if (!redemptions.emptyBooks(task, issueId, false)) {
            state.tasks.set(task, Task.PHASE, PAY);
            state.tasks.set(task, Task.CURSOR, state.assets.get((int) issueId - 1, Asset.FIRST_BALANCE));
        }
    }

    private void pay(int task, int issue) {
        int units = state.tasks.getInt(task, Task.CURSOR) - 1;
        if (units != issues.unsoldBalance(issue) && units != issues.sideBalance(issue)) {
            long share = Amounts.quotient(
                    balances.total(units),
                    state.tasks.get(task, Task.NUMERATOR),
                    state.tasks.get(task, Task.DENOMINATOR));
            redeem(task, issue, units, share - share % state.tasks.get(task, Task.LOT));
        }
        long next = state.balances.getInt(units, Balance.NEXT_OF_ASSET);
        state.tasks.set(task, Task.CURSOR, next);
        if (next == 0) {
            state.tasks.set(task, Task.PHASE, DONE);
        }
    }

    private void redeem(int task, int issue, int units, long share) {
        if (share == 0) {
            return;
        }
        long issueId = state.issues.get(issue, Issue.ID);
        int payee = redemptions.payee(issue, units);
        Check.that(state.balances.get(units, Balance.HELD) == 0, "units still held, balance", units);
        if (!moves.hasRoom(units, payee, true)) {
            return;
        }
        long free = Math.min(share, state.balances.get(units, Balance.AVAILABLE));
        long blockedMoney = ofFreeUnits(issue, units, payee, free);
        long blocked = 0;
        for (int at = moves.firstCovering(units);
                at != Table.NONE && free + blocked < share;
                at = moves.firstCovering(units)) {
            long covered = Math.min(share - free - blocked, state.encumbrances.get(at, Encumbrance.COVERED));
            long ofCovered = redemptions.money(issue, covered);
            moves.block(at, payee, ofCovered);
            moves.redeemed(units, at, covered, payee, ofCovered);
            blocked += covered;
            blockedMoney += ofCovered;
        }
        long money = redemptions.money(issue, free + blocked);
        balances.post(units, EntryKind.REDEMPTION, -free, 0, -blocked, issueId);
        balances.post(issues.sideBalance(issue), EntryKind.REDEMPTION, free + blocked, 0, 0, issueId);
        balances.post(redemptions.payer(issue), EntryKind.REDEMPTION_PAYMENT, 0, -money, 0, issueId);
        balances.post(payee, EntryKind.REDEMPTION_PAYMENT, money - blockedMoney, 0, blockedMoney, issueId);
        holds.reduce(state.holds.find(state.tasks.get(task, Task.HOLD)), money);
        state.issues.add(issue, Issue.REDEEMED, free + blocked);
        state.issues.add(issue, Issue.PAID, money);
        state.tasks.add(task, Task.DONE, free + blocked);
    }

    /** The money of free units whose redemption an encumbrance stops; what is blocked of it. */
    private long ofFreeUnits(int issue, int units, int payee, long quantity) {
        long left = quantity;
        long blockedMoney = 0;
        int at = moves.first(units);
        while (at != Table.NONE && left > 0) {
            int next = moves.next(at);
            boolean stops = state.encumbrances.get(at, Encumbrance.STOPS_CIRCULATION) == 0
                    && state.encumbrances.get(at, Encumbrance.STOPS_REDEMPTION) != 0;
            if (stops) {
                long stopped = Math.min(left, state.encumbrances.get(at, Encumbrance.REMAINING));
                long money = redemptions.money(issue, stopped);
                moves.block(at, payee, money);
                moves.redeemed(units, at, stopped, payee, money);
                blockedMoney += money;
                left -= stopped;
            }
            at = next;
        }
        return blockedMoney;
    }

    @Override
    public void finish(int task) {
        int issue = issues.find(state.tasks.get(task, Task.SUBJECT));
        holds.giveBack(state.tasks.get(task, Task.HOLD));
        state.issues.set(issue, Issue.TASK, 0);
        report(task, issue, true);
        events.issueChanged(issue);
    }

    private void report(int task, int issue, boolean finished) {
        long paid = redemptions.money(issue, state.tasks.get(task, Task.DONE));
        settlementEvents.partRedeemed(task, issue, paid, finished);
    }
}
