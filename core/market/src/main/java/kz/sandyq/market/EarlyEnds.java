package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Ends orders that time or law takes out of the book, although a task may run on their pair. Only an auction lets them
 * wait: its book stands still while the price is searched, and one that is met there ends instead of trading.
 */
final class EarlyEnds {
    private final State state;
    private final Book book;
    private final Settlement settlement;
    private final Orders orders;

    EarlyEnds(State state, Book book, Settlement settlement) {
        this.state = state;
        this.book = book;
        this.settlement = settlement;
        orders = new Orders(state);
    }

    boolean mustWait(int order) {
        long task = state.instruments.get(orders.instrument(order), Instrument.TASK);
        return task != 0 && (!state.scalars.boundsSteps() || isOfKind(task, TaskKind.UNCROSS));
    }

    private boolean isOfKind(long task, TaskKind kind) {
        return state.tasks.get(state.tasks.find(task), Task.TASK_KIND) == kind.value();
    }

    void end(int order, CancelReason reason) {
        long task = state.instruments.get(orders.instrument(order), Instrument.TASK);
        if (task != 0 && isOfKind(task, TaskKind.DAY_END)) {
            stepAside(state.tasks.find(task), order);
        }
        settlement.cancel(order, reason);
    }

    /** The end of a day that would look at this order next looks at the one behind it. */
    private void stepAside(int task, int order) {
        if (state.tasks.get(task, Task.CURSOR) == orders.id(order)) {
            int behind = book.behind(order);
            state.tasks.set(task, Task.CURSOR, behind == Table.NONE ? 0 : orders.id(behind));
        }
    }
}
