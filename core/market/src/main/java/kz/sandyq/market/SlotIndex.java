package kz.sandyq.market;

import java.util.Arrays;

/**
 * Open addressing from the values of one or two columns to the slot of a row. Holds slots only; order is never read
 * from it.
 */
final class SlotIndex {
    private final Table table;
    private final int firstColumn;
    private final int secondColumn;
    private int[] slots = new int[0];
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
        slots = new int[size];
        Arrays.fill(slots, Table.NONE);
        mask = size - 1;
        for (int slot = 0; slot < table.high(); slot++) {
            if (table.isLive(slot) && table.get(slot, firstColumn) != 0) {
                insert(slot);
            }
        }
    }

    int find(long first, long second) {
        int at = home(first, second);
        while (slots[at] != Table.NONE) {
            int slot = slots[at];
            if (table.get(slot, firstColumn) == first
                    && (secondColumn == firstColumn || table.get(slot, secondColumn) == second)) {
                return slot;
            }
            at = at + 1 & mask;
        }
        return Table.NONE;
    }

    int find(long value) {
        return find(value, value);
    }

    /** Enters a row; its key columns are already written. */
    void insert(int slot) {
        int at = homeOf(slot);
        while (slots[at] != Table.NONE) {
            at = at + 1 & mask;
        }
        slots[at] = slot;
    }

    /** Takes a row out; its key columns are still as when it was entered. */
    void remove(int slot) {
        int at = homeOf(slot);
        while (slots[at] != slot) {
            Check.that(slots[at] != Table.NONE, "index lacks slot", slot);
            at = at + 1 & mask;
        }
        int hole = at;
        for (int next = hole + 1 & mask; slots[next] != Table.NONE; next = next + 1 & mask) {
            int home = homeOf(slots[next]);
            if ((next - home & mask) >= (next - hole & mask)) {
                slots[hole] = slots[next];
                hole = next;
            }
        }
        slots[hole] = Table.NONE;
    }

    private int homeOf(int slot) {
        return home(table.get(slot, firstColumn), table.get(slot, secondColumn));
    }

    private int home(long first, long second) {
        long mixed = (first ^ Long.rotateLeft(second, 31)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & mask;
    }
}
