package kz.sandyq.market;

import java.util.Arrays;

/**
 * Open addressing from the values of one or two columns to the slot of a row. Holds slots only, with seven bits of the
 * hash beside each, so that most other rows are passed over without a look at them; order is never read from it.
 */
final class SlotIndex implements Journal.Written {
    private static final int EMPTY = -1;
    private static final long ENTERED = 1;

    private final Table table;
    private final int firstColumn;
    private final int secondColumn;
    /** hash &lt;&lt; 24 | slot. */
    private int[] entries = new int[0];

    SlotIndex(Table table, int firstColumn, int secondColumn) {
        this.table = table;
        this.firstColumn = firstColumn;
        this.secondColumn = secondColumn;
        rebuild();
    }

    /** Makes the index anew from the rows: three places for two rows of the table's capacity. */
    void rebuild() {
        entries = new int[table.capacity() + table.capacity() / 2 + 2];
        Arrays.fill(entries, EMPTY);
        for (int slot = 0; slot < table.high(); slot++) {
            if (table.isLive(slot)) {
                insert(slot);
            }
        }
    }

    int find(long first, long second) {
        long mixed = mix(first, second);
        int tag = tag(mixed);
        int at = home(mixed);
        for (int entry = entries[at]; entry != EMPTY; entry = entries[at]) {
            if (entry >>> Table.SLOT_BITS == tag) {
                int slot = slot(entry);
                if (table.get(slot, firstColumn) == first
                        && (secondColumn == firstColumn || table.get(slot, secondColumn) == second)) {
                    return slot;
                }
            }
            at = behind(at);
        }
        return Table.NONE;
    }

    int find(long value) {
        return find(value, value);
    }

    /** Reads where a value would stand. */
    long peek(long value) {
        return entries[home(mix(value, value))];
    }

    /** Enters a row; its key columns are already written. */
    void insert(int slot) {
        long mixed = mixOf(slot);
        int at = home(mixed);
        while (entries[at] != EMPTY) {
            at = behind(at);
        }
        entries[at] = tag(mixed) << Table.SLOT_BITS | slot;
        note(slot, ENTERED);
    }

    /** Takes a row out; its key columns are still as when it was entered. */
    void remove(int slot) {
        int at = home(mixOf(slot));
        while (entries[at] == EMPTY || slot(entries[at]) != slot) {
            Check.that(entries[at] != EMPTY, "index lacks slot", slot);
            at = behind(at);
        }
        int hole = at;
        for (int next = behind(hole); entries[next] != EMPTY; next = behind(next)) {
            if (distance(home(mixOf(slot(entries[next]))), next) >= distance(hole, next)) {
                entries[hole] = entries[next];
                hole = next;
            }
        }
        entries[hole] = EMPTY;
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

    /**
     * Where the search for a value begins: its hash as a part of all places, so that their number needs no power of
     * two.
     */
    private int home(long mixed) {
        return (int) ((mixed & 0xFFFF_FFFFL) * entries.length >>> Integer.SIZE);
    }

    private int behind(int at) {
        return at + 1 == entries.length ? 0 : at + 1;
    }

    private int distance(int from, int to) {
        return to < from ? to - from + entries.length : to - from;
    }

    private static int slot(int entry) {
        return entry & Table.MAX_SLOTS - 1;
    }

    /** Seven bits, so that an entry is never negative. */
    private static int tag(long mixed) {
        return (int) (mixed >>> Long.SIZE - 7);
    }

    private long mixOf(int slot) {
        return mix(table.get(slot, firstColumn), table.get(slot, secondColumn));
    }

    private static long mix(long first, long second) {
        long mixed = (first ^ Long.rotateLeft(second, 31)) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
