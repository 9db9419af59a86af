package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.StartRedemptionDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Redemption: the issuer's money is reserved whole, the books of the issue are emptied, then every holder is paid and
 * his units leave existence in the same step. Unsold units are burned. A holder whose encumbrances find no room for
 * their money keeps his units: the money reserved for them goes back to the issuer, and the issue circulates until a
 * later redemption takes them.
 */
@LegalBasis("RUL-39.p5")
@LegalBasis("LAW-1.6-7")
final class Redemptions implements Tasks.Work {
    private static final int EMPTY_BOOKS = 0;
    private static final int PAY = 1;
    private static final int DONE = 2;

    private final State state;
    private final MarketEvents events;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Tasks tasks;
    private final Settlement settlement;
    private final EncumbranceMoves moves;
    private final Restrictions restrictions;
    private final StartRedemptionDecoder start = new StartRedemptionDecoder();
    /** Somebody was paid in the step in hand. */
    private boolean paid;

    Redemptions(
            State state,
            MarketEvents events,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Settlement settlement,
            EncumbranceMoves moves,
            Restrictions restrictions) {
        this.state = state;
        this.events = events;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.tasks = tasks;
        this.settlement = settlement;
        this.moves = moves;
        this.restrictions = restrictions;
    }

    int start(Command command) {
        StartRedemptionDecoder in = start.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        int refused = checkIssue(issue);
        if (refused == Command.OK) {
            refused = checkBasis(issue, in.basisRaw());
        }
        if (refused != Command.OK) {
            return refused;
        }
        long money = money(issue, issues.circulating(issue));
        int payer = payer(issue);
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
        state.issues.set(issue, Issue.STATUS, Issues.REDEEMING);
        int task = tasks.start(TaskKind.REDEMPTION, in.issueId(), issues.outstanding(issue));
        state.issues.set(issue, Issue.TASK, state.tasks.get(task, Task.ID));
        if (money > 0) {
            int hold = holds.open(payer, HoldReason.REDEMPTION, in.issueId(), money);
            state.tasks.set(task, Task.HOLD, state.holds.get(hold, Hold.ID));
        }
        events.issueChanged(issue);
        events.redemptionChanged(issue, issues.outstanding(issue), false);
        tasks.firstStep(task);
        command.resultAmount = money;
        return Command.OK;
    }

    int checkIssue(int issue) {
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (issues.isStablecoin(issue)) {
            return RejectCode.CONTRADICTS_ISSUE_TERMS.number();
        }
        if (state.issues.get(issue, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (state.issues.get(issue, Issue.PLACEMENT) != 0) {
            return RejectCode.PLACEMENT_RUNNING.number();
        }
        if (!issues.isAlive(issue) || state.issues.get(issue, Issue.STATUS) == Issues.REGISTERED) {
            return RejectCode.ISSUE_STATUS.number();
        }
        if (state.issues.get(issue, Issue.HOLDS) != 0) {
            return RejectCode.STILL_HELD.number();
        }
        return checkPayer(issue);
    }

    /** Whether the issuer's money may leave his account. */
    int checkPayer(int issue) {
        return restrictions.checkDisposal(state.issues.get(issue, Issue.ISSUER_ACCOUNT));
    }

    /** Performance of the obligation needs the maturity day, every other ground a word in the terms. */
    @LegalBasis("LAW-1.6-6-p2")
    @LegalBasis("LAW-1.6-7")
    int checkBasis(int issue, int basis) {
        boolean inTerms = basis == RedemptionBasis.OBLIGATION_PERFORMED.value()
                ? state.legalDay() >= state.issues.get(issue, Issue.MATURITY)
                : basis == RedemptionBasis.OTHER_GROUND_IN_TERMS.value()
                        && state.issues.get(issue, Issue.OTHER_GROUNDS) == 1;
        return inTerms ? Command.OK : RejectCode.CONTRADICTS_ISSUE_TERMS.number();
    }

    long money(int issue, long quantity) {
        long money = Amounts.money(
                quantity, state.issues.get(issue, Issue.REDEMPTION_PRICE), state.issues.get(issue, Issue.SCALE_FACTOR));
        Check.that(money >= 0, "redemption money, issue", issue);
        return money;
    }

    int payer(int issue) {
        return balances.find(state.issues.get(issue, Issue.ISSUER_ACCOUNT), state.issues.get(issue, Issue.MONEY_ASSET));
    }

    /** The row of money of the account that has these units. */
    int payee(int issue, int units) {
        long account = state.balances.get(units, Balance.KEY) >>> 32;
        int payee = balances.find(account, state.issues.get(issue, Issue.MONEY_ASSET));
        Check.that(payee != Table.NONE, "holder without a row for money, account", account);
        return payee;
    }

    @Override
    public int step(int task, int count) {
        int issue = issues.find(state.tasks.get(task, Task.SUBJECT));
        int moved = 0;
        while (moved < count && !isDone(task) && !waits(task, state.tasks.get(task, Task.SUBJECT))) {
            if (state.tasks.get(task, Task.PHASE) == EMPTY_BOOKS) {
                empty(task, state.tasks.get(task, Task.SUBJECT));
            } else {
                pay(task, issue);
                paid = true;
            }
            moved++;
        }
        return moved;
    }

    @Override
    public void stepped(int task) {
        if (paid && !isDone(task)) {
            int issue = issues.find(state.tasks.get(task, Task.SUBJECT));
            events.redemptionChanged(issue, issues.outstanding(issue), false);
        }
        paid = false;
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.PHASE) == DONE;
    }

    private void empty(int task, long issueId) {
        if (!emptyBooks(task, issueId, true)) {
            state.tasks.set(task, Task.PHASE, PAY);
            state.tasks.set(task, Task.CURSOR, state.assets.get((int) issueId - 1, Asset.FIRST_BALANCE));
        }
    }

    /** True while another task has the pair whose orders are to be cancelled next: the step ends, others go on. */
    boolean waits(int task, long issueId) {
        int instrument = state.tasks.getInt(task, Task.CURSOR);
        return state.tasks.get(task, Task.PHASE) == EMPTY_BOOKS
                && instrument < state.instruments.high()
                && concerns(instrument, issueId)
                && state.instruments.get(instrument, Instrument.TASK) != 0;
    }

    private boolean concerns(int instrument, long issueId) {
        return state.instruments.get(instrument, Instrument.BASE) == issueId
                || state.instruments.get(instrument, Instrument.QUOTE) == issueId;
    }

    /**
     * Cancels one order of the issue's pairs, or goes to the next pair, but leaves a pair that another task has alone;
     * false when no pair is left.
     */
    boolean emptyBooks(int task, long issueId, boolean close) {
        if (waits(task, issueId)) {
            return true;
        }
        int instrument = state.tasks.getInt(task, Task.CURSOR);
        Table instruments = state.instruments;
        if (instrument >= instruments.high()) {
            return false;
        }
        boolean concerns = concerns(instrument, issueId);
        if (close && concerns && instruments.get(instrument, Instrument.HALT_REASON) != HaltReason.REDEMPTION.value()) {
            TradingState.CLOSED.enter(instruments, instrument);
            instruments.set(instrument, Instrument.HALT_REASON, HaltReason.REDEMPTION.value());
            events.instrumentChanged(instrument);
        }
        if (concerns && instruments.get(instrument, Instrument.ORDERS) > 0) {
            settlement.cancelFirst(instrument, close ? CancelReason.ISSUE_CLOSED : CancelReason.HALT);
        } else {
            state.tasks.add(task, Task.CURSOR, 1);
        }
        return true;
    }

    private void pay(int task, int issue) {
        int units = state.tasks.getInt(task, Task.CURSOR) - 1;
        long quantity = balances.total(units);
        if (units == issues.unsoldBalance(issue)) {
            if (quantity > 0) {
                balances.move(
                        units, issues.sideBalance(issue), EntryKind.BURN, quantity, state.issues.get(issue, Issue.ID));
                state.issues.add(issue, Issue.BURNED, quantity);
                state.tasks.add(task, Task.DONE, quantity);
            }
        } else if (units != issues.sideBalance(issue)) {
            redeem(task, issue, units, quantity);
        }
        long next = state.balances.getInt(units, Balance.NEXT_OF_ASSET);
        state.tasks.set(task, Task.CURSOR, next);
        if (next == 0) {
            state.tasks.set(task, Task.PHASE, DONE);
        }
    }

    private void redeem(int task, int issue, int units, long quantity) {
        long issueId = state.issues.get(issue, Issue.ID);
        Check.that(state.balances.get(units, Balance.HELD) == 0, "units still held, balance", units);
        if (quantity == 0 && moves.first(units) == Table.NONE) {
            return;
        }
        int payee = payee(issue, units);
        if (quantity > 0 && !moves.mayConvert(units, payee)) {
            state.tasks.add(task, Task.LEFT, quantity);
            return;
        }
        long money = money(issue, quantity);
        long available = state.balances.get(units, Balance.AVAILABLE);
        long blockedUnits = state.balances.get(units, Balance.BLOCKED);
        long blockedMoney = moves.convert(
                units,
                payee,
                state.issues.get(issue, Issue.REDEMPTION_PRICE),
                state.issues.get(issue, Issue.SCALE_FACTOR));
        if (quantity == 0) {
            return;
        }
        balances.post(units, EntryKind.REDEMPTION, -available, 0, -blockedUnits, issueId);
        balances.post(issues.sideBalance(issue), EntryKind.REDEMPTION, quantity, 0, 0, issueId);
        balances.post(payer(issue), EntryKind.REDEMPTION_PAYMENT, 0, -money, 0, issueId);
        balances.post(payee, EntryKind.REDEMPTION_PAYMENT, money - blockedMoney, 0, blockedMoney, issueId);
        holds.reduce(state.holds.find(state.tasks.get(task, Task.HOLD)), money);
        state.issues.add(issue, Issue.REDEEMED, quantity);
        state.issues.add(issue, Issue.PAID, money);
        state.tasks.add(task, Task.DONE, quantity);
    }

    @Override
    public void finish(int task) {
        int issue = issues.find(state.tasks.get(task, Task.SUBJECT));
        holds.giveBack(state.tasks.get(task, Task.HOLD));
        long left = issues.outstanding(issue);
        Check.that(left == state.tasks.get(task, Task.LEFT), "units left by a redemption, issue", issue);
        state.issues.set(issue, Issue.STATUS, left == 0 ? Issues.REDEEMED : Issues.CIRCULATING);
        state.issues.set(issue, Issue.TASK, 0);
        events.redemptionChanged(issue, left, left == 0);
        events.issueChanged(issue);
    }
}
