package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Stops that a trade has reached become orders of the book, as a task that holds the pair: of buyers the lowest stop
 * price first, of sellers the highest, then the older; of a buyer and a seller the older. What they trade may reach
 * further stops. In a call or a halt they wait until trading goes on; a pair whose assets may not trade cancels them.
 */
final class Stops implements Tasks.Work {
    private final State state;
    private final Tasks tasks;
    private final Book book;
    private final Orders orders;
    private final Matching matching;
    private final Settlement settlement;
    private final Issues issues;
    private final Calls calls;

    Stops(State state, Tasks tasks, Book book, Matching matching, Settlement settlement, Issues issues, Calls calls) {
        this.state = state;
        this.tasks = tasks;
        this.book = book;
        this.matching = matching;
        this.settlement = settlement;
        this.issues = issues;
        this.calls = calls;
        orders = new Orders(state);
    }

    /** Starts the task when trades of a pair have reached a stop. Nothing else may run on the pair. */
    void afterTrades(int instrument) {
        if (state.instruments.get(instrument, Instrument.STOP_HIGH) == 0 || !calls.isContinuous(instrument)) {
            return;
        }
        if (due(instrument) == Table.NONE) {
            forget(instrument);
            return;
        }
        int task = tasks.start(TaskKind.STOP_ACTIVATION, instrument + 1L, 0);
        state.instruments.set(instrument, Instrument.TASK, state.tasks.get(task, Task.ID));
        tasks.firstStep(task);
    }

    private void forget(int instrument) {
        state.instruments.set(instrument, Instrument.STOP_HIGH, 0);
        state.instruments.set(instrument, Instrument.STOP_LOW, 0);
    }

    /** The stop to be activated next, else {@link Table#NONE}. */
    private int due(int instrument) {
        int buyer = book.firstStop(instrument, true);
        if (buyer != Table.NONE && orders.stopPrice(buyer) > state.instruments.get(instrument, Instrument.STOP_HIGH)) {
            buyer = Table.NONE;
        }
        int seller = book.firstStop(instrument, false);
        if (seller != Table.NONE && orders.stopPrice(seller) < state.instruments.get(instrument, Instrument.STOP_LOW)) {
            seller = Table.NONE;
        }
        if (buyer == Table.NONE || seller == Table.NONE) {
            return buyer == Table.NONE ? seller : buyer;
        }
        return book.priority(buyer) < book.priority(seller) ? buyer : seller;
    }

    private static int instrument(State state, int task) {
        return (int) state.tasks.get(task, Task.SUBJECT) - 1;
    }

    @Override
    public int step(int task, int count) {
        int moved = 0;
        int instrument = instrument(state, task);
        while (moved < count && !isDone(task)) {
            int order = due(instrument);
            moved++;
            state.tasks.add(task, Task.DONE, 1);
            if (circulates(instrument)) {
                moved += activate(order);
            } else {
                settlement.cancel(order, CancelReason.HALT);
            }
        }
        return moved;
    }

    private boolean circulates(int instrument) {
        Table instruments = state.instruments;
        return circulates(instruments.get(instrument, Instrument.BASE))
                && circulates(instruments.get(instrument, Instrument.QUOTE));
    }

    private boolean circulates(long assetId) {
        return issues.checkCirculation(assetId) == Command.OK && !issues.isLockedUp(assetId);
    }

    private int activate(int order) {
        book.leave(order);
        orders.endWaiting(order);
        settlement.changed(order, CancelReason.NONE);
        matching.run(order);
        return matching.met();
    }

    @Override
    public boolean isDone(int task) {
        int instrument = instrument(state, task);
        return !calls.isContinuous(instrument) || due(instrument) == Table.NONE;
    }

    @Override
    public void finish(int task) {
        int instrument = instrument(state, task);
        if (due(instrument) == Table.NONE) {
            forget(instrument);
        }
        state.instruments.set(instrument, Instrument.TASK, 0);
    }
}
