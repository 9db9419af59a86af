package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sleeps at once: a host has more threads than processors, and one that spins keeps those waiting it waits for. Longer
 * once nothing has come for some 20 ms: a market at night costs a third of what it would otherwise.
 */
final class HostIdle implements IdleStrategy {
    static final long SHORTEST_NS = TimeUnit.MICROSECONDS.toNanos(20);
    static final long LONGEST_NS = TimeUnit.MICROSECONDS.toNanos(200);
    static final long AT_REST_NS = TimeUnit.MILLISECONDS.toNanos(1);
    /** So many sleeps in vain, and it is at rest. */
    static final int UNTIL_REST = 80;

    private int inVain;

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        LockSupport.parkNanos(nextNs());
    }

    /** How long it sleeps now, if nothing has come since it slept last. */
    long nextNs() {
        if (inVain >= UNTIL_REST) {
            return AT_REST_NS;
        }
        return Math.min(SHORTEST_NS << Math.min(inVain++, 4), LONGEST_NS);
    }

    @Override
    public void reset() {
        inVain = 0;
    }

    @Override
    public String alias() {
        return "host";
    }
}
