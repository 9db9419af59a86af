package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.SideRecord;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.EndDayDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/** Orders whose time is over: DAY orders when their pair's day is said to end, GTD orders by the clock. */
final class OrderEnds implements Tasks.Work {
    private final State state;
    private final Tasks tasks;
    private final Settlement settlement;
    private final Orders orders;
    private final EndDayDecoder endDay = new EndDayDecoder();

    OrderEnds(State state, Tasks tasks, Settlement settlement) {
        this.state = state;
        this.tasks = tasks;
        this.settlement = settlement;
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
        long count = state.instruments.get(instrument, Instrument.DAY_ORDERS);
        if (count > 0 && tasks.isFull()) {
            return RejectCode.LIMIT_TASKS.number();
        }
        command.resultId = in.instrumentId();
        command.resultAmount = count;
        if (count > 0) {
            int task = tasks.start(TaskKind.DAY_END, in.instrumentId(), count);
            state.instruments.set(instrument, Instrument.TASK, state.tasks.get(task, Task.ID));
            tasks.step(task, state.scalars.getInt(Scalars.TASK_STEP));
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
        int instrument = instrument(task);
        int moved = 0;
        for (; moved < count && !isDone(task); moved++) {
            int record = state.instruments.getInt(instrument, Instrument.FIRST_DAY) - 1;
            settlement.cancel(order(record), CancelReason.DAY_END);
        }
        state.tasks.add(task, Task.DONE, moved);
        return moved;
    }

    @Override
    public boolean isDone(int task) {
        return state.instruments.get(instrument(task), Instrument.FIRST_DAY) == 0;
    }

    @Override
    public void finish(int task) {
        state.instruments.set(instrument(task), Instrument.TASK, 0);
    }

    /** Ends at most so many orders that have expired. One whose pair is held by a task waits, and those behind it. */
    void expire(int count) {
        long now = state.logicalNowMs();
        for (int i = 0; i < count && !state.orderDeadlines.isEmpty(); i++) {
            int record = state.orderDeadlines.top();
            int order = order(record);
            if (state.sideRecords.get(record, SideRecord.EXPIRES) > now
                    || state.instruments.get(orders.instrument(order), Instrument.TASK) != 0) {
                return;
            }
            settlement.cancel(order, CancelReason.EXPIRED);
        }
    }
}
