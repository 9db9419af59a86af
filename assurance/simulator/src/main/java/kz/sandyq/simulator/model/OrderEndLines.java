package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Orders whose day or time is over. */
final class OrderEndLines implements Contract.Family, Tasks.Work {
    private final World world;
    private final Tasks tasks;
    private final Trades trades;

    OrderEndLines(World world, Tasks tasks, Trades trades) {
        this.world = world;
        this.tasks = tasks;
        this.trades = trades;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line("EndDay", this::endDay, UNKNOWN_INSTRUMENT, TASK_RUNNING, LIMIT_TASKS));
    }

    /** All orders of a pair: bids, asks, stops of buyers, stops of sellers. */
    private List<Order> all(Instrument instrument) {
        List<Order> all = new ArrayList<>(world.book(instrument, true));
        all.addAll(world.book(instrument, false));
        all.addAll(world.stops(instrument, true));
        all.addAll(world.stops(instrument, false));
        return all;
    }

    private void endDay(Message in) {
        Instrument instrument =
                World.found(World.dense(world.instruments, in.number("instrumentId")), UNKNOWN_INSTRUMENT);
        tasks.stepById(instrument.task);
        Refused.when(instrument.task != 0, TASK_RUNNING);
        BigInteger count = Numbers.big(world.listedOrders(instrument));
        if (Numbers.positive(count)) {
            tasks.needRoom();
        }
        world.resultId = instrument.id;
        world.resultAmount = count;
        if (Numbers.positive(count)) {
            Task task = tasks.start(TaskKind.DAY_END, instrument.id, count);
            task.cursor = all(instrument).getFirst().id;
            instrument.task = task.id;
            tasks.step(task);
        }
    }

    private Instrument instrument(Task task) {
        return world.instruments.get((int) task.subject - 1);
    }

    @Override
    public long one(Task task) {
        List<Order> all = all(instrument(task));
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            at = all.get(i).id == task.cursor ? i : at;
        }
        task.cursor = at + 1 < all.size() ? all.get(at + 1).id : 0;
        if (all.isEmpty()) {
            return 0;
        }
        if (all.get(at).force == TimeInForce.DAY.value()) {
            trades.cancel(all.get(at), CancelReason.DAY_END);
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
        instrument(task).task = 0;
    }

    /** Ends what has expired; one that must wait lets those behind it wait. */
    long expire(long count) {
        for (long i = 0; i < count; i++) {
            Optional<Order> next =
                    world.listed(order -> order.expires() != 0).stream().min(Comparator.comparingLong(Order::expires));
            if (next.isEmpty() || next.get().expires() > world.logicalNow() || mustWait(next.get())) {
                return i;
            }
            end(next.get(), CancelReason.EXPIRED);
        }
        return count;
    }

    /** By the first rules an order waits for any task on its pair, by the second for the price of an auction. */
    boolean mustWait(Order order) {
        Task task = world.tasks.find(order.instrument.task);
        return task != null && (world.scalar("RULES") < 2 || task.kind == TaskKind.UNCROSS.value());
    }

    /** Takes an order out of the book, from under the hand of a day's end too. */
    void end(Order order, CancelReason reason) {
        Task task = world.tasks.find(order.instrument.task);
        if (task != null && task.kind == TaskKind.DAY_END.value() && task.cursor == order.id) {
            List<Order> all = all(order.instrument);
            int next = all.indexOf(order) + 1;
            task.cursor = next < all.size() ? all.get(next).id : 0;
        }
        trades.cancel(order, reason);
    }
}
