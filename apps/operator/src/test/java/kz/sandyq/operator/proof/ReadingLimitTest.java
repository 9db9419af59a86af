package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import kz.sandyq.operator.proof.ReadingLimit.Turn;
import org.junit.jupiter.api.Test;

/** Who asks for one byte after the other fills neither the trail nor the log. */
class ReadingLimitTest {
    private Instant now = Instant.ofEpochSecond(1_790_000_040);
    private final ReadingLimit limit = new ReadingLimit(() -> now);

    @Test
    void oneAskerHasHisShareOfEachMinute() {
        for (int minute = 0; minute < 2; minute++) {
            for (int request = 0; request < ReadingLimit.PER_MINUTE; request++) {
                assertThat(limit.take("auditor")).isEqualTo(Turn.WITHIN);
            }
            assertThat(limit.take("auditor")).isEqualTo(Turn.FIRST_BEYOND);
            assertThat(limit.take("auditor")).isEqualTo(Turn.BEYOND);
            assertThat(limit.take("regulator " + minute)).isEqualTo(Turn.WITHIN);
            now = now.plusSeconds(60);
        }
    }

    @Test
    void whoComesUnderEverNewNamesTakesNoMemoryForEver() {
        for (int request = 0; request <= ReadingLimit.PER_MINUTE; request++) {
            limit.take("auditor");
        }
        assertThat(limit.take("auditor")).isEqualTo(Turn.BEYOND);
        for (int name = 0; name < 1_000; name++) {
            limit.take("somebody " + name);
        }
        assertThat(limit.take("auditor")).as("forgotten for others").isEqualTo(Turn.WITHIN);
    }
}
