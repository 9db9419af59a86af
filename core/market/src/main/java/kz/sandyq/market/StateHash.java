package kz.sandyq.market;

/**
 * The sum, modulo 2^128, of the hashes of all objects of a state (core.md 5.5). It finds divergence; it is no
 * commitment.
 */
final class StateHash {
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xC2B2AE3D27D4EB4FL;
    /** Columns that have a multiplier: more than a row has. */
    private static final int MOST_COLUMNS = 64;

    private static final int MOST_TABLES = 128;
    private static final long[] FIRST = multipliers(K1);
    private static final long[] SECOND = multipliers(K2);

    private final Table[] tables = new Table[MOST_TABLES];
    private int tableCount;
    private long high;
    private long low;

    /** Odd, so that each is a bijection of the value it multiplies. */
    private static long[] multipliers(long seed) {
        long[] multipliers = new long[MOST_COLUMNS];
        for (int i = 0; i < MOST_COLUMNS; i++) {
            multipliers[i] = finish(seed * (i + 1)) | 1;
        }
        return multipliers;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    void clear() {
        high = 0;
        low = 0;
    }

    void take(StateHash other) {
        high = other.high;
        low = other.low;
    }

    boolean same(StateHash other) {
        return high == other.high && low == other.low;
    }

    /** A table says that the command in hand has touched it for the first time. */
    void touched(Table table) {
        tables[tableCount++] = table;
    }

    /** Ends a command: what was touched enters the sum as it now is. */
    void settle() {
        for (int i = 0; i < tableCount; i++) {
            tables[i].settle();
        }
        tableCount = 0;
    }

    /**
     * Adds the hash of {@code count} longs. Each of its halves is a bijection of each value, so that no single change
     * is lost.
     */
    void add(int kind, long[] cells, int from, int count) {
        long a = K1 * (kind + 1L);
        long b = K2 * (kind + 1L);
        for (int i = 0; i < count; i++) {
            long value = cells[from + i];
            a += value * FIRST[i];
            b += (value ^ value >>> 32) * SECOND[i];
        }
        sum(finish(a), finish(b));
    }

    void subtract(int kind, long[] cells, int from, int count) {
        long a = K1 * (kind + 1L);
        long b = K2 * (kind + 1L);
        for (int i = 0; i < count; i++) {
            long value = cells[from + i];
            a += value * FIRST[i];
            b += (value ^ value >>> 32) * SECOND[i];
        }
        difference(finish(a), finish(b));
    }

    /** Adds or takes away the place of a free slot on its stack. */
    void freeSlot(int kind, int position, int slot, boolean add) {
        long place = (long) position << 32 | slot;
        long a = finish(K1 * (kind + 1_000L) ^ place);
        long b = finish(K2 * (kind + 1_000L) + place);
        if (add) {
            sum(a, b);
        } else {
            difference(a, b);
        }
    }

    private void sum(long addHigh, long addLow) {
        long before = low;
        low += addLow;
        high += addHigh + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
    }

    private void difference(long lessHigh, long lessLow) {
        long before = low;
        low -= lessLow;
        high -= lessHigh + (Long.compareUnsigned(before, lessLow) < 0 ? 1 : 0);
    }

    static long finish(long value) {
        long mixed = (value ^ value >>> 32) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
