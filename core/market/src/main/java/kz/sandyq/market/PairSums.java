package kz.sandyq.market;

import java.util.Arrays;

/**
 * Sums by two numbers, over the parts that one command names: what goes through the parts adds each once, instead of
 * going through all for each. It keeps its room, so that it allocates for no more than the most parts there have been.
 */
final class PairSums {
    private static final int FIRST_SIZE = 64;

    private long[] ones = new long[FIRST_SIZE];
    private long[] others = new long[FIRST_SIZE];
    private long[] sums = new long[FIRST_SIZE];
    private int count;
    /** Open addressing: group + 1; 0 is empty. */
    private int[] places = new int[4 * FIRST_SIZE];

    void clear() {
        count = 0;
        Arrays.fill(places, 0);
    }

    /** How many pairs there are; they are numbered from 0 in the order in which they came. */
    int count() {
        return count;
    }

    long one(int group) {
        return ones[group];
    }

    long other(int group) {
        return others[group];
    }

    long sum(int group) {
        return sums[group];
    }

    /** Adds to the sum of a pair, which stays one above the largest amount once it is there; returns its number. */
    int add(long one, long other, long amount) {
        int place = place(one, other);
        if (places[place] == 0) {
            if (count == ones.length) {
                grow();
                place = place(one, other);
            }
            ones[count] = one;
            others[count] = other;
            sums[count] = 0;
            places[place] = ++count;
        }
        int group = places[place] - 1;
        sums[group] = Math.min(sums[group] + amount, Amounts.MAX + 1);
        return group;
    }

    /** The sum of a pair, 0 when there is none. */
    long sum(long one, long other) {
        int group = places[place(one, other)] - 1;
        return group < 0 ? 0 : sums[group];
    }

    boolean contains(long one, long other) {
        return places[place(one, other)] != 0;
    }

    private int place(long one, long other) {
        int mask = places.length - 1;
        long mixed = (one * 0x9E3779B97F4A7C15L + other) * 0xC2B2AE3D27D4EB4FL;
        int at = (int) (mixed >>> Integer.SIZE) & mask;
        while (places[at] != 0 && (ones[places[at] - 1] != one || others[places[at] - 1] != other)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        ones = Arrays.copyOf(ones, 2 * count);
        others = Arrays.copyOf(others, 2 * count);
        sums = Arrays.copyOf(sums, 2 * count);
        places = new int[2 * places.length];
        for (int group = 0; group < count; group++) {
            places[place(ones[group], others[group])] = group + 1;
        }
    }
}
