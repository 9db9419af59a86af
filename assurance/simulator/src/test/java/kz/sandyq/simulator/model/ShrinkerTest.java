package kz.sandyq.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    /** A difference that shows where a tick comes after a cancelled order. */
    private static Shrinker.@Nullable Shrunk cancelThenTick(List<Entry> entries) {
        boolean cancelled = false;
        for (Entry entry : entries) {
            cancelled |= entry.toString().contains("CancelOrder");
            if (cancelled && entry.isTick()) {
                return new Shrinker.Shrunk(entries, "planted");
            }
        }
        return null;
    }

    @Test
    void leavesTheTwoEntriesThatMatter() {
        Pair pair = new Pair();
        RandomWorld world = new RandomWorld(1, pair.model());
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Entry entry = world.next();
            entries.add(entry);
            pair.apply(entry);
        }
        List<String> lines = new Shrinker(ShrinkerTest::cancelThenTick)
                .shrink(new Campaign.Failure(1, entries, "planted"))
                .lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("CancelOrder");
        assertThat(lines.get(1)).endsWith("tick");
        assertThat(lines.get(2)).isEqualTo("planted");
    }

    @Test
    void aWorldIsTheSameEachTimeFromItsSeed() {
        assertThat(first(7)).isEqualTo(first(7)).isNotEqualTo(first(8));
    }

    private static List<String> first(long seed) {
        Pair pair = new Pair();
        RandomWorld world = new RandomWorld(seed, pair.model());
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Entry entry = world.next();
            said.add(entry.toString());
            pair.apply(entry);
        }
        return said;
    }
}
