package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.TradingRows.SideRecord;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EndDayDecoder;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TimeInForce;

/** Orders whose time is over: DAY orders when their pair's day is said to end, GTD orders by the clock. */
final class OrderEnds implements Tasks.Work {
    private final State state;
    private final Tasks tasks;
    private final Book book;
    private final Settlement settlement;
    private final EarlyEnds earlyEnds;
    private final Orders orders;
    private final EndDayDecoder endDay = new EndDayDecoder();

    OrderEnds(State state, Tasks tasks, Book book, Settlement settlement, EarlyEnds earlyEnds) {
        this.state = state;
        this.tasks = tasks;
        this.book = book;
        this.settlement = settlement;
        this.earlyEnds = earlyEnds;
        orders = new Orders(state);
    }

    int endDay(Command command) {
        EndDayDecoder in = endDay.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int instrument = State.dense(state.instruments, in.instrumentId());
        if (instrument == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUMENT.number();
        }
        tasks.stepOfInstrument(instrument);
        if (state.instruments.get(instrument, Instrument.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        long count = state.instruments.get(instrument, Instrument.ORDERS);
        if (count > 0 && tasks.isFull()) {
            return RejectCode.LIMIT_TASKS.number();
        }
        command.resultId = in.instrumentId();
        command.resultAmount = count;
        if (count > 0) {
            int task = tasks.start(TaskKind.DAY_END, in.instrumentId(), count);
            state.tasks.set(task, Task.CURSOR, orders.id(book.firstOf(instrument, 0)));
            state.instruments.set(instrument, Instrument.TASK, state.tasks.get(task, Task.ID));
            tasks.firstStep(task);
        }
        return Command.OK;
    }

    private int instrument(int task) {
        return (int) state.tasks.get(task, Task.SUBJECT) - 1;
    }

    private int order(int record) {
        return state.orders.find(state.sideRecords.get(record, SideRecord.ORDER));
    }

    @Override
    public int step(int task, int count) {
        int order = state.orders.find(state.tasks.get(task, Task.CURSOR));
        if (order == Table.NONE) {
            // The end of the issue has taken it.
            order = book.firstOf(instrument(task), 0);
        }
        int moved = 0;
        for (; moved < count && order != Table.NONE; moved++) {
            int next = book.behind(order);
            if (orders.timeInForce(order) == TimeInForce.DAY.value()) {
                settlement.cancel(order, CancelReason.DAY_END);
            }
            order = next;
        }
        state.tasks.set(task, Task.CURSOR, order == Table.NONE ? 0 : orders.id(order));
        state.tasks.add(task, Task.DONE, moved);
        return moved;
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.CURSOR) == 0;
    }

    @Override
    public void finish(int task) {
        state.instruments.set(instrument(task), Instrument.TASK, 0);
    }

    /** Ends at most so many orders that have expired. One that must wait lets those behind it wait. */
    int expire(int count) {
        long now = state.logicalNowMs();
        int ended = 0;
        for (; ended < count && !state.orderDeadlines.isEmpty(); ended++) {
            int record = state.orderDeadlines.top();
            int order = order(record);
            if (state.sideRecords.get(record, SideRecord.EXPIRES) > now || earlyEnds.mustWait(order)) {
                break;
            }
            earlyEnds.end(order, CancelReason.EXPIRED);
        }
        return ended;
    }
}
