package kz.sandyq.load;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a stretch of work cost the thread that did it: wall time, its own processor time, bytes it allocated. */
final class Meter {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long startedAllocatedBytes = THREADS.getCurrentThreadAllocatedBytes();
    private final long startedCpuNs = cpuNs();
    private final long startedNs = System.nanoTime();

    /**
     * What it came to.
     *
     * @param operations what was done
     * @param wallNs time that passed
     * @param cpuNs processor time of the thread
     * @param allocatedBytes allocated by the thread
     */
    record Cost(long operations, long wallNs, long cpuNs, long allocatedBytes) {
        long perSecond() {
            return operations * 1_000_000_000L / wallNs;
        }

        long perCpuSecond() {
            return operations * 1_000_000_000L / cpuNs;
        }

        double bytesEach() {
            return (double) allocatedBytes / operations;
        }

        /** Others on the machine take wall time, not processor time. */
        String rates() {
            return String.format(
                    Locale.ROOT, "%,d/s by the clock, %,d/s by processor time", perSecond(), perCpuSecond());
        }
    }

    Cost stop(long operations) {
        long wallNs = System.nanoTime() - startedNs;
        return new Cost(
                operations,
                wallNs,
                cpuNs() - startedCpuNs,
                THREADS.getCurrentThreadAllocatedBytes() - startedAllocatedBytes);
    }

    /** Processor time of this thread. */
    static long cpuNs() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
