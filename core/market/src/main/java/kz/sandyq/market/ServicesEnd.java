package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.PlacementStatus;

/**
 * Gives back, row by row, what is open where services are prohibited: the orders of trading or the placements of DFAs,
 * the instructions, the offers to buy back. What runs on a pair or uses up the tasks is waited for. A prohibition that
 * is lifted ends it.
 */
final class ServicesEnd implements Tasks.Work {
    private static final int DEALS = 0;
    private static final int INSTRUCTIONS = 1;
    private static final int BUY_BACKS = 2;
    private static final int DONE = 3;

    private final State state;
    private final Accounts accounts;
    private final Placements placements;
    private final Instructions instructions;
    private final BuyBacks buyBacks;
    private final Settlement settlement;
    private final Orders orders;

    ServicesEnd(
            State state,
            Accounts accounts,
            Placements placements,
            Instructions instructions,
            BuyBacks buyBacks,
            Settlement settlement) {
        this.state = state;
        this.accounts = accounts;
        this.placements = placements;
        this.instructions = instructions;
        this.buyBacks = buyBacks;
        this.settlement = settlement;
        orders = new Orders(state);
    }

    private int activity(int task) {
        return state.tasks.getInt(task, Task.SUBJECT);
    }

    @Override
    public int step(int task, int count) {
        int moved = 0;
        while (moved < count && !isDone(task)) {
            int slot = state.tasks.getInt(task, Task.CURSOR);
            if (slot >= rows(task).high()) {
                state.tasks.set(task, Task.CURSOR, 0);
                state.tasks.add(task, Task.PHASE, 1);
                continue;
            }
            int ended = rows(task).isLive(slot) ? end(task, slot) : 1;
            if (ended == 0) {
                return moved;
            }
            state.tasks.add(task, Task.CURSOR, 1);
            state.tasks.add(task, Task.DONE, 1);
            moved += ended;
        }
        return moved;
    }

    private Table rows(int task) {
        if (state.tasks.get(task, Task.PHASE) == INSTRUCTIONS) {
            return state.instructions;
        }
        if (state.tasks.get(task, Task.PHASE) == BUY_BACKS) {
            return state.issues;
        }
        return activity(task) == Activity.TRADING.value() ? state.orders : state.placements;
    }

    /** Ends one row and returns what it counts as; 0 when it must wait. */
    private int end(int task, int slot) {
        if (state.tasks.get(task, Task.PHASE) == INSTRUCTIONS) {
            boolean concerned = Platform.ofInstruction(state, accounts, slot) == Platform.PROHIBITED;
            return concerned ? instructions.cancel(slot) : 1;
        }
        if (state.tasks.get(task, Task.PHASE) == BUY_BACKS) {
            if (activity(task) == Activity.DFA.value() && state.issues.get(slot, Issue.BUY_BACK) != 0) {
                buyBacks.end(slot);
            }
            return 1;
        }
        if (activity(task) == Activity.TRADING.value()) {
            if (state.instruments.get(orders.instrument(slot), Instrument.TASK) != 0) {
                return 0;
            }
            settlement.cancel(slot, CancelReason.SERVICES_PROHIBITED);
            return 1;
        }
        boolean open = state.placements.get(slot, Placement.STATUS) == PlacementStatus.OPEN.value();
        return !open || placements.end(slot) ? 1 : 0;
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.PHASE) == DONE || !Platform.isProhibited(state, activity(task));
    }

    @Override
    public void finish(int task) {
        state.scalars.set(Scalars.SERVICES_END + activity(task) - 1, 0);
    }
}
