package kz.sandyq.market;

import java.util.Arrays;

/** What a rehearsal has written, step by step, so that it can be taken back from the last to the first. */
final class Journal {
    /** Something written to: takes back one of its steps, while all later ones are taken back already. */
    interface Written {
        void takeBack(long place, long before);
    }

    private static final int FIRST_SIZE = 4_096;

    private Written[] written = new Written[FIRST_SIZE];
    private long[] places = new long[FIRST_SIZE];
    private long[] befores = new long[FIRST_SIZE];
    private int count;

    void add(Written what, long place, long before) {
        if (count == places.length) {
            written = Arrays.copyOf(written, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
            befores = Arrays.copyOf(befores, 2 * count);
        }
        written[count] = what;
        places[count] = place;
        befores[count] = before;
        count++;
    }

    void takeBack() {
        while (count > 0) {
            count--;
            written[count].takeBack(places[count], befores[count]);
        }
    }
}
