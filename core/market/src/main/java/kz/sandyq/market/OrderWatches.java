package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.WatchRows.OrderWatch;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EndOrderWatchDecoder;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.OpenOrderWatchDecoder;
import kz.sandyq.protocol.sbe.OrderWatchStatus;
import kz.sandyq.protocol.sbe.RenewOrderWatchDecoder;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TimeInForce;

/**
 * Cancel on disconnect (core.md 4.2). A gateway opens a watch over the accounts of a client's session. It ends the
 * watch when the client is gone, which cancels their orders as a task; a watch with a timer does so by itself when it
 * is not renewed in time, for a gateway that is gone too. While the task runs the accounts take no new orders. Orders
 * that are to last beyond a day stay when the client has chosen so.
 */
final class OrderWatches implements Tasks.Work {
    private static final int MAX_ACCOUNTS = 64;
    private static final long LONGEST_MS = 86_400_000L;

    private final State state;
    private final Table watches;
    private final SlotHeap deadlines;
    private final WatchEvents events;
    private final Accounts accounts;
    private final Tasks tasks;
    private final Settlement settlement;
    private final Orders orders;
    private final OpenOrderWatchDecoder open = new OpenOrderWatchDecoder();
    private final RenewOrderWatchDecoder renew = new RenewOrderWatchDecoder();
    private final EndOrderWatchDecoder end = new EndOrderWatchDecoder();

    OrderWatches(State state, WatchEvents events, Accounts accounts, Tasks tasks, Settlement settlement) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.tasks = tasks;
        this.settlement = settlement;
        watches = state.watching.watches;
        deadlines = state.watching.deadlines;
        orders = new Orders(state);
    }

    static boolean knows(int template) {
        return switch (template) {
            case OpenOrderWatchDecoder.TEMPLATE_ID,
                    RenewOrderWatchDecoder.TEMPLATE_ID,
                    EndOrderWatchDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    int perform(Command command) {
        return switch (command.template) {
            case OpenOrderWatchDecoder.TEMPLATE_ID -> open(command);
            case RenewOrderWatchDecoder.TEMPLATE_ID -> renew(command);
            default -> end(command);
        };
    }

    private int open(Command command) {
        OpenOrderWatchDecoder in = open.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int groupAt = command.offset + command.blockLength;
        if (groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        OpenOrderWatchDecoder.AccountsDecoder group = in.accounts();
        int entryLength = group.actingBlockLength();
        if (entryLength < OpenOrderWatchDecoder.AccountsDecoder.sbeBlockLength()
                || groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH + (long) entryLength * group.count()
                        > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        boolean inRange = in.timeoutMs() >= 0
                && in.timeoutMs() <= LONGEST_MS
                && in.keepsLastingRaw() <= 1
                && group.count() >= 1
                && group.count() <= MAX_ACCOUNTS;
        int refused = inRange ? checkAccounts(group) : RejectCode.FIELD_OUT_OF_RANGE.number();
        if (refused == Command.OK && watches.isFull()) {
            refused = RejectCode.LIMIT_ORDER_WATCHES.number();
        }
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = add(in);
        return Command.OK;
    }

    private int checkAccounts(OpenOrderWatchDecoder.AccountsDecoder group) {
        long before = 0;
        while (group.hasNext()) {
            long accountId = group.next().accountId();
            if (!accounts.exists(accountId)) {
                return RejectCode.UNKNOWN_ACCOUNT.number();
            }
            if (accountId <= before) {
                return RejectCode.FIELD_OUT_OF_RANGE.number();
            }
            if (!Capacities.holdsAssets(accounts.capacityOf(accountId))) {
                return RejectCode.CAPACITY_MISMATCH.number();
            }
            if (state.accounts.get((int) accountId - 1, Account.WATCH) != 0) {
                return RejectCode.ACCOUNT_WATCHED.number();
            }
            before = accountId;
        }
        return Command.OK;
    }

    private long add(OpenOrderWatchDecoder in) {
        int watch = watches.allocate(watches.nextId(state.sequence()));
        long id = watches.get(watch, OrderWatch.ID);
        watches.set(watch, OrderWatch.TIMEOUT_MS, in.timeoutMs());
        watches.set(watch, OrderWatch.KEEPS_LASTING, in.keepsLastingRaw());
        OpenOrderWatchDecoder.AccountsDecoder group = in.sbeRewind().accounts();
        watches.set(watch, OrderWatch.ACCOUNTS, group.count());
        long before = 0;
        while (group.hasNext()) {
            long accountId = group.next().accountId();
            state.accounts.set((int) accountId - 1, Account.WATCH, id);
            if (before == 0) {
                watches.set(watch, OrderWatch.FIRST_ACCOUNT, accountId);
            } else {
                state.accounts.link((int) before - 1, Account.NEXT_WATCHED, accountId);
            }
            before = accountId;
        }
        wind(watch);
        events.opened(watch);
        return id;
    }

    /** Sets the timer, if there is one. */
    private void wind(int watch) {
        long timeout = watches.get(watch, OrderWatch.TIMEOUT_MS);
        if (timeout > 0) {
            unwind(watch);
            watches.set(watch, OrderWatch.DEADLINE, state.logicalNowMs() + timeout);
            deadlines.insert(watch);
        }
    }

    private void unwind(int watch) {
        if (watches.get(watch, OrderWatch.DEADLINE) != 0) {
            deadlines.remove(watch);
            watches.set(watch, OrderWatch.DEADLINE, 0);
        }
    }

    private int renew(Command command) {
        RenewOrderWatchDecoder in = renew.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int watch = watches.find(in.watchId());
        int refused = checkWatch(watch);
        if (refused != Command.OK) {
            return refused;
        }
        wind(watch);
        events.changed(watch, OrderWatchStatus.WATCHING);
        command.resultId = in.watchId();
        command.resultAmount = watches.get(watch, OrderWatch.DEADLINE);
        return Command.OK;
    }

    private int checkWatch(int watch) {
        if (watch == Table.NONE) {
            return RejectCode.UNKNOWN_ORDER_WATCH.number();
        }
        return watches.get(watch, OrderWatch.TASK) == 0 ? Command.OK : RejectCode.TASK_RUNNING.number();
    }

    private int end(Command command) {
        EndOrderWatchDecoder in = end.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int watch = watches.find(in.watchId());
        int refused = checkWatch(watch);
        if (refused == Command.OK && in.cancelOrdersRaw() > 1) {
            refused = RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (refused == Command.OK && in.cancelOrdersRaw() == 1) {
            refused = checkStart(watch);
        }
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = in.watchId();
        command.resultAmount = watches.get(watch, OrderWatch.ACCOUNTS);
        if (in.cancelOrdersRaw() == 1) {
            tasks.firstStep(start(watch));
        } else {
            while (watches.get(watch, OrderWatch.ACCOUNTS) > 0) {
                leaveFirst(watch);
            }
            remove(watch);
        }
        return Command.OK;
    }

    private int checkStart(int watch) {
        if (isBusy(watch)) {
            return RejectCode.TASK_RUNNING.number();
        }
        return tasks.isFull() ? RejectCode.LIMIT_TASKS.number() : Command.OK;
    }

    /** Whether another task is cancelling orders of one of its accounts. */
    private boolean isBusy(int watch) {
        long account = watches.get(watch, OrderWatch.FIRST_ACCOUNT);
        while (account != 0 && !accounts.isCancelling(account)) {
            account = next(account);
        }
        return account != 0;
    }

    private long next(long accountId) {
        return state.accounts.get((int) accountId - 1, Account.NEXT_WATCHED);
    }

    private int start(int watch) {
        unwind(watch);
        long count = watches.get(watch, OrderWatch.ACCOUNTS);
        int task = tasks.start(TaskKind.DISCONNECT_CANCEL, watches.get(watch, OrderWatch.ID), count);
        long taskId = state.tasks.get(task, Task.ID);
        watches.set(watch, OrderWatch.TASK, taskId);
        for (long account = watches.get(watch, OrderWatch.FIRST_ACCOUNT); account != 0; account = next(account)) {
            state.accounts.set((int) account - 1, Account.TASK, taskId);
            state.accountOrders.beginWalk();
        }
        beginAccount(task, watch);
        events.changed(watch, OrderWatchStatus.CANCELLING);
        return task;
    }

    private void beginAccount(int task, int watch) {
        long account = watches.get(watch, OrderWatch.FIRST_ACCOUNT);
        int first = account == 0 ? Table.NONE : state.accountOrders.first(account);
        state.tasks.set(task, Task.CURSOR, first == Table.NONE ? 0 : orders.id(first));
    }

    /** Lets the first account of a watch go. */
    private void leaveFirst(int watch) {
        long account = watches.get(watch, OrderWatch.FIRST_ACCOUNT);
        watches.set(watch, OrderWatch.FIRST_ACCOUNT, next(account));
        watches.add(watch, OrderWatch.ACCOUNTS, -1);
        state.accounts.set((int) account - 1, Account.WATCH, 0);
        state.accounts.link((int) account - 1, Account.NEXT_WATCHED, 0);
    }

    private void remove(int watch) {
        unwind(watch);
        events.changed(watch, OrderWatchStatus.ENDED);
        watches.release(watch);
    }

    private int watch(int task) {
        return watches.find(state.tasks.get(task, Task.SUBJECT));
    }

    @Override
    public int step(int task, int count) {
        int watch = watch(task);
        int moved = 0;
        for (; moved < count && !isDone(task); moved++) {
            int order = state.orders.find(state.tasks.get(task, Task.CURSOR));
            if (order == Table.NONE) {
                endAccount(task, watch);
            } else if (stays(watch, order)) {
                state.tasks.set(task, Task.CURSOR, orders.nextOfAccount(order));
            } else if (state.instruments.get(orders.instrument(order), Instrument.TASK) == 0) {
                // Its end moves the cursor on.
                settlement.cancel(order, CancelReason.DISCONNECT);
            } else {
                break;
            }
        }
        return moved;
    }

    /** The orders of an account are gone through: it is free, and the next one's turn. */
    private void endAccount(int task, int watch) {
        int account = watches.getInt(watch, OrderWatch.FIRST_ACCOUNT) - 1;
        state.accounts.set(account, Account.TASK, 0);
        state.accountOrders.endWalk();
        leaveFirst(watch);
        state.tasks.add(task, Task.DONE, 1);
        beginAccount(task, watch);
    }

    private boolean stays(int watch, int order) {
        int force = orders.timeInForce(order);
        return watches.get(watch, OrderWatch.KEEPS_LASTING) != 0
                && (force == TimeInForce.GTC.value() || force == TimeInForce.GTD.value());
    }

    @Override
    public boolean isDone(int task) {
        return watches.get(watch(task), OrderWatch.ACCOUNTS) == 0;
    }

    @Override
    public void finish(int task) {
        remove(watch(task));
    }

    /**
     * Starts to cancel for watches that were not renewed, looking at so many accounts. One that cannot start waits, and
     * those behind it.
     */
    int expire(int count) {
        long now = state.logicalNowMs();
        int looked = 0;
        while (looked < count && !deadlines.isEmpty()) {
            int watch = deadlines.top();
            if (watches.get(watch, OrderWatch.DEADLINE) > now || checkStart(watch) != Command.OK) {
                break;
            }
            looked += watches.getInt(watch, OrderWatch.ACCOUNTS);
            start(watch);
        }
        return looked;
    }
}
