package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows touched against a set that keeps the order of its entries. */
class TouchedTest {
    private final Touched touched = new Touched();
    private final Set<Integer> expected = new LinkedHashSet<>();

    private void add(int slot) {
        touched.add(slot);
        expected.add(slot);
    }

    private void check() {
        List<Integer> actual = new ArrayList<>();
        for (int i = 0; i < touched.count(); i++) {
            actual.add(touched.slot(i));
        }
        assertThat(actual).isEqualTo(List.copyOf(expected));
    }

    private void clear() {
        touched.clear();
        expected.clear();
        check();
    }

    /** Few rows and thousands of them, close together and apart, of which many have the same place. */
    @Test
    void hasEachRowOnceInTheOrderOfItsFirstTouch() {
        Random random = new Random(1);
        for (int most : new int[] {1, 3, 40, 64, 65, 300, 5_000, 20}) {
            for (int apart : new int[] {1, 128, 4_096}) {
                for (int i = 0; i < 3 * most; i++) {
                    add(apart * random.nextInt(most) % Table.MAX_SLOTS);
                }
                check();
                clear();
            }
        }
    }

    @Test
    void knowsARowAgainWhileItGrows() {
        for (int slot = 0; slot < 1_000; slot++) {
            add(Table.MAX_SLOTS - 1 - slot);
            add(Table.MAX_SLOTS - 1 - slot / 2);
            check();
        }
    }

    /** The numbers of commands begin anew after 2^32 of them: what the first ones touched is not touched then. */
    @Test
    void beginsAnewWhenTheNumbersOfCommandsEnd() {
        add(5);
        add(70);
        clear();
        touched.epoch = (1L << Integer.SIZE) - 1;
        add(70);
        add(6);
        clear();
        for (int command = 0; command < 3; command++) {
            add(5);
            add(70);
            add(6);
            add(5);
            check();
            clear();
        }
    }
}
