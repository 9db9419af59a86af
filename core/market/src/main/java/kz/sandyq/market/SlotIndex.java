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

    private int mask;

    SlotIndex(Table table, int firstColumn, int secondColumn) {
        this.table = table;
        this.firstColumn = firstColumn;
        this.secondColumn = secondColumn;
        rebuild();
    }

    /** Makes the index anew from the rows, sized for the table's capacity. */
    void rebuild() {
        int size = Math.max(4, Integer.highestOneBit(Math.max(2, table.capacity()) * 2 - 1) * 2);
        entries = new int[size];
        Arrays.fill(entries, EMPTY);
        mask = size - 1;
        for (int slot = 0; slot < table.high(); slot++) {
            if (table.isLive(slot) && table.get(slot, firstColumn) != 0) {
                insert(slot);
            }
        }
    }

    int find(long first, long second) {
        long mixed = mix(first, second);
        int tag = tag(mixed);
        int at = (int) mixed & mask;
        for (int entry = entries[at]; entry != EMPTY; entry = entries[at]) {
            if (entry >>> Table.SLOT_BITS == tag) {
                int slot = slot(entry);
                if (table.get(slot, firstColumn) == first
                        && (secondColumn == firstColumn || table.get(slot, secondColumn) == second)) {
                    return slot;
                }
            }
            at = at + 1 & mask;
        }
        return Table.NONE;
    }

    int find(long value) {
        return find(value, value);
    }

    /** Reads where a value would stand. */
    long peek(long value) {
        return entries[(int) mix(value, value) & mask];
    }

    /** Enters a row; its key columns are already written. */
    void insert(int slot) {
        long mixed = mixOf(slot);
        int at = (int) mixed & mask;
        while (entries[at] != EMPTY) {
            at = at + 1 & mask;
        }
        entries[at] = tag(mixed) << Table.SLOT_BITS | slot;
        note(slot, ENTERED);
    }

    /** Takes a row out; its key columns are still as when it was entered. */
    void remove(int slot) {
        int at = (int) mixOf(slot) & mask;
        while (entries[at] == EMPTY || slot(entries[at]) != slot) {
            Check.that(entries[at] != EMPTY, "index lacks slot", slot);
            at = at + 1 & mask;
        }
        int hole = at;
        for (int next = hole + 1 & mask; entries[next] != EMPTY; next = next + 1 & mask) {
            int home = (int) mixOf(slot(entries[next])) & mask;
            if ((next - home & mask) >= (next - hole & mask)) {
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
