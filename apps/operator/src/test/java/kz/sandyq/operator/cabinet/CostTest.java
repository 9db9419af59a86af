package kz.sandyq.operator.cabinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.operator.cabinet.Cost.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
    /**
     * Changes as units:money; what is left, its cost, its average (money of two digits), the result, what was unpaid.
     */
    @ParameterizedTest
    @CsvSource({
        "'', 0, 0, 0.000000, 0, 0",
        "100:-9500000, 100, 9500000, 950.000000, 0, 0",
        "100:-9500000 -40:4000000, 60, 5700000, 950.000000, 200000, 0",
        "100:-9500000 -40:4000000 30:-3300000, 90, 9000000, 1000.000000, 200000, 0",
        "100:-9500000 -40:3000000, 60, 5700000, 950.000000, -800000, 0",
        "3:-100 -1:40, 2, 67, 0.335000, 7, 0",
        "3:-100 -1:40 -1:40 -1:40, 0, 0, 0.000000, 20, 0",
        "90:-9000000 10:0, 100, 9000000, 900.000000, 0, 10",
        "100:-9500000 -100:0, 0, 0, 0.000000, 0, 0",
        "3:-200, 3, 200, 0.666667, 0, 0"
    })
    void unitsLeaveAtTheAverage(
            String changes, long quantity, long costMinor, String average, long realised, long unpaid) {
        List<Change> list = new ArrayList<>();
        for (String each : changes.isEmpty() ? new String[0] : changes.split(" ")) {
            String[] pair = each.split(":");
            list.add(new Change(list.size() + 1L, "TRADE", 1, Long.parseLong(pair[0]), Long.parseLong(pair[1])));
        }
        Cost cost = Cost.of(list);
        assertThat(cost).isEqualTo(new Cost(quantity, costMinor, realised, unpaid));
        assertThat(cost.average(0, 2)).isEqualByComparingTo(average);
    }

    @Test
    void aSumTooLargeForALongInBetweenIsExact() {
        long units = 4_000_000_000_000L;
        Cost cost = Cost.of(List.of(
                new Change(1, "TRADE", 1, units, -9_000_000_000_000_001L), new Change(2, "TRADE", 2, 1 - units, 1)));
        assertThat(cost.costMinor()).isEqualTo(2_250);
    }

    @Test
    void moreThanCameNeverLeaves() {
        List<Change> changes = List.of(new Change(1, "TRADE", 1, 1, -1), new Change(2, "TRADE", 2, -2, 2));
        assertThatThrownBy(() -> Cost.of(changes)).isInstanceOf(IllegalStateException.class);
    }
}
