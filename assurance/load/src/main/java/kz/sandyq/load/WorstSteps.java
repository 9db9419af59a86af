package kz.sandyq.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** Times single steps, each kind by itself: processor time of the thread, and wall time. */
final class WorstSteps {
    private static final long LONGEST_NS = 60_000_000_000L;

    private record Times(Histogram cpuNs, Histogram wallNs) {
        Times() {
            this(new Histogram(LONGEST_NS, 3), new Histogram(LONGEST_NS, 3));
        }
    }

    private final Map<String, Times> kinds = new TreeMap<>();

    void time(String kind, Runnable step) {
        Times times = kinds.computeIfAbsent(kind, name -> new Times());
        long startedNs = System.nanoTime();
        long cpuBefore = Meter.cpuNs();
        step.run();
        long cpuNs = Meter.cpuNs() - cpuBefore;
        times.wallNs().recordValue(System.nanoTime() - startedNs);
        times.cpuNs().recordValue(cpuNs);
    }

    boolean knows(String kind) {
        return kinds.containsKey(kind);
    }

    /** Forgets what was timed while the code was not yet compiled. */
    void clear() {
        kinds.clear();
    }

    /** Prints each kind and returns the longest processor time of a step of those that count. */
    long print(Predicate<String> counts) {
        long longestNs = 0;
        for (Map.Entry<String, Times> kind : kinds.entrySet()) {
            Times times = kind.getValue();
            Conditions.line(
                    kind.getKey(),
                    times.cpuNs().getTotalCount() + " steps; processor time p99.99 "
                            + Conditions.us(times.cpuNs().getValueAtPercentile(99.99)) + ", max "
                            + Conditions.us(times.cpuNs().getMaxValue()) + "; wall p99.99 "
                            + Conditions.us(times.wallNs().getValueAtPercentile(99.99)) + ", max "
                            + Conditions.us(times.wallNs().getMaxValue()));
            if (counts.test(kind.getKey())) {
                longestNs = Math.max(longestNs, times.cpuNs().getMaxValue());
            }
        }
        return longestNs;
    }
}
