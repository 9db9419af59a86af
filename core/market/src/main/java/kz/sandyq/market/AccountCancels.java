package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelAllOrdersDecoder;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;

/** Cancels the orders of an account, oldest first, as a task. It waits for what runs on the pair of an order. */
final class AccountCancels implements Tasks.Work {
    private final State state;
    private final Accounts accounts;
    private final Tasks tasks;
    private final Settlement settlement;
    private final Orders orders;
    private final CancelAllOrdersDecoder cancelAll = new CancelAllOrdersDecoder();

    AccountCancels(State state, Accounts accounts, Tasks tasks, Settlement settlement) {
        this.state = state;
        this.accounts = accounts;
        this.tasks = tasks;
        this.settlement = settlement;
        orders = new Orders(state);
    }

    int cancelAll(Command command) {
        CancelAllOrdersDecoder in =
                cancelAll.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (in.instrumentId() != 0 && State.dense(state.instruments, in.instrumentId()) == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        tasks.stepOfAccount(in.accountId());
        if (accounts.isCancelling(in.accountId())) {
            return RejectCode.TASK_RUNNING.number();
        }
        int count = state.accountOrders.count(in.accountId());
        if (count > 0 && tasks.isFull()) {
            return RejectCode.LIMIT_TASKS.number();
        }
        command.resultId = in.accountId();
        command.resultAmount = count;
        if (count > 0) {
            start(in.accountId(), in.instrumentId(), count);
        }
        return Command.OK;
    }

    private void start(long accountId, long instrumentId, int count) {
        int task = tasks.start(TaskKind.ACCOUNT_CANCEL, accountId, count);
        state.tasks.set(task, Task.PHASE, instrumentId);
        state.tasks.set(task, Task.CURSOR, orders.id(state.accountOrders.first(accountId)));
        state.accounts.set((int) accountId - 1, Account.TASK, state.tasks.get(task, Task.ID));
        state.accountOrders.beginWalk();
        tasks.firstStep(task);
    }

    @Override
    public int step(int task, int count) {
        int moved = 0;
        for (; moved < count && !isDone(task); moved++) {
            int order = state.orders.find(state.tasks.get(task, Task.CURSOR));
            int instrument = orders.instrument(order);
            long wanted = state.tasks.get(task, Task.PHASE);
            if (wanted != 0 && wanted != instrument + 1L) {
                state.tasks.set(task, Task.CURSOR, orders.nextOfAccount(order));
            } else if (state.instruments.get(instrument, Instrument.TASK) == 0) {
                // Its end moves the cursor on.
                settlement.cancel(order, CancelReason.BY_OWNER);
            } else {
                break;
            }
        }
        state.tasks.add(task, Task.DONE, moved);
        return moved;
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.CURSOR) == 0;
    }

    @Override
    public void finish(int task) {
        state.accounts.set((int) state.tasks.get(task, Task.SUBJECT) - 1, Account.TASK, 0);
        state.accountOrders.endWalk();
    }
}
