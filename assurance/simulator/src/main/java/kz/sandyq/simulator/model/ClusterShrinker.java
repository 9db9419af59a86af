package kz.sandyq.simulator.model;

import java.util.EnumSet;
import java.util.Set;

/** The least of a simulated cluster that still goes wrong: fewer steps, then fewer kinds of faults. */
final class ClusterShrinker {
    private ClusterShrinker() {}

    /** Plays a cluster; empty when all went well, else how to see it again. */
    static String play(long seed, int steps, Set<FakeCluster.Fault> faults, FakeCluster cluster) {
        String wrong = run(cluster, steps);
        if (wrong.isEmpty()) {
            return "";
        }
        int least = steps;
        for (int step = steps / 2; step > 0; step /= 2) {
            while (least > step && goesWrong(seed, least - step, faults)) {
                least -= step;
            }
        }
        Set<FakeCluster.Fault> needed = EnumSet.copyOf(faults);
        for (FakeCluster.Fault fault : FakeCluster.Fault.values()) {
            Set<FakeCluster.Fault> fewer = EnumSet.noneOf(FakeCluster.Fault.class);
            needed.stream().filter(each -> each != fault).forEach(fewer::add);
            if (goesWrong(seed, least, fewer)) {
                needed = fewer;
            }
        }
        return "./simulate cluster " + seed + " " + least + ", faults needed " + needed + ": "
                + run(new FakeCluster(seed, needed), least);
    }

    private static boolean goesWrong(long seed, int steps, Set<FakeCluster.Fault> faults) {
        return !run(new FakeCluster(seed, faults), steps).isEmpty();
    }

    private static String run(FakeCluster cluster, int steps) {
        try {
            cluster.play(steps);
            return "";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
