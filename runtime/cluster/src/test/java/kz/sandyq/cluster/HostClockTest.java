package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.ConsensusModule.Configuration;
import io.aeron.cluster.service.ClusterClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostClockTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # the clock moves by, ms | while there pass, ms | set back
                                 250 |                  250 | false
                             300_000 |                  250 | false
                                   0 |                1_000 | false
                                   0 |                1_001 | true
                              -1_000 |                    0 | false
                              -1_001 |                    0 | true
                            -300_000 |                  250 | true
                              10_000 |               10_500 | false
            """, delimiter = '|')
    void onlyASecondAndMoreBackCounts(String movesMs, String passMs, boolean setBack) {
        long[] wallMs = {1_800_000_000_000L};
        long[] monotonicNs = {-5};
        HostClock clock = new HostClock(() -> wallMs[0], () -> monotonicNs[0]);
        assertThat(clock.isSetBack()).isFalse();
        wallMs[0] += number(movesMs);
        monotonicNs[0] += TimeUnit.MILLISECONDS.toNanos(number(passMs));
        assertThat(clock.isSetBack()).isEqualTo(setBack);
        assertThat(clock.isSetBack()).as("told once").isFalse();
    }

    /** A node alone begins again by itself: nobody would start its process anew. */
    @Test
    @Timeout(120)
    void aNodeWhoseClockWasFarAheadGoesOnByTheRightOne(@TempDir Path directory) {
        System.setProperty(Configuration.CLUSTER_CLOCK_PROP_NAME, MovedClock.class.getName());
        try (ClusterNode node = ClusterNode.start(ClusterConfig.demo(directory, 7, 0))) {
            MovedClock.AHEAD_MS.set(300_000);
            Awaitility.await("the log doubts it").until(() -> view(node).clockSuspect());
            MovedClock.AHEAD_MS.set(0);
            Awaitility.await("it is believed again")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> node.canAccept() && !view(node).clockSuspect());
            // Whoever waits for the timers of Aeron is served: five minutes too late, were they still waiting.
            Awaitility.await("a snapshot")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreException(IllegalStateException.class)
                    .untilAsserted(node::snapshot);
        } finally {
            System.clearProperty(Configuration.CLUSTER_CLOCK_PROP_NAME);
        }
    }

    private static NodeView view(ClusterNode node) {
        try {
            return node.view();
        } catch (IllegalStateException between) {
            return NodeView.NONE;
        }
    }

    /** The real clock, and so much more. */
    public static final class MovedClock implements ClusterClock {
        static final AtomicLong AHEAD_MS = new AtomicLong();

        @Override
        public long time() {
            return System.currentTimeMillis() + AHEAD_MS.get();
        }
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
