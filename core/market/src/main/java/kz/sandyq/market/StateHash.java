package kz.sandyq.market;

/**
 * The sum, modulo 2^128, of the hashes of all objects of a state (core.md 5.5). It finds divergence; it is no
 * commitment.
 */
final class StateHash {
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xC2B2AE3D27D4EB4FL;

    private long high;
    private long low;

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

    /**
     * Adds the hash of {@code count} longs. Each step is a bijection of the value, so that no single change is lost.
     */
    void add(int kind, long[] cells, int from, int count) {
        apply(kind, cells, from, count, true);
    }

    void subtract(int kind, long[] cells, int from, int count) {
        apply(kind, cells, from, count, false);
    }

    /** Adds or takes away the place of a free slot on its stack. */
    void freeSlot(int kind, int position, int slot, boolean add) {
        long a = finish(K1 * (kind + 1_000L) ^ ((long) position << 32 | slot));
        sum(a, finish(a + K2), add);
    }

    private void apply(int kind, long[] cells, int from, int count, boolean add) {
        long a = K1 * (kind + 1L);
        long b = K2 * (kind + 1L);
        for (int i = from; i < from + count; i++) {
            long value = cells[i];
            a = (a ^ value) * K1;
            a ^= a >>> 29;
            b = Long.rotateLeft(b + value, 23) * K2;
        }
        sum(finish(a), finish(b), add);
    }

    private void sum(long addHigh, long addLow, boolean add) {
        if (add) {
            long before = low;
            low += addLow;
            high += addHigh + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
        } else {
            long before = low;
            low -= addLow;
            high -= addHigh + (Long.compareUnsigned(before, addLow) < 0 ? 1 : 0);
        }
    }

    static long finish(long value) {
        long mixed = (value ^ value >>> 32) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
