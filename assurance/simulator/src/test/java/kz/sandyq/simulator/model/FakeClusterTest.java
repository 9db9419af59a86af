package kz.sandyq.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Markets behind a log that drops, doubles, reorders, loses its tail, crashes, restores and jumps in time. */
class FakeClusterTest {
    private static final int SEEDS = 20;
    private static final int STEPS = 1_500;

    @Test
    void nodesAgreeAndNothingIsAppliedTwiceOrAnsweredOtherwise() {
        long first = Long.getLong("sandyq.seed", new SecureRandom().nextLong() >> 8);
        System.out.println("clusters from seed " + first + "; again: ./simulate cluster " + first + " " + STEPS);
        Set<FakeCluster.Fault> happened = EnumSet.noneOf(FakeCluster.Fault.class);
        Set<Long> crashedInside = new HashSet<>();
        for (long seed = first; seed < first + SEEDS; seed++) {
            FakeCluster cluster = new FakeCluster(seed, EnumSet.allOf(FakeCluster.Fault.class));
            assertThat(ClusterShrinker.play(seed, STEPS, EnumSet.allOf(FakeCluster.Fault.class), cluster))
                    .isEmpty();
            happened.addAll(cluster.happened());
            crashedInside.addAll(cluster.crashedInside());
        }
        System.out.println("crashed inside tasks of kind " + crashedInside);
        assertThat(happened).isEqualTo(EnumSet.allOf(FakeCluster.Fault.class));
        assertThat(crashedInside).isNotEmpty();
    }
}
