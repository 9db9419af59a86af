package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.market.TradingRows.SideRecord;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.SetHolderNoticeDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Who may not dispose of anything: frozen accounts and wallets whose holder is no more. Open orders that such a
 * restriction, or an arrest that lacks something, catches are recalled by a task; one that is met before is cancelled
 * instead of traded.
 */
@LegalBasis("LAW-1.6-3-d")
final class Restrictions implements Tasks.Work {
    static final int OF_BALANCE = 1;
    static final int OF_ACCOUNT = 2;
    static final int OF_WALLET = 3;

    private final State state;
    private final Events events;
    private final LienEvents lienEvents;
    private final Tasks tasks;
    private final EarlyEnds earlyEnds;
    private final SetHolderNoticeDecoder setNotice = new SetHolderNoticeDecoder();

    Restrictions(State state, Events events, LienEvents lienEvents, Tasks tasks, EarlyEnds earlyEnds) {
        this.state = state;
        this.events = events;
        this.lienEvents = lienEvents;
        this.tasks = tasks;
        this.earlyEnds = earlyEnds;
    }

    /** Whether what stands on an account may leave it by its holder's will. */
    int checkDisposal(long accountId) {
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return Command.OK;
        }
        int account = (int) accountId - 1;
        if (state.accounts.get(account, Account.FREEZES) > 0) {
            return RejectCode.ACCOUNT_FROZEN.number();
        }
        int wallet = state.accounts.getInt(account, Account.WALLET) - 1;
        return state.wallets.get(wallet, Wallet.NOTICE) != 0 ? RejectCode.HOLDER_NOTICE_IN_FORCE.number() : Command.OK;
    }

    /** Whether a client or an issuer is cleared for deals at this moment, where clearance is asked for. */
    int checkClearance(long accountId) {
        if (state.scalars.get(Scalars.CLEARANCE) == 0) {
            return Command.OK;
        }
        int account = (int) accountId - 1;
        int capacity = state.accounts.getInt(account, Account.CAPACITY);
        int wallet = state.accounts.getInt(account, Account.WALLET) - 1;
        boolean asked = capacity == Capacities.CLIENT || capacity == Capacities.ISSUER;
        return asked && state.wallets.get(wallet, Wallet.CLEARED_UNTIL) <= state.logicalNowMs()
                ? RejectCode.CLEARANCE_LAPSED.number()
                : Command.OK;
    }

    boolean isFrozen(long accountId) {
        return state.accounts.get((int) accountId - 1, Account.FREEZES) > 0;
    }

    boolean hasNotice(long walletId) {
        return state.wallets.get((int) walletId - 1, Wallet.NOTICE) != 0;
    }

    /** Why a resting order must not trade, or NONE. */
    CancelReason barred(int order) {
        if (Orders.isGoodTillDate(state.orders, order) && isOver(order)) {
            return CancelReason.EXPIRED;
        }
        int pays = (int) (state.orders.get(order, Order.BALANCES) >>> 32);
        if (lacks(pays)) {
            return CancelReason.ARREST;
        }
        if (state.scalars.get(Scalars.RESTRICTED) == 0) {
            return CancelReason.NONE;
        }
        if (Platform.isProhibited(state, Activity.TRADING.value())) {
            return CancelReason.SERVICES_PROHIBITED;
        }
        long account = Orders.account(state.orders, order);
        if (checkDisposal(account) != Command.OK) {
            return CancelReason.FREEZE;
        }
        return checkClearance(account) == Command.OK ? CancelReason.NONE : CancelReason.CLEARANCE;
    }

    /** Whether the time of an order is over, though the beat has not come to it. */
    private boolean isOver(int order) {
        int record = state.orders.getInt(order, Order.REFERENCE) & Table.MAX_SLOTS - 1;
        return state.sideRecords.get(record, SideRecord.EXPIRES) <= state.logicalNowMs() && state.scalars.boundsSteps();
    }

    /** Whether arrests of a balance wait for more than has come free for them in this step. */
    private boolean lacks(int balance) {
        return state.balances.get(balance, Balance.UNCOVERED) > 0
                && state.balances.get(balance, Balance.AVAILABLE) - state.balances.get(balance, Balance.CLAIMED)
                        < state.balances.get(balance, Balance.UNCOVERED);
    }

    /** Counts a freeze of a whole account in or out. */
    void freeze(long accountId, int change) {
        state.accounts.add((int) accountId - 1, Account.FREEZES, change);
        restricted(change);
    }

    /** Counts one thing more, or less, that deals are to be asked for. */
    void restricted(int change) {
        state.scalars.set(Scalars.RESTRICTED, state.scalars.get(Scalars.RESTRICTED) + change);
    }

    int setNotice(Command command) {
        SetHolderNoticeDecoder in =
                setNotice.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int wallet = State.dense(state.wallets, in.walletId());
        if (wallet == Table.NONE) {
            return RejectCode.UNKNOWN_WALLET.number();
        }
        if (in.noticeRaw() > 2) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.noticeRaw() == 0 && !command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int refused = in.noticeRaw() == 0 ? Command.OK : checkRecall();
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        boolean before = hasNotice(in.walletId());
        state.wallets.set(wallet, Wallet.NOTICE, in.noticeRaw());
        restricted((in.noticeRaw() == 0 ? 0 : 1) - (before ? 1 : 0));
        lienEvents.holderNoticeChanged(wallet);
        if (in.noticeRaw() != 0) {
            recall(OF_WALLET, in.walletId());
        }
        return Command.OK;
    }

    /** Whether a recall may start. */
    int checkRecall() {
        return state.orders.live() > 0 && tasks.isFull() ? RejectCode.LIMIT_TASKS.number() : Command.OK;
    }

    /** Cancels, as a task, the open orders of a balance (its key), an account or a wallet. */
    void recall(int scope, long subject) {
        if (state.orders.live() == 0) {
            return;
        }
        int task = tasks.start(TaskKind.RECALL, subject, state.orders.high());
        state.tasks.set(task, Task.PHASE, scope);
        tasks.firstStep(task);
    }

    @Override
    public int step(int task, int count) {
        int looked = 0;
        while (looked < count && !isDone(task)) {
            int order = state.tasks.getInt(task, Task.CURSOR);
            if (state.orders.isLive(order) && concerns(task, order)) {
                if (earlyEnds.mustWait(order)) {
                    return looked;
                }
                boolean arrest = state.tasks.get(task, Task.PHASE) == OF_BALANCE;
                earlyEnds.end(order, arrest ? CancelReason.ARREST : CancelReason.FREEZE);
            }
            state.tasks.add(task, Task.CURSOR, 1);
            state.tasks.add(task, Task.DONE, 1);
            looked++;
        }
        return looked;
    }

    private boolean concerns(int task, int order) {
        long subject = state.tasks.get(task, Task.SUBJECT);
        long account = Orders.account(state.orders, order);
        return switch (state.tasks.getInt(task, Task.PHASE)) {
            case OF_BALANCE -> subject == state.balances.get(paysFrom(order), Balance.KEY);
            case OF_ACCOUNT -> subject == account;
            default -> subject == state.accounts.get((int) account - 1, Account.WALLET);
        };
    }

    private int paysFrom(int order) {
        return (int) (state.orders.get(order, Order.BALANCES) >>> 32);
    }

    /** Also when what called for it is over: an arrest that has all it wants, a freeze that has ended. */
    @Override
    public boolean isDone(int task) {
        long subject = state.tasks.get(task, Task.SUBJECT);
        boolean over = switch (state.tasks.getInt(task, Task.PHASE)) {
            case OF_BALANCE -> !lacks(state.balanceKeys.find(subject));
            case OF_ACCOUNT -> !isFrozen(subject);
            default -> !hasNotice(subject);
        };
        return over || state.tasks.get(task, Task.CURSOR) >= state.orders.high();
    }

    @Override
    public void finish(int task) {
        Check.that(state.tasks.get(task, Task.DONE) <= state.orders.high(), "recall past the orders, task", task);
    }
}
