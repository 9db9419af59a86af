package kz.sandyq.market;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Which rows a step has looked at or written, each once, and how often it has looked; of a whole entry and of each step
 * of a task in it. What {@link CountingLoader} adds to the core calls it.
 */
final class ObjectCount {
    /** Of one sort of step: the most objects and the most looks of one, and how many steps there were. */
    static final class Most {
        long objects;
        long looks;
        long steps;

        void take(Count count) {
            objects = Math.max(objects, count.rows.size());
            looks = Math.max(looks, count.looks);
            steps++;
        }
    }

    private static final class Count {
        final Set<Long> rows = new HashSet<>();
        final String sort;
        long looks;

        Count(String sort) {
            this.sort = sort;
        }
    }

    private static final Map<String, Most> MOST = new TreeMap<>();
    private static final Deque<Count> OPEN = new ArrayDeque<>();
    private static MarketCore core = new MarketCore(EventSink.NONE);

    private ObjectCount() {}

    static Map<String, Most> most() {
        return MOST;
    }

    /** Applies an entry and counts it, under the sort that it is of. */
    static void count(MarketCore applied, Floor.Entry entry, String sort) {
        core = applied;
        OPEN.push(new Count(sort));
        Floor.apply(core, entry);
        close();
    }

    private static void close() {
        Count count = OPEN.pop();
        MOST.computeIfAbsent(count.sort, sort -> new Most()).take(count);
    }

    static void look(Table table, int slot) {
        if (!OPEN.isEmpty()) {
            long row = (long) table.kind << Integer.SIZE | slot;
            for (Count count : OPEN) {
                count.rows.add(row);
                count.looks++;
            }
        }
    }

    static void stepBegins(int task) {
        if (!OPEN.isEmpty()) {
            State state = Objects.requireNonNull(core.stateOrNull());
            short kind = (short) state.tasks.get(task, Rows.Task.TASK_KIND);
            OPEN.push(new Count("task " + TaskKind.get(kind)));
        }
    }

    static void stepEnds() {
        if (!OPEN.isEmpty()) {
            close();
        }
    }
}
