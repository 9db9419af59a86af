package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Claim;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Long work in steps of bounded size (core.md 5.3). Tasks go on at each tick, oldest first, and before a command that
 * needs what they hold. The count of a step is shared by what it moves.
 */
final class Tasks implements Rehearsal.Part {
    /** What one kind of task does: moves at most {@code count} objects, returns how many, and counts what is done. */
    interface Work {
        int step(int task, int count);

        /** True when nothing is left; called after a step. */
        boolean isDone(int task);

        void finish(int task);

        /** Called once after each step, before an end. */
        default void stepped(int task) {}
    }

    /** What ends by time. */
    interface Expiry {
        /** Ends at most {@code count} objects whose time has come, and says how many. */
        int expire(int count);
    }

    private final State state;
    private final MarketEvents events;
    private final Work[] works = new Work[21];
    private Expiry[] expiries = {};
    /** Oldest running task + 1; made anew after a restore. */
    private int first;

    private int last;
    /** Running tasks that count against the limit: all but those that nothing may keep back, which have own rows. */
    private int counted;
    /** Steps and expiries that are under way, one in another. */
    private int under;

    private int firstBefore;
    private int lastBefore;
    private int countedBefore;

    Tasks(State state, MarketEvents events) {
        this.state = state;
        this.events = events;
    }

    void put(TaskKind kind, Work work) {
        works[kind.value()] = work;
    }

    /** In the order in which a beat goes through them. */
    void putExpiries(Expiry... inOrder) {
        expiries = inOrder;
    }

    /** Finds the queue again: tasks in the order of their ids. */
    void rebuild() {
        first = 0;
        last = 0;
        counted = 0;
        long after = 0;
        for (int next = lowestAbove(after); next != Table.NONE; next = lowestAbove(after)) {
            append(next);
            after = state.tasks.get(next, Task.ID);
        }
    }

    @Override
    public void beginRehearsal() {
        firstBefore = first;
        lastBefore = last;
        countedBefore = counted;
    }

    @Override
    public void endRehearsal() {
        first = firstBefore;
        last = lastBefore;
        counted = countedBefore;
    }

    private int lowestAbove(long after) {
        int lowest = Table.NONE;
        for (int slot = 0; slot < state.tasks.high(); slot++) {
            if (state.tasks.isLive(slot)
                    && state.tasks.get(slot, Task.ID) > after
                    && (lowest == Table.NONE || state.tasks.get(slot, Task.ID) < state.tasks.get(lowest, Task.ID))) {
                lowest = slot;
            }
        }
        return lowest;
    }

    /** Enters it into the queue in the order of ids, in which a restore finds it again. */
    private void append(int slot) {
        counted += countsAgainstLimit(slot);
        Table tasks = state.tasks;
        long id = tasks.get(slot, Task.ID);
        int before = last;
        if (last != 0 && tasks.get(last - 1, Task.ID) > id) {
            before = 0;
            for (int at = first; tasks.get(at - 1, Task.ID) < id; at = tasks.getInt(at - 1, Task.NEXT)) {
                before = at;
            }
        }
        int after = before == 0 ? first : tasks.getInt(before - 1, Task.NEXT);
        tasks.link(slot, Task.NEXT, after);
        if (before == 0) {
            first = slot + 1;
        } else {
            tasks.link(before - 1, Task.NEXT, slot + 1L);
        }
        if (after == 0) {
            last = slot + 1;
        }
    }

    private int countsAgainstLimit(int slot) {
        int kind = state.tasks.getInt(slot, Task.TASK_KIND);
        return kind == TaskKind.STOP_ACTIVATION.value() || kind == TaskKind.SERVICES_END.value() ? 0 : 1;
    }

    boolean isFull() {
        return counted >= state.scalars.get(Scalars.MAX_TASKS);
    }

    int start(TaskKind kind, long subjectId, long total) {
        Table tasks = state.tasks;
        int slot = tasks.allocate(tasks.nextId(state.sequence()));
        tasks.set(slot, Task.TASK_KIND, kind.value());
        tasks.set(slot, Task.SUBJECT, subjectId);
        tasks.set(slot, Task.TOTAL, total);
        append(slot);
        events.taskChanged(slot, false);
        return slot;
    }

    /** What has expired ends, as much as a step may move: one of each sort in turn, so that none keeps others back. */
    void expire() {
        int count = state.scalars.getInt(Scalars.TASK_STEP);
        under++;
        if (state.scalars.boundsSteps()) {
            expireInTurn(count);
        } else {
            for (Expiry expiry : expiries) {
                expiry.expire(count);
            }
        }
        under--;
    }

    private void expireInTurn(int count) {
        Touched touched = state.balances.touched();
        int moved = 0;
        boolean goesOn = true;
        while (goesOn && moved < count) {
            int movedBefore = moved;
            for (int i = 0; i < expiries.length && moved < count; i++) {
                int touchedBefore = touched.count();
                moved += expiries[i].expire(1) + lyingOnTouched(touchedBefore);
            }
            goesOn = moved > movedBefore;
        }
    }

    /**
     * The first step of a task. One that a beat or another task has started takes its turn among the others: else the
     * steps of many would come together.
     */
    void firstStep(int slot) {
        if (under == 0 || !state.scalars.boundsSteps()) {
            step(slot, state.scalars.getInt(Scalars.TASK_STEP));
        }
    }

    void tick() {
        int budget = state.scalars.getInt(Scalars.TASK_STEP);
        int at = first - 1;
        while (at != Table.NONE && budget > 0) {
            int next = state.tasks.getInt(at, Task.NEXT) - 1;
            budget -= step(at, budget);
            at = next;
        }
    }

    /** One step of a task, by its id, before a command that needs what it holds. */
    void stepById(long taskId) {
        int slot = state.tasks.find(taskId);
        if (slot != Table.NONE) {
            step(slot, state.scalars.getInt(Scalars.TASK_STEP));
        }
    }

    /** One step of the task that runs on an issue, if there is one. */
    void stepOfIssue(int issue) {
        if (issue != Table.NONE && state.issues.get(issue, Issue.TASK) != 0) {
            stepById(state.issues.get(issue, Issue.TASK));
        }
    }

    void stepOfPlacement(int placement) {
        if (placement != Table.NONE && state.placements.get(placement, Placement.TASK) != 0) {
            stepById(state.placements.get(placement, Placement.TASK));
        }
    }

    void stepOfInstrument(int instrument) {
        if (instrument != Table.NONE && state.instruments.get(instrument, Instrument.TASK) != 0) {
            stepById(state.instruments.get(instrument, Instrument.TASK));
        }
    }

    void stepOfAccount(long accountId) {
        long task = state.accounts.get((int) accountId - 1, Account.TASK);
        if (task != 0) {
            stepById(task);
        }
    }

    int step(int slot, int count) {
        Work work = works[state.tasks.getInt(slot, Task.TASK_KIND)];
        under++;
        int moved = state.scalars.boundsSteps() ? stepWithLiens(work, slot, count) : work.step(slot, count);
        work.stepped(slot);
        if (work.isDone(slot)) {
            work.finish(slot);
            events.taskChanged(slot, true);
            remove(slot);
        } else {
            events.taskChanged(slot, false);
        }
        under--;
        return Math.max(1, moved);
    }

    /**
     * Object by object. What lies on the balances that an object touches counts as well: the end of the command goes
     * through all of it.
     */
    private int stepWithLiens(Work work, int slot, int count) {
        Touched touched = state.balances.touched();
        int moved = 0;
        int last = 1;
        while (last > 0 && moved < count && !work.isDone(slot)) {
            int before = touched.count();
            last = work.step(slot, 1);
            moved += last + lyingOnTouched(before);
        }
        return moved;
    }

    private int lyingOnTouched(int before) {
        Touched touched = state.balances.touched();
        int count = 0;
        for (int i = before; i < touched.count(); i++) {
            count += claims(touched.slot(i)) + encumbrances(touched.slot(i));
        }
        return count;
    }

    private int claims(int balance) {
        int count = 0;
        int at = (int) (state.balances.get(balance, Balance.OBJECTS) >>> 32);
        for (; at != 0; at = state.claims.getInt(at - 1, Claim.NEXT)) {
            count++;
        }
        return count;
    }

    private int encumbrances(int balance) {
        int count = 0;
        int at = state.balances.getInt(balance, Balance.OBJECTS);
        for (; at != 0; at = state.encumbrances.getInt(at - 1, Encumbrance.NEXT)) {
            count++;
        }
        return count;
    }

    private void remove(int slot) {
        counted -= countsAgainstLimit(slot);
        int next = state.tasks.getInt(slot, Task.NEXT);
        int before = 0;
        for (int at = first; at != slot + 1; at = state.tasks.getInt(at - 1, Task.NEXT)) {
            before = at;
        }
        if (before == 0) {
            first = next;
        } else {
            state.tasks.link(before - 1, Task.NEXT, next);
        }
        if (last == slot + 1) {
            last = before;
        }
        state.tasks.release(slot);
    }
}
