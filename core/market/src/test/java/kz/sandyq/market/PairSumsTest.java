package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairSumsTest {
    private final PairSums sums = new PairSums();

    /** Against a map, with far more pairs than it begins with, and anew after each clearing. */
    @Test
    void sumsEachPairByItselfInTheOrderOfItsComing() {
        for (int round = 1; round <= 3; round++) {
            Random random = new Random(round);
            Map<List<Long>, Long> expected = new LinkedHashMap<>();
            for (int i = 0; i < 1_000; i++) {
                long one = random.nextInt(30);
                long other = random.nextInt(30);
                long amount = random.nextInt(1_000);
                sums.add(one, other, amount);
                expected.merge(List.of(one, other), amount, Long::sum);
            }
            assertThat(sums.count()).isEqualTo(expected.size());
            int group = 0;
            for (Map.Entry<List<Long>, Long> each : expected.entrySet()) {
                long one = each.getKey().getFirst();
                long other = each.getKey().getLast();
                assertThat(sums.one(group)).isEqualTo(one);
                assertThat(sums.other(group)).isEqualTo(other);
                assertThat(sums.sum(group++)).isEqualTo(each.getValue());
                assertThat(sums.sum(one, other)).isEqualTo(each.getValue());
                assertThat(sums.contains(one, other)).isTrue();
            }
            assertThat(sums.contains(31, 0)).isFalse();
            assertThat(sums.sum(0, 31)).isZero();
            sums.clear();
            assertThat(sums.count()).isZero();
        }
    }

    @Test
    void aSumStaysOneAboveTheLargestAmount() {
        sums.add(1, 2, Amounts.MAX);
        assertThat(sums.sum(1, 2)).isEqualTo(Amounts.MAX);
        sums.add(1, 2, Amounts.MAX);
        assertThat(sums.sum(1, 2)).isEqualTo(Amounts.MAX + 1);
    }
}
