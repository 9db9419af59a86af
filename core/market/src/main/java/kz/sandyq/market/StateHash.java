package kz.sandyq.market;

/**
 * The sum of the hashes of all objects of a state, each half modulo 2^64 (core.md 5.5). It finds divergence; it is no
 * commitment. The hash of an object is linear in what stands in its columns, under multipliers made from its name, so
 * that a write changes the sum by what it changes in one column.
 */
final class StateHash {
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xC2B2AE3D27D4EB4FL;
    /** Columns that have a multiplier: more than a row has. */
    private static final int MOST_COLUMNS = 64;

    private static final long[] FIRST = multipliers(K1);
    private static final long[] SECOND = multipliers(K2);

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

    void take(StateHash other) {
        set(other.high, other.low);
    }

    void set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
    }

    boolean same(StateHash other) {
        return high == other.high && low == other.low;
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }

    /** What tells an object from all others: its kind, and one or two values that no other of the kind has. */
    static long name(int kind, long first, long second) {
        return finish(K1 * (kind + 1L) ^ first + Long.rotateLeft(second, 31) * K2);
    }

    private static long first(long name) {
        return name | 1;
    }

    private static long second(long name) {
        return Long.rotateLeft(name, 32) | 1;
    }

    /** Not linear, and a bijection: what escapes one half does not escape the other. */
    private static long bent(long value) {
        return value ^ value >>> 32;
    }

    /** A column of an object holds another value. */
    void changed(long name, int column, long before, long after) {
        high += (after - before) * (first(name) * FIRST[column]);
        low += (bent(after) - bent(before)) * (second(name) * SECOND[column]);
    }

    /**
     * Adds the hash of {@code count} longs. Each of its halves is a bijection of each value, so that no single change
     * is lost.
     */
    void add(long name, long[] cells, int from, int count) {
        count(name, cells, from, count, 1);
    }

    void subtract(long name, long[] cells, int from, int count) {
        count(name, cells, from, count, -1);
    }

    /** The rows that come and go most have six or eight columns: those are summed without a loop. */
    private void count(long name, long[] cells, int from, int count, long times) {
        long a = 0;
        long b = 0;
        int i = 0;
        if (count >= 6) {
            a = straight(cells, from, 0) + straight(cells, from, 2) + straight(cells, from, 4);
            b = bent(cells, from, 0) + bent(cells, from, 2) + bent(cells, from, 4);
            i = 6;
            if (count >= 8) {
                a += straight(cells, from, 6);
                b += bent(cells, from, 6);
                i = 8;
            }
        }
        for (; i < count; i++) {
            a += cells[from + i] * FIRST[i];
            b += bent(cells[from + i]) * SECOND[i];
        }
        high += times * a * first(name);
        low += times * b * second(name);
    }

    private static long straight(long[] cells, int from, int i) {
        return cells[from + i] * FIRST[i] + cells[from + i + 1] * FIRST[i + 1];
    }

    private static long bent(long[] cells, int from, int i) {
        return bent(cells[from + i]) * SECOND[i] + bent(cells[from + i + 1]) * SECOND[i + 1];
    }

    /** Adds or takes away the place of a free slot on its stack. */
    void freeSlot(int kind, int position, int slot, boolean add) {
        long place = finish(K2 * (kind + 1_000L) + ((long) position << 32 | slot));
        high += add ? place : -place;
        low += add ? place * K1 : -place * K1;
    }

    static long finish(long value) {
        long mixed = (value ^ value >>> 32) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
