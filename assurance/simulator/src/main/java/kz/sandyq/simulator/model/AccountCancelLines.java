package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.schema.Message;

/** All orders of an account, cancelled as a task. */
final class AccountCancelLines implements Contract.Family, Tasks.Work {
    private final World world;
    private final Tasks tasks;
    private final Trades trades;

    AccountCancelLines(World world, Tasks tasks, Trades trades) {
        this.world = world;
        this.tasks = tasks;
        this.trades = trades;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "CancelAllOrders", this::cancelAll, UNKNOWN_ACCOUNT, UNKNOWN_INSTRUMENT, TASK_RUNNING, LIMIT_TASKS));
    }

    private long taskOf(long accountId) {
        return world.accountTasks.getOrDefault(accountId, 0L);
    }

    private void cancelAll(Message in) {
        long accountId = world.account(in.number("accountId")).id();
        if (in.number("instrumentId") != 0) {
            World.found(World.dense(world.instruments, in.number("instrumentId")), UNKNOWN_INSTRUMENT);
        }
        tasks.stepById(taskOf(accountId));
        Refused.when(taskOf(accountId) != 0, TASK_RUNNING);
        List<Order> all = world.listed(order -> order.account == accountId);
        if (!all.isEmpty()) {
            tasks.needRoom();
        }
        world.resultId = accountId;
        world.resultAmount = Numbers.big(all.size());
        if (!all.isEmpty()) {
            Task task = tasks.start(TaskKind.ACCOUNT_CANCEL, accountId, Numbers.big(all.size()));
            task.phase = in.number("instrumentId");
            task.cursor = all.getFirst().id;
            world.accountTasks.put(accountId, task.id);
            tasks.step(task);
        }
    }

    @Override
    public long one(Task task) {
        Order order = Objects.requireNonNull(world.orders.find(task.cursor));
        if (task.phase != 0 && task.phase != order.instrument.id) {
            task.cursor = trades.nextOfAccount(order);
        } else if (order.instrument.task == 0) {
            trades.cancel(order, CancelReason.BY_OWNER);
        } else {
            return 0;
        }
        task.done = task.done.add(BigInteger.ONE);
        return 1;
    }

    @Override
    public boolean isDone(Task task) {
        return task.cursor == 0;
    }

    @Override
    public void finish(Task task) {
        world.accountTasks.remove(task.subject);
    }
}
