package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import kz.sandyq.market.Rows.RememberedKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of forgetting against a sorted set: keys in order, a little out of order, and from anywhere. */
class CreationOrderTest {
    private static final int CAPACITY = 200;

    private record Made(long createdAtMs, long sequence, int slot) {}

    private final Table keys =
            new Table(RememberedKey.KIND, RememberedKey.WIDTH, RememberedKey.HASHED, CAPACITY, new StateHash());
    private final KeyIndex index = new KeyIndex(keys);
    private final TreeSet<Made> sorted =
            new TreeSet<>(Comparator.comparingLong(Made::createdAtMs).thenComparingLong(Made::sequence));
    private long sequence;

    private int add(long createdAtMs) {
        int slot = keys.allocate(++sequence);
        keys.set(slot, RememberedKey.HIGH, sequence % 7);
        keys.set(slot, RememberedKey.LOW, sequence);
        keys.set(slot, RememberedKey.CREATED, createdAtMs);
        index.insert(slot);
        sorted.add(new Made(createdAtMs, sequence, slot));
        return slot;
    }

    private void forget(CreationOrder order) {
        Made first = Objects.requireNonNull(sorted.pollFirst());
        assertThat(order.top()).isEqualTo(first.slot());
        assertThat(index.find(first.sequence() % 7, first.sequence())).isEqualTo(first.slot());
        order.removeTop();
        index.remove(first.slot());
        assertThat(index.find(first.sequence() % 7, first.sequence())).isEqualTo(Table.NONE);
        keys.release(first.slot());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 3_000})
    void isTheOrderOfCreationThenSequence(int spreadMs) {
        Random random = new Random(spreadMs);
        CreationOrder order = new CreationOrder(keys);
        for (int step = 0; step < 20_000; step++) {
            if (!keys.isFull() && (sorted.isEmpty() || random.nextInt(100) < 55)) {
                order.insert(add(10_000 + step / 4 - random.nextInt(spreadMs)));
            } else {
                forget(order);
            }
            if (step % 997 == 0) {
                order = new CreationOrder(keys);
                order.rebuild();
            }
            assertThat(order.isEmpty()).isEqualTo(sorted.isEmpty());
        }
        while (!sorted.isEmpty()) {
            forget(order);
        }
        assertThat(order.isEmpty()).isTrue();
    }

    @Test
    void aRebuiltIndexFindsEveryKey() {
        for (int i = 0; i < CAPACITY; i++) {
            add(i);
        }
        index.rebuild();
        for (Made each : sorted) {
            assertThat(index.find(each.sequence() % 7, each.sequence())).isEqualTo(each.slot());
        }
        assertThat(index.find(1, CAPACITY + 1)).isEqualTo(Table.NONE);
    }
}
