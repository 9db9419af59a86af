package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;
import kz.sandyq.market.MoneyRows.Credit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A heap of rows against a sorted set. */
class SlotHeapTest {
    private static final int CAPACITY = 60;
    private static final int TIME = 1;

    private final Table rows = new Table(Credit.KIND, 2, 2, CAPACITY, new StateHash());
    private final SlotHeap heap = new SlotHeap(rows, TIME, 0);
    private final TreeSet<Integer> sorted =
            new TreeSet<>(Comparator.<Integer>comparingLong(slot -> rows.get(slot, TIME))
                    .thenComparingLong(slot -> rows.get(slot, 0)));
    private long id;

    private void insert(long time) {
        int slot = rows.allocate(++id);
        rows.set(slot, TIME, time);
        heap.insert(slot);
        sorted.add(slot);
    }

    private void remove(int slot) {
        heap.remove(slot);
        assertThat(heap.contains(slot)).isFalse();
        sorted.remove(slot);
        rows.release(slot);
    }

    private void check() {
        assertThat(heap.isEmpty()).isEqualTo(sorted.isEmpty());
        if (!sorted.isEmpty()) {
            assertThat(heap.top()).isEqualTo(sorted.first());
        }
        for (int slot = 0; slot < rows.capacity(); slot++) {
            assertThat(heap.contains(slot)).isEqualTo(rows.isLive(slot) && sorted.contains(slot));
        }
    }

    private void drain() {
        while (!sorted.isEmpty()) {
            check();
            remove(sorted.first());
        }
        check();
    }

    /** Rows come and go from anywhere, many at the same time; in between all are taken from the first on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1_000})
    void hasTheFirstRowOnTop(int times) {
        Random random = new Random(times);
        for (int step = 0; step < 3_000; step++) {
            if (!rows.isFull() && (sorted.isEmpty() || random.nextInt(100) < 55)) {
                insert(random.nextInt(times));
            } else {
                remove(sorted.stream()
                        .skip(random.nextInt(sorted.size()))
                        .findFirst()
                        .orElseThrow());
            }
            check();
            if (step % 500 == 499) {
                drain();
            }
        }
    }

    @Test
    void aRowThatIsNotInItIsTakenOutInVain() {
        insert(3);
        insert(2);
        int other = rows.allocate(++id);
        heap.remove(other);
        assertThat(heap.contains(other)).isFalse();
        rows.release(other);
        drain();
    }

    @Test
    void goesOnWithMoreRoom() {
        for (int i = 0; i < CAPACITY; i++) {
            insert(i % 7);
        }
        rows.grow(3 * CAPACITY);
        heap.grow();
        check();
        for (int i = 0; i < 2 * CAPACITY; i++) {
            insert(i % 9);
        }
        drain();
    }

    @Test
    void isAsBeforeWhenARehearsalIsTakenBack() {
        Random random = new Random(5);
        for (int i = 0; i < 40; i++) {
            insert(random.nextInt(100));
        }
        for (int round = 0; round < 20; round++) {
            Journal journal = new Journal();
            TreeSet<Integer> before = new TreeSet<>(sorted);
            rows.beginRehearsal(journal);
            for (int step = 0; step < 30; step++) {
                if (sorted.isEmpty() || random.nextBoolean() && !rows.isFull()) {
                    insert(random.nextInt(100));
                } else {
                    remove(sorted.stream()
                            .skip(random.nextInt(sorted.size()))
                            .findFirst()
                            .orElseThrow());
                }
            }
            rows.endRehearsal();
            journal.takeBack();
            sorted.clear();
            sorted.addAll(before);
            check();
            remove(sorted.first());
            insert(random.nextInt(100));
        }
        drain();
    }
}
