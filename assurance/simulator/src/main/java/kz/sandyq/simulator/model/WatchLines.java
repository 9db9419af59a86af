package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.OrderWatchStatus;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.schema.Message;

/** Watches over the accounts of clients: who is gone has his orders cancelled, as a task. */
final class WatchLines implements Contract.Family, Tasks.Work {
    private static final int MOST_ACCOUNTS = 64;
    private static final long A_DAY_MS = 86_400_000L;

    private final World world;
    private final Tasks tasks;
    private final Trades trades;

    WatchLines(World world, Tasks tasks, Trades trades) {
        this.world = world;
        this.tasks = tasks;
        this.trades = trades;
    }

    /** Accounts that go when their client does; those whose orders are gone have left it. */
    static final class Watch extends Slots.Thing {
        final long timeoutMs;
        final boolean keepsLasting;
        final List<Long> accounts;
        /** 0: no timer runs. */
        long deadline;

        long task;

        Watch(long timeoutMs, boolean keepsLasting, List<Long> accounts) {
            this.timeoutMs = timeoutMs;
            this.keepsLasting = keepsLasting;
            this.accounts = new ArrayList<>(accounts);
        }

        @Override
        Row row() {
            return new Row("OrderWatch")
                    .with("ID", id)
                    .with("TIMEOUT_MS", timeoutMs)
                    .with("DEADLINE", deadline)
                    .with("KEEPS_LASTING", keepsLasting)
                    .with("ACCOUNTS", accounts.size())
                    .with("FIRST_ACCOUNT", accounts.isEmpty() ? 0 : accounts.getFirst())
                    .with("TASK", task);
        }
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "OpenOrderWatch",
                        this::open,
                        FIELD_OUT_OF_RANGE,
                        UNKNOWN_ACCOUNT,
                        CAPACITY_MISMATCH,
                        ACCOUNT_WATCHED,
                        LIMIT_ORDER_WATCHES),
                Contract.line("RenewOrderWatch", this::renew, UNKNOWN_ORDER_WATCH, TASK_RUNNING),
                Contract.line(
                        "EndOrderWatch",
                        this::end,
                        UNKNOWN_ORDER_WATCH,
                        TASK_RUNNING,
                        FIELD_OUT_OF_RANGE,
                        LIMIT_TASKS));
    }

    private void open(Message in) {
        List<Long> accounts = in.group("accounts").stream()
                .map(each -> each.number("accountId"))
                .toList();
        long timeout = in.number("timeoutMs");
        boolean inRange = timeout >= 0
                && timeout <= A_DAY_MS
                && in.number("keepsLasting") <= 1
                && !accounts.isEmpty()
                && accounts.size() <= MOST_ACCOUNTS;
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        long before = 0;
        for (long id : accounts) {
            Things.Account account = world.account(id);
            Refused.when(id <= before, FIELD_OUT_OF_RANGE);
            Refused.when(!Shared.holdsAssets(account), CAPACITY_MISMATCH);
            Refused.when(world.watchOf(id) != 0, ACCOUNT_WATCHED);
            before = id;
        }
        Refused.when(world.watches.isFull(), LIMIT_ORDER_WATCHES);
        Watch watch = world.watches.add(world.sequence(), new Watch(timeout, in.flag("keepsLasting"), accounts));
        wind(watch);
        world.say(new Message("OrderWatchOpened")
                .with("watchId", watch.id)
                .with("timeoutMs", timeout)
                .with("deadlineMs", watch.deadline)
                .with("keepsLasting", watch.keepsLasting)
                .with("accounts", in.group("accounts")));
        world.resultId = watch.id;
    }

    private void wind(Watch watch) {
        watch.deadline = watch.timeoutMs == 0 ? 0 : world.logicalNow() + watch.timeoutMs;
    }

    private void changed(Watch watch, OrderWatchStatus status) {
        world.say(new Message("OrderWatchChanged")
                .with("watchId", watch.id)
                .with("status", status.value())
                .with("deadlineMs", watch.deadline));
    }

    private Watch watching(Message in) {
        Watch watch = World.found(world.watches.find(in.number("watchId")), UNKNOWN_ORDER_WATCH);
        Refused.when(watch.task != 0, TASK_RUNNING);
        return watch;
    }

    private void renew(Message in) {
        Watch watch = watching(in);
        wind(watch);
        changed(watch, OrderWatchStatus.WATCHING);
        world.resultId = watch.id;
        world.resultAmount = Numbers.big(watch.deadline);
    }

    private void end(Message in) {
        Watch watch = watching(in);
        Refused.when(in.number("cancelOrders") > 1, FIELD_OUT_OF_RANGE);
        boolean gone = in.flag("cancelOrders");
        if (gone) {
            Refused.when(isBusy(watch), TASK_RUNNING);
            tasks.needRoom();
        }
        world.resultId = watch.id;
        world.resultAmount = Numbers.big(watch.accounts.size());
        if (gone) {
            tasks.step(start(watch));
        } else {
            remove(watch);
        }
    }

    /** Another task cancels orders of one of its accounts. */
    private boolean isBusy(Watch watch) {
        return watch.accounts.stream().anyMatch(world.accountTasks::containsKey);
    }

    private Task start(Watch watch) {
        watch.deadline = 0;
        Task task = tasks.start(TaskKind.DISCONNECT_CANCEL, watch.id, Numbers.big(watch.accounts.size()));
        watch.task = task.id;
        watch.accounts.forEach(account -> world.accountTasks.put(account, task.id));
        task.cursor = firstOrder(watch);
        changed(watch, OrderWatchStatus.CANCELLING);
        return task;
    }

    /** The first order of the account whose turn it is, 0 without one. */
    private long firstOrder(Watch watch) {
        if (watch.accounts.isEmpty()) {
            return 0;
        }
        long account = watch.accounts.getFirst();
        List<Order> orders = world.listed(order -> order.account == account);
        return orders.isEmpty() ? 0 : orders.getFirst().id;
    }

    private void remove(Watch watch) {
        watch.deadline = 0;
        changed(watch, OrderWatchStatus.ENDED);
        world.watches.remove(watch);
    }

    private Watch watch(Task task) {
        return Objects.requireNonNull(world.watches.find(task.subject));
    }

    @Override
    public long one(Task task) {
        Watch watch = watch(task);
        Order order = world.orders.find(task.cursor);
        if (order == null) {
            world.accountTasks.remove(watch.accounts.removeFirst());
            task.done = task.done.add(BigInteger.ONE);
            task.cursor = firstOrder(watch);
        } else if (watch.keepsLasting && lasts(order)) {
            task.cursor = trades.nextOfAccount(order);
        } else if (order.instrument.task == 0) {
            trades.cancel(order, CancelReason.DISCONNECT);
        } else {
            return 0;
        }
        return 1;
    }

    private static boolean lasts(Order order) {
        return order.force == TimeInForce.GTC.value() || order.force == TimeInForce.GTD.value();
    }

    @Override
    public boolean isDone(Task task) {
        return watch(task).accounts.isEmpty();
    }

    @Override
    public void finish(Task task) {
        remove(watch(task));
    }

    /** Watches that were not renewed in time; one that cannot begin to cancel waits, and those behind it. */
    long expire(long count) {
        long looked = 0;
        while (looked < count) {
            Optional<Watch> next = world.watches.all().stream()
                    .filter(each -> each.deadline != 0)
                    .min(Comparator.comparingLong((Watch each) -> each.deadline).thenComparingLong(each -> each.id));
            boolean waits =
                    next.isEmpty() || next.get().deadline > world.logicalNow() || isBusy(next.get()) || tasks.isFull();
            if (waits) {
                return looked;
            }
            looked += next.get().accounts.size();
            start(next.get());
        }
        return looked;
    }
}
