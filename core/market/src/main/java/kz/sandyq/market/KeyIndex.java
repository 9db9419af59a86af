package kz.sandyq.market;

import java.util.Arrays;
import kz.sandyq.market.Rows.RememberedKey;

/**
 * From a key to its row, by open addressing. An entry carries 32 bits of the key's hash, so that other keys are passed
 * over, and entries are moved, without a look at their rows: at a million keys each look is a cache miss.
 */
final class KeyIndex {
    private static final long EMPTY = 0;

    private final Table keys;
    /** hash &lt;&lt; 32 | slot + 1. */
    private long[] entries = new long[0];

    private int mask;

    KeyIndex(Table keys) {
        this.keys = keys;
        rebuild();
    }

    /** Makes the index anew from the rows, sized for the table's capacity. */
    void rebuild() {
        int size = Math.max(4, Integer.highestOneBit(Math.max(2, keys.capacity()) * 2 - 1) * 2);
        entries = new long[size];
        Arrays.fill(entries, EMPTY);
        mask = size - 1;
        for (int slot = 0; slot < keys.high(); slot++) {
            if (keys.isLive(slot)) {
                insert(slot);
            }
        }
    }

    int find(long high, long low) {
        int hash = hash(high, low);
        int at = hash & mask;
        for (long entry = entries[at]; entry != EMPTY; entry = entries[at]) {
            if ((int) (entry >>> Integer.SIZE) == hash) {
                int slot = (int) entry - 1;
                if (keys.get(slot, RememberedKey.HIGH) == high && keys.get(slot, RememberedKey.LOW) == low) {
                    return slot;
                }
            }
            at = at + 1 & mask;
        }
        return Table.NONE;
    }

    /** Reads where a key would stand. */
    long peek(long high, long low) {
        return entries[hash(high, low) & mask];
    }

    /** Enters a row; its key columns are already written. */
    void insert(int slot) {
        int hash = hashOf(slot);
        int at = hash & mask;
        while (entries[at] != EMPTY) {
            at = at + 1 & mask;
        }
        entries[at] = (long) hash << Integer.SIZE | slot + 1;
    }

    /** Takes a row out; its key columns are still as when it was entered. */
    void remove(int slot) {
        int at = hashOf(slot) & mask;
        while ((int) entries[at] != slot + 1) {
            Check.that(entries[at] != EMPTY, "index lacks key", slot);
            at = at + 1 & mask;
        }
        int hole = at;
        for (int next = hole + 1 & mask; entries[next] != EMPTY; next = next + 1 & mask) {
            int home = (int) (entries[next] >>> Integer.SIZE) & mask;
            if ((next - home & mask) >= (next - hole & mask)) {
                entries[hole] = entries[next];
                hole = next;
            }
        }
        entries[hole] = EMPTY;
    }

    private int hashOf(int slot) {
        return hash(keys.get(slot, RememberedKey.HIGH), keys.get(slot, RememberedKey.LOW));
    }

    private static int hash(long high, long low) {
        return (int) (StateHash.finish(high ^ Long.rotateLeft(low, 31)) >>> 16);
    }
}
