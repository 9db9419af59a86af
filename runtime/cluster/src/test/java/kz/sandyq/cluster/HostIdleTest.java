package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How long a host's threads sleep. */
class HostIdleTest {
    private final HostIdle idle = new HostIdle();

    @Test
    void sleepsLongerUntilItIsAtRestAndShortlyOnceSomethingCame() {
        assertThat(sleepsNs(6)).containsExactly(20_000, 40_000, 80_000, 160_000, 200_000, 200_000);
        assertThat(LongStream.of(sleepsNs(HostIdle.UNTIL_REST - 6)).sum()).isBetween(14_000_000L, 20_000_000L);
        assertThat(sleepsNs(3)).containsOnly(HostIdle.AT_REST_NS);
        idle.idle(0);
        assertThat(sleepsNs(1)).containsExactly(HostIdle.AT_REST_NS);
        idle.idle(1);
        assertThat(sleepsNs(2)).containsExactly(20_000, 40_000);
    }

    private long[] sleepsNs(int count) {
        return LongStream.range(0, count).map(each -> idle.nextNs()).toArray();
    }
}
