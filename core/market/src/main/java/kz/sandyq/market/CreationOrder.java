package kz.sandyq.market;

import java.util.Arrays;
import kz.sandyq.market.Rows.RememberedKey;

/**
 * Remembered keys by creation time, then by sequence: who is forgotten next. Keys come nearly in the order in which
 * they were made, so they stand in a list; a key goes to its place from the end, over whole milliseconds at a time. One
 * whose place lies further back than {@link #MOST_STEPS} goes to a heap instead. Which of the two holds a key never
 * shows: the first of both is the same.
 */
final class CreationOrder {
    private static final int MOST_STEPS = 16;

    private final Table keys;
    private final SlotHeap late;
    /** The key behind, for keys in the list. */
    private int[] next;
    /** For the last key of its millisecond: the last one of the millisecond before. Stale for the first millisecond. */
    private int[] momentBefore;

    private int first = Table.NONE;
    private int last = Table.NONE;

    CreationOrder(Table keys) {
        this.keys = keys;
        late = new SlotHeap(keys, RememberedKey.CREATED, RememberedKey.SEQUENCE);
        next = new int[keys.capacity()];
        momentBefore = new int[keys.capacity()];
    }

    void grow() {
        late.grow();
        next = Arrays.copyOf(next, keys.capacity());
        momentBefore = Arrays.copyOf(momentBefore, keys.capacity());
    }

    boolean isEmpty() {
        return first == Table.NONE && late.isEmpty();
    }

    /** The key made first. */
    int top() {
        if (late.isEmpty()) {
            return first;
        }
        int top = late.top();
        return first == Table.NONE || before(top, first) ? top : first;
    }

    /** The key that stands behind one in the list, else {@link Table#NONE}. */
    int behind(int slot) {
        return next[slot];
    }

    void removeTop() {
        int top = top();
        if (top != first) {
            late.remove(top);
            return;
        }
        first = next[top];
        if (first == Table.NONE) {
            last = Table.NONE;
        }
    }

    /** Enters the key of the greatest sequence so far. */
    void insert(int slot) {
        long createdAtMs = created(slot);
        int after = Table.NONE;
        int at = last;
        for (int steps = 0; at != Table.NONE && created(at) > createdAtMs; steps++) {
            if (steps == MOST_STEPS) {
                late.insert(slot);
                return;
            }
            after = at;
            at = created(at) == created(first) ? Table.NONE : momentBefore[at];
        }
        putBehind(at, after, slot, createdAtMs);
    }

    /** Puts a key behind the last one of a millisecond, before the millisecond that ends with {@code after}. */
    private void putBehind(int at, int after, int slot, long createdAtMs) {
        momentBefore[slot] = at;
        if (at == Table.NONE) {
            next[slot] = first;
            first = slot;
        } else {
            if (created(at) == createdAtMs) {
                momentBefore[slot] = momentBefore[at];
            }
            next[slot] = next[at];
            next[at] = slot;
        }
        if (after == Table.NONE) {
            last = slot;
        } else {
            momentBefore[after] = slot;
        }
    }

    /** Makes the order anew from the rows. */
    void rebuild() {
        first = Table.NONE;
        last = Table.NONE;
        for (int slot = 0; slot < keys.high(); slot++) {
            if (keys.isLive(slot)) {
                late.insert(slot);
            }
        }
        while (!late.isEmpty()) {
            int top = late.top();
            late.remove(top);
            insert(top);
        }
    }

    private long created(int slot) {
        return keys.get(slot, RememberedKey.CREATED);
    }

    private boolean before(int left, int right) {
        long a = created(left);
        long b = created(right);
        return a != b ? a < b : keys.get(left, RememberedKey.SEQUENCE) < keys.get(right, RememberedKey.SEQUENCE);
    }
}
