package kz.sandyq.market;

import java.util.Arrays;

/**
 * Binary heap of slots ordered by two columns of their rows, smallest first. The order is total, so its shape never
 * shows.
 */
final class SlotHeap implements Journal.Written {
    private static final long ENTERED = 1;

    private final Table table;
    private final int firstColumn;
    private final int secondColumn;
    private int[] heap;
    private int[] positions;
    private int size;

    SlotHeap(Table table, int firstColumn, int secondColumn) {
        this.table = table;
        this.firstColumn = firstColumn;
        this.secondColumn = secondColumn;
        heap = new int[table.capacity()];
        positions = new int[table.capacity()];
        Arrays.fill(positions, Table.NONE);
    }

    void grow() {
        int before = positions.length;
        heap = Arrays.copyOf(heap, table.capacity());
        positions = Arrays.copyOf(positions, table.capacity());
        Arrays.fill(positions, before, positions.length, Table.NONE);
    }

    boolean isEmpty() {
        return size == 0;
    }

    int top() {
        return heap[0];
    }

    boolean contains(int slot) {
        return positions[slot] != Table.NONE;
    }

    void insert(int slot) {
        place(size++, slot);
        up(size - 1);
        note(slot, ENTERED);
    }

    /** Takes a slot out, while its ordering columns are unchanged. */
    void remove(int slot) {
        int at = positions[slot];
        if (at == Table.NONE) {
            return;
        }
        positions[slot] = Table.NONE;
        int last = heap[--size];
        if (last != slot) {
            place(at, last);
            up(at);
            down(positions[last]);
        }
        note(slot, -ENTERED);
    }

    private void note(int slot, long what) {
        Journal journal = table.journal();
        if (journal != null) {
            journal.add(this, slot, what);
        }
    }

    @Override
    public void takeBack(long slot, long what) {
        if (what == ENTERED) {
            remove((int) slot);
        } else {
            insert((int) slot);
        }
    }

    private void up(int from) {
        int at = from;
        int slot = heap[at];
        while (at > 0) {
            int parent = at - 1 >>> 1;
            if (!before(slot, heap[parent])) {
                break;
            }
            place(at, heap[parent]);
            at = parent;
        }
        place(at, slot);
    }

    private void down(int from) {
        int at = from;
        int slot = heap[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], slot)) {
                break;
            }
            place(at, heap[child]);
            at = child;
        }
        place(at, slot);
    }

    private void place(int at, int slot) {
        heap[at] = slot;
        positions[slot] = at;
    }

    private boolean before(int left, int right) {
        long a = table.get(left, firstColumn);
        long b = table.get(right, firstColumn);
        return a != b ? a < b : table.get(left, secondColumn) < table.get(right, secondColumn);
    }
}
