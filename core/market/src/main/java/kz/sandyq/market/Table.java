package kz.sandyq.market;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of longs in one pre-sized array. The first column is the row's id, never 0 while the row lives. The first
 * {@code hashed} columns are logical fields and part of the state hash; the rest are links and derived values. Free
 * slots are a stack, because a slot is part of the next id; it is threaded through the free rows.
 */
final class Table implements Journal.Written {
    /** Bits of a slot in an id of the form sequence &lt;&lt; SLOT_BITS | slot. */
    static final int SLOT_BITS = 24;

    static final int MAX_SLOTS = 1 << SLOT_BITS;
    static final int NONE = -1;
    /** Longs before the first row: with the head of the array they make a cache line, so that rows of 64 bytes fit. */
    private static final int LEAD = 6;
    /** Column of a free row that holds the free slot below it on the stack. */
    private static final int BELOW = 1;

    final int kind;
    final int width;
    final int hashed;
    /** How many of the first columns tell a row from the others. */
    private final int named;

    private final StateHash hash;
    /** Rows that the command in hand has touched, where somebody asks for them. */
    private final @Nullable Touched touched;

    private long[] cells;
    private int capacity;
    private int high;
    private int freeCount;
    private int freeTop = NONE;
    /** Where each write is noted while it is only rehearsed. */
    private @Nullable Journal journal;

    private int highBefore;
    private int freeCountBefore;
    private int freeTopBefore;

    Table(int kind, int width, int hashed, int capacity, StateHash hash) {
        this(kind, width, hashed, capacity, hash, 1, null);
    }

    private Table(int kind, int width, int hashed, int capacity, StateHash hash, int named, @Nullable Touched touched) {
        Check.that(width > BELOW, "a row has room for the stack of free rows, table", kind);
        this.kind = kind;
        this.width = width;
        this.hashed = hashed;
        this.named = named;
        this.touched = touched;
        this.hash = hash;
        this.capacity = capacity;
        cells = new long[Math.addExact(LEAD, Math.multiplyExact(capacity, width))];
    }

    /** A table whose rows are told apart by their first two columns together. */
    static Table ofPairs(int kind, int width, int hashed, int capacity, StateHash hash) {
        return new Table(kind, width, hashed, capacity, hash, 2, null);
    }

    /** A table that can say which rows the command in hand has touched. */
    static Table watched(int kind, int width, int hashed, int capacity, StateHash hash) {
        return new Table(kind, width, hashed, capacity, hash, 1, new Touched());
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

    private int at(int slot) {
        return LEAD + slot * width;
    }

    boolean isLive(int slot) {
        return slot >= 0 && slot < high && cells[at(slot)] != 0;
    }

    long get(int slot, int column) {
        return cells[at(slot) + column];
    }

    int getInt(int slot, int column) {
        return (int) cells[at(slot) + column];
    }

    /** Writes a logical field. */
    void set(int slot, int column, long value) {
        int row = at(slot);
        note(row + column);
        if (column < named) {
            rename(row, column, value);
        } else {
            long before = cells[row + column];
            cells[row + column] = value;
            if (column < hashed) {
                hash.changed(name(row), column, before, value);
            }
        }
        mark(slot);
    }

    void add(int slot, int column, long delta) {
        set(slot, column, cells[at(slot) + column] + delta);
    }

    /** Adds to two logical fields that do not name the row. */
    void add(int slot, int one, long oneDelta, int other, long otherDelta) {
        int row = at(slot);
        note(row + one);
        note(row + other);
        long name = name(row);
        long oneBefore = cells[row + one];
        long otherBefore = cells[row + other];
        cells[row + one] = oneBefore + oneDelta;
        cells[row + other] = otherBefore + otherDelta;
        hash.changed(name, one, oneBefore, oneBefore + oneDelta);
        hash.changed(name, other, otherBefore, otherBefore + otherDelta);
        mark(slot);
    }

    private long name(int row) {
        return StateHash.name(kind, cells[row], named == 1 ? 0 : cells[row + 1]);
    }

    /** A row under another name has another hash altogether. */
    private void rename(int row, int column, long value) {
        hash.subtract(name(row), cells, row, hashed);
        cells[row + column] = value;
        hash.add(name(row), cells, row, hashed);
    }

    /** Writes a link or derived value, which the hash does not cover. */
    void link(int slot, int column, long value) {
        note(at(slot) + column);
        cells[at(slot) + column] = value;
    }

    /** The slot that {@link #allocate} will take next. */
    int nextSlot() {
        return freeCount > 0 ? freeTop : high;
    }

    /** Takes a free slot for a row with this id; its other columns are 0. */
    int allocate(long id) {
        int slot = begin(id);
        finish(slot);
        return slot;
    }

    /** Takes a free slot for a row that is written by {@link #fill} and enters the hash by {@link #finish}. */
    int begin(long id) {
        Check.that(!isFull(), "table full", kind);
        int slot;
        if (freeCount > 0) {
            slot = freeTop;
            freeTop = (int) cells[at(slot) + BELOW];
            note(at(slot) + BELOW);
            cells[at(slot) + BELOW] = 0;
            hash.freeSlot(kind, --freeCount, slot, false);
        } else {
            slot = high++;
        }
        note(at(slot));
        cells[at(slot)] = id;
        return slot;
    }

    /** Begins a row in the place of a live one, as {@link #release} and {@link #begin} would; it is filled wholly. */
    int beginInPlaceOf(int slot, long id) {
        hash.subtract(name(at(slot)), cells, at(slot), hashed);
        cells[at(slot)] = id;
        return slot;
    }

    /** Writes a column of a row that was begun. */
    void fill(int slot, int column, long value) {
        note(at(slot) + column);
        cells[at(slot) + column] = value;
    }

    void finish(int slot) {
        hash.add(name(at(slot)), cells, at(slot), hashed);
        mark(slot);
    }

    void release(int slot) {
        noteRow(at(slot));
        hash.subtract(name(at(slot)), cells, at(slot), hashed);
        mark(slot);
        for (int i = at(slot); i < at(slot) + width; i++) {
            cells[i] = 0;
        }
        hash.freeSlot(kind, freeCount, slot, true);
        push(slot);
    }

    /** From here on every write is noted, until {@link #endRehearsal}. */
    void beginRehearsal(Journal noted) {
        journal = noted;
        highBefore = high;
        freeCountBefore = freeCount;
        freeTopBefore = freeTop;
    }

    /** The cells are still to be taken back. */
    void endRehearsal() {
        journal = null;
        high = highBefore;
        freeCount = freeCountBefore;
        freeTop = freeTopBefore;
    }

    @Override
    public void takeBack(long cell, long before) {
        cells[(int) cell] = before;
    }

    /** Where the indexes over this table note what they do, null outside of a rehearsal. */
    @Nullable
    Journal journal() {
        return journal;
    }

    private void note(int cell) {
        Journal noted = journal;
        if (noted != null) {
            noted.add(this, cell, cells[cell]);
        }
    }

    private void noteRow(int row) {
        if (journal != null) {
            for (int column = 0; column < width; column++) {
                note(row + column);
            }
        }
    }

    private void push(int slot) {
        cells[at(slot) + BELOW] = freeTop;
        freeTop = slot;
        freeCount++;
    }

    /** The live row of an id of the form sequence and slot, else {@link #NONE}. */
    int find(long id) {
        int slot = (int) (id & MAX_SLOTS - 1);
        return id > 0 && slot < high && cells[at(slot)] == id ? slot : NONE;
    }

    /** Where the row of an id of the form sequence and slot would stand, else {@link #NONE}. */
    int place(long id) {
        int slot = (int) (id & MAX_SLOTS - 1);
        return id > 0 && slot < high ? slot : NONE;
    }

    /** True when an id of the form sequence and slot may have named a row that has ended. */
    boolean mayHaveEnded(long id, long sequence) {
        return id > 0 && id >>> SLOT_BITS < sequence && id >>> SLOT_BITS > 0 && (id & MAX_SLOTS - 1) < high;
    }

    /** The id of the row that the command of this sequence adds next. */
    long nextId(long sequence) {
        return sequence << SLOT_BITS | nextSlot();
    }

    private void mark(int slot) {
        if (touched != null) {
            touched.add(slot);
        }
    }

    /** Rows that the command in hand has touched. */
    Touched touched() {
        if (touched == null) {
            throw new IllegalStateException("nobody watches table " + kind);
        }
        return touched;
    }

    /** Adds the hash of every row and free slot to a sum made anew. */
    void recompute(StateHash sum) {
        for (int slot = 0; slot < high; slot++) {
            if (cells[at(slot)] != 0) {
                sum.add(name(at(slot)), cells, at(slot), hashed);
            }
        }
        int position = freeCount;
        for (int slot = freeTop; slot != NONE; slot = below(slot)) {
            sum.freeSlot(kind, --position, slot, true);
        }
    }

    /** Adds the hash of every row with its links and derived values; a row is named by its slot. */
    void recomputeWhole(StateHash sum) {
        for (int slot = 0; slot < high; slot++) {
            if (cells[at(slot)] != 0) {
                sum.add(StateHash.name(kind, slot + 1L, width), cells, at(slot), width);
            }
        }
    }

    void grow(int newCapacity) {
        capacity = newCapacity;
        cells = Arrays.copyOf(cells, Math.addExact(LEAD, Math.multiplyExact(newCapacity, width)));
    }

    /** Free slots from the bottom of the stack to its top, as {@link #restoreFree} takes them. */
    int[] freeSlots() {
        int[] slots = new int[freeCount];
        int position = freeCount;
        for (int slot = freeTop; slot != NONE; slot = below(slot)) {
            slots[--position] = slot;
        }
        return slots;
    }

    private int below(int freeSlot) {
        return (int) cells[at(freeSlot) + BELOW];
    }

    /** Puts a row back as a snapshot had it. */
    void restoreRow(int slot, int column, long value) {
        cells[at(slot) + column] = value;
        high = Math.max(high, slot + 1);
    }

    void restoreFree(int slot) {
        push(slot);
        high = Math.max(high, slot + 1);
    }
}
