package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import kz.sandyq.market.MoneyRows.Credit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index over two columns, and one over one, against maps. */
class SlotIndexTest {
    private static final int CAPACITY = 100;
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private record Pair(long first, long second) {}

    private final Table rows = new Table(Credit.KIND, 3, 3, CAPACITY, new StateHash());
    private final SlotIndex pairs = new SlotIndex(rows, FIRST, SECOND);
    private final SlotIndex ids = new SlotIndex(rows, 0, 0);
    private final Map<Pair, Integer> slots = new HashMap<>();
    private final Random random = new Random(7);
    private long id;

    private void insert(Pair pair) {
        int slot = rows.allocate(++id);
        rows.set(slot, FIRST, pair.first);
        rows.set(slot, SECOND, pair.second);
        pairs.insert(slot);
        ids.insert(slot);
        slots.put(pair, slot);
    }

    private void remove(Pair pair) {
        int slot = Objects.requireNonNull(slots.remove(pair));
        pairs.remove(slot);
        ids.remove(slot);
        long gone = rows.get(slot, 0);
        rows.release(slot);
        assertThat(ids.find(gone)).isEqualTo(Table.NONE);
    }

    /** One row comes or goes; of the values only a few are different. */
    private void step(int values) {
        Pair pair = new Pair(random.nextInt(values), random.nextInt(values));
        if (slots.containsKey(pair)) {
            remove(pair);
        } else if (rows.isFull()) {
            remove(List.copyOf(slots.keySet()).get(random.nextInt(slots.size())));
        } else {
            insert(pair);
        }
    }

    private void check(int values) {
        for (int first = 0; first < values; first++) {
            for (int second = 0; second < values; second++) {
                assertThat(pairs.find(first, second))
                        .isEqualTo(slots.getOrDefault(new Pair(first, second), Table.NONE));
            }
        }
        slots.values().forEach(slot -> assertThat(ids.find(rows.get(slot, 0))).isEqualTo(slot));
        assertThat(ids.find(id + 1)).isEqualTo(Table.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 9, 14, 40})
    void findsWhatWasEnteredAndNotTakenOut(int values) {
        for (int step = 0; step < 2_000; step++) {
            step(values);
            if (step % 20 == 0) {
                check(values);
            }
        }
    }

    @Test
    void goesOnWithMoreRoom() {
        for (int i = 0; i < CAPACITY; i++) {
            insert(new Pair(i % 12, i / 12));
        }
        rows.grow(3 * CAPACITY);
        pairs.rebuild();
        ids.rebuild();
        check(12);
        for (int i = CAPACITY; i < 3 * CAPACITY; i++) {
            insert(new Pair(i % 12, i / 12));
        }
        check(30);
    }

    @Test
    void isAsBeforeWhenARehearsalIsTakenBack() {
        for (int step = 0; step < 80; step++) {
            step(9);
        }
        for (int round = 0; round < 20; round++) {
            Journal journal = new Journal();
            Map<Pair, Integer> before = Map.copyOf(slots);
            rows.beginRehearsal(journal);
            for (int step = 0; step < 30; step++) {
                step(9);
            }
            rows.endRehearsal();
            journal.takeBack();
            slots.clear();
            slots.putAll(before);
            check(9);
            step(9);
        }
    }

    /** And what stands in the way is told from them by what is kept of its hash. */
    @ParameterizedTest
    @ValueSource(strings = {"of a sequence", "of a balance", "of an order"})
    void mostRowsStandWhereTheSearchForThemBegins(String keys) {
        LongUnaryOperator key = switch (keys) {
            case "of a sequence" -> i -> 1_000 + i;
            case "of a balance" -> i -> i << 32 | 1;
            default -> i -> (5_000 + 3 * i) << Table.SLOT_BITS | i;
        };
        Table table = new Table(Credit.KIND, 2, 2, 1_000, new StateHash());
        SlotIndex index = new SlotIndex(table, 1, 1);
        List<Long> values = LongStream.range(0, 1_000).map(key).boxed().toList();
        for (long value : values) {
            int slot = table.allocate(value + 1);
            table.set(slot, 1, value);
            index.insert(slot);
        }
        int found = 0;
        Set<Long> tags = new TreeSet<>();
        for (int slot = 0; slot < values.size(); slot++) {
            long entry = index.peek(values.get(slot));
            found += (entry & Table.MAX_SLOTS - 1) == slot ? 1 : 0;
            tags.add(entry >>> Table.SLOT_BITS);
        }
        assertThat(found).isGreaterThan(600);
        assertThat(tags).hasSizeGreaterThan(60);
    }
}
