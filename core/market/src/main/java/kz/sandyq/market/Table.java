package kz.sandyq.market;

import java.util.Arrays;

/**
 * Rows of longs in one pre-sized array. The first column is the row's id, never 0 while the row lives. The first
 * {@code hashed} columns are logical fields and part of the state hash; the rest are links and derived values. Free
 * slots are a stack, because a slot is part of the next id.
 */
final class Table {
    /** Bits of a slot in an id of the form sequence &lt;&lt; SLOT_BITS | slot. */
    static final int SLOT_BITS = 24;

    static final int MAX_SLOTS = 1 << SLOT_BITS;
    static final int NONE = -1;

    final int kind;
    final int width;
    final int hashed;
    private final StateHash hash;
    private long[] cells;
    private int[] stamps;
    private int[] free;
    private int capacity;
    private int high;
    private int freeCount;
    private int[] dirty = new int[64];
    private int dirtyCount;
    private int epoch = 1;

    Table(int kind, int width, int hashed, int capacity, StateHash hash) {
        this.kind = kind;
        this.width = width;
        this.hashed = hashed;
        this.hash = hash;
        this.capacity = capacity;
        cells = new long[Math.multiplyExact(capacity, width)];
        stamps = new int[hashed == 0 ? 0 : capacity];
        free = new int[capacity];
    }

    int capacity() {
        return capacity;
    }

    /** One past the highest slot ever used. */
    int high() {
        return high;
    }

    int live() {
        return high - freeCount;
    }

    boolean isFull() {
        return live() == capacity;
    }

    /** Rows that may still be added. */
    int room() {
        return capacity - live();
    }

    boolean isLive(int slot) {
        return slot >= 0 && slot < high && cells[slot * width] != 0;
    }

    long get(int slot, int column) {
        return cells[slot * width + column];
    }

    int getInt(int slot, int column) {
        return (int) cells[slot * width + column];
    }

    /** Writes a logical field. */
    void set(int slot, int column, long value) {
        touch(slot);
        cells[slot * width + column] = value;
    }

    void add(int slot, int column, long delta) {
        touch(slot);
        cells[slot * width + column] += delta;
    }

    /** Writes a link or derived value, which the hash does not cover. */
    void link(int slot, int column, long value) {
        cells[slot * width + column] = value;
    }

    /** The slot that {@link #allocate} will take next. */
    int nextSlot() {
        return freeCount > 0 ? free[freeCount - 1] : high;
    }

    /** Takes a free slot for a row with this id; its other columns are 0. */
    int allocate(long id) {
        Check.that(!isFull(), "table full", kind);
        int slot;
        if (freeCount > 0) {
            slot = free[--freeCount];
            hash.freeSlot(kind, freeCount, slot, false);
        } else {
            slot = high++;
        }
        if (hashed > 0 && stamps[slot] != epoch) {
            mark(slot);
        }
        cells[slot * width] = id;
        return slot;
    }

    void release(int slot) {
        if (hashed > 0) {
            touch(slot);
        }
        Arrays.fill(cells, slot * width, (slot + 1) * width, 0);
        hash.freeSlot(kind, freeCount, slot, true);
        free[freeCount++] = slot;
    }

    /** The live row of an id of the form sequence and slot, else {@link #NONE}. */
    int find(long id) {
        int slot = (int) (id & MAX_SLOTS - 1);
        return id > 0 && slot < high && cells[slot * width] == id ? slot : NONE;
    }

    /** True when an id of the form sequence and slot may have named a row that has ended. */
    boolean mayHaveEnded(long id, long sequence) {
        return id > 0 && id >>> SLOT_BITS < sequence && id >>> SLOT_BITS > 0 && (id & MAX_SLOTS - 1) < high;
    }

    /** The id of the row that the command of this sequence adds next. */
    long nextId(long sequence) {
        return sequence << SLOT_BITS | nextSlot();
    }

    private void touch(int slot) {
        if (stamps[slot] != epoch) {
            hash.subtract(kind, cells, slot * width, hashed);
            mark(slot);
        }
    }

    private void mark(int slot) {
        stamps[slot] = epoch;
        if (dirtyCount == dirty.length) {
            dirty = Arrays.copyOf(dirty, dirtyCount * 2);
        }
        dirty[dirtyCount++] = slot;
    }

    int dirtyCount() {
        return dirtyCount;
    }

    int dirtySlot(int index) {
        return dirty[index];
    }

    /** Ends a command: what was touched enters the hash as it now is. */
    void settle() {
        if (dirtyCount == 0) {
            return;
        }
        for (int i = 0; i < dirtyCount; i++) {
            int from = dirty[i] * width;
            if (cells[from] != 0) {
                hash.add(kind, cells, from, hashed);
            }
        }
        dirtyCount = 0;
        if (++epoch == 0) {
            Arrays.fill(stamps, 0);
            epoch = 1;
        }
    }

    /** Adds the hash of every row and free slot to a sum made anew. */
    void recompute(StateHash sum) {
        for (int slot = 0; slot < high; slot++) {
            if (hashed > 0 && cells[slot * width] != 0) {
                sum.add(kind, cells, slot * width, hashed);
            }
        }
        for (int i = 0; i < freeCount; i++) {
            sum.freeSlot(kind, i, free[i], true);
        }
    }

    void grow(int newCapacity) {
        capacity = newCapacity;
        cells = Arrays.copyOf(cells, Math.multiplyExact(newCapacity, width));
        stamps = Arrays.copyOf(stamps, hashed == 0 ? 0 : newCapacity);
        free = Arrays.copyOf(free, newCapacity);
    }

    int freeCount() {
        return freeCount;
    }

    int freeSlot(int position) {
        return free[position];
    }

    /** Puts a row back as a snapshot had it. */
    void restoreRow(int slot, int column, long value) {
        cells[slot * width + column] = value;
        high = Math.max(high, slot + 1);
    }

    void restoreFree(int slot) {
        free[freeCount++] = slot;
        high = Math.max(high, slot + 1);
    }
}
