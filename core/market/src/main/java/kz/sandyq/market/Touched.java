package kz.sandyq.market;

import java.util.Arrays;

/**
 * The rows of one table that the command in hand has touched, each once, in the order of their first touch. Its size
 * follows what a command touches, not what a table holds.
 */
final class Touched {
    private static final int FIRST_SIZE = 64;

    private int[] slots = new int[FIRST_SIZE];
    private int count;
    /** Open addressing: epoch &lt;&lt; 32 | slot; an entry of an earlier epoch is empty. */
    private long[] marks = new long[2 * FIRST_SIZE];

    /** Which command it is; its end takes longer to come than a test can wait. */
    long epoch = 1;

    int count() {
        return count;
    }

    int slot(int index) {
        return slots[index];
    }

    void add(int slot) {
        if (count == 0 || slots[count - 1] != slot) {
            addAnother(slot);
        }
    }

    private void addAnother(int slot) {
        long mark = epoch << Integer.SIZE | slot;
        int mask = marks.length - 1;
        int at = slot & mask;
        while (marks[at] >>> Integer.SIZE == epoch) {
            if (marks[at] == mark) {
                return;
            }
            at = at + 1 & mask;
        }
        marks[at] = mark;
        if (count == slots.length) {
            grow();
        }
        slots[count++] = slot;
    }

    void clear() {
        count = 0;
        if (++epoch == 1L << Integer.SIZE) {
            Arrays.fill(marks, 0);
            epoch = 1;
        }
    }

    private void grow() {
        slots = Arrays.copyOf(slots, 2 * count);
        long[] before = marks;
        marks = new long[2 * before.length];
        int mask = marks.length - 1;
        for (long mark : before) {
            if (mark >>> Integer.SIZE == epoch) {
                int at = (int) mark & mask;
                while (marks[at] != 0) {
                    at = at + 1 & mask;
                }
                marks[at] = mark;
            }
        }
    }
}
