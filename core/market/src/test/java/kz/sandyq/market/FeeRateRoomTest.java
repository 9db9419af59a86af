package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An order has room to name one of 511 sets of rates: as many there may be, in however many tiers. */
class FeeRateRoomTest {
    private static final int TIERS = 16;

    /** A tariff with a tier for each of these taker rates. */
    private static String tariff(IntStream rates) {
        int[] each = rates.toArray();
        return IntStream.range(0, each.length)
                .mapToObj(i -> i + ":0:" + each[i] + ":0")
                .collect(Collectors.joining(" ", "tariff KZT fees ", ""));
    }

    @Test
    void asManyRatesAsAnOrderHasRoomToName() {
        List<String> lines = new ArrayList<>(List.of("market instruments=140", "fees = account 1 FEES -> OK"));
        int full = Orders.MAX_RATES / TIERS;
        IntStream.range(0, full)
                .mapToObj(i -> tariff(IntStream.range(i * TIERS, (i + 1) * TIERS)) + " -> OK")
                .forEach(lines::add);
        int next = full * TIERS;
        lines.add(tariff(IntStream.rangeClosed(next, Orders.MAX_RATES)) + " -> LIMIT_FEE_SCHEDULES");
        lines.add(tariff(IntStream.concat(IntStream.of(0), IntStream.range(next, Orders.MAX_RATES))) + " -> OK");
        lines.add(tariff(IntStream.range(0, TIERS)) + " -> OK");
        lines.add(tariff(IntStream.of(0, Orders.MAX_RATES)) + " -> LIMIT_FEE_SCHEDULES");
        Script script = new Script();
        script.play("rates", lines);
        assertThat(script.wrong()).isEmpty();
    }
}
