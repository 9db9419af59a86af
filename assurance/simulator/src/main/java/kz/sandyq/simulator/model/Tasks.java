package kz.sandyq.simulator.model;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Long work in steps. */
final class Tasks {
    /** What one kind of task does: one object at a time, until nothing is left. */
    interface Work {
        /** How much of the count it took, 0 when it cannot go on in this step. */
        long one(Task task);

        boolean isDone(Task task);

        void finish(Task task);

        /** Said after a step that moved {@code count} objects. */
        default void stepped(Task task, long count) {}
    }

    /** What ends by time: at most {@code count} objects; says how many. */
    interface Expiry {
        long expire(long count);
    }

    private final World world;
    /** Steps and expiries under way, one in another. */
    private int under;

    private final Map<Long, Work> works = new HashMap<>();

    Tasks(World world) {
        this.world = world;
    }

    void put(Work work, TaskKind... kinds) {
        for (TaskKind kind : kinds) {
            works.put((long) kind.value(), work);
        }
    }

    void needRoom() {
        Refused.when(isFull(), RejectCode.LIMIT_TASKS);
    }

    /** All count but those that nothing may keep back. */
    boolean isFull() {
        return world.tasks.all().stream()
                        .filter(task -> task.kind != TaskKind.STOP_ACTIVATION.value()
                                && task.kind != TaskKind.SERVICES_END.value())
                        .count()
                >= world.limit("TASKS");
    }

    Task start(TaskKind kind, long subject, BigInteger total) {
        Task task = world.tasks.add(world.sequence(), new Task(kind.value(), subject, total));
        changed(task, false);
        return task;
    }

    private void changed(Task task, boolean finished) {
        world.say(new Message("TaskChanged")
                .with("taskId", task.id)
                .with("kind", task.kind)
                .with("subjectId", task.subject)
                .with("done", task.done.longValueExact())
                .with("total", task.total.longValueExact())
                .with("finished", finished));
    }

    /** A beat: tasks take their steps, oldest first, out of one count. */
    void tick() {
        long count = world.scalar("TASK_STEP");
        Task task = after(0);
        while (task != null && count > 0) {
            Task next = after(task.id);
            count -= Math.max(1, step(task, count));
            task = next;
        }
    }

    /** The oldest one behind an id. */
    private @Nullable Task after(long id) {
        return world.tasks.all().stream()
                .filter(task -> task.id > id)
                .findFirst()
                .orElse(null);
    }

    private boolean countsLiens() {
        return world.scalar("RULES") >= 2;
    }

    /** What has expired ends: by the second rules one of each sort in turn, all counted like the objects of a task. */
    void expire(Expiry... expiries) {
        long count = world.scalar("TASK_STEP");
        under++;
        if (!countsLiens()) {
            for (Expiry expiry : expiries) {
                expiry.expire(count);
            }
        }
        long moved = 0;
        long last = countsLiens() ? 1 : 0;
        while (last > 0) {
            last = 0;
            for (int i = 0; i < expiries.length && moved + last < count; i++) {
                int before = world.touched.size();
                last += expiries[i].expire(1);
                last += lyingOnTouched(before);
            }
            moved += last;
        }
        under--;
    }

    long step(Task task, long count) {
        under++;
        Work work = Objects.requireNonNull(works.get(task.kind));
        long moved = 0;
        long last = 1;
        while (last > 0 && moved < count && !work.isDone(task)) {
            int before = world.touched.size();
            last = work.one(task);
            moved += last + (countsLiens() ? lyingOnTouched(before) : 0);
        }
        work.stepped(task, moved);
        if (work.isDone(task)) {
            work.finish(task);
            changed(task, true);
            world.tasks.remove(task);
        } else {
            changed(task, false);
        }
        under--;
        return moved;
    }

    /** By the second rules an object counts with what lies on the balances that it is the first to touch. */
    private long lyingOnTouched(int before) {
        return world.touched.stream()
                .skip(before)
                .mapToLong(balance -> world.encumbrancesOf(balance).size()
                        + world.claimsOf(balance).size())
                .sum();
    }

    /** The first step of a task; by the second rules it waits where a beat or another task has started it. */
    void step(Task task) {
        if (under == 0 || !countsLiens()) {
            step(task, world.scalar("TASK_STEP"));
        }
    }

    /** One step before a command that needs what the task holds. */
    void stepById(long taskId) {
        Task task = world.tasks.find(taskId);
        if (task != null) {
            step(task, world.scalar("TASK_STEP"));
        }
    }

    void stepOfIssue(long assetId) {
        Issue issue = world.issue(assetId);
        if (issue != null) {
            stepById(issue.task);
        }
    }

    void stepOfPlacement(Deals.@Nullable Placement placement) {
        if (placement != null) {
            stepById(placement.task);
        }
    }
}
