package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again whether a node alone has room: nobody starts it again when it ends. */
final class DiskGuard implements AutoCloseable {
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long CLOSE_WITHIN_MS = 20_000;

    private final ClusterNode node;
    private final Thread thread;
    private volatile boolean closed;

    DiskGuard(ClusterNode node) {
        this.node = node;
        thread = Thread.ofPlatform().daemon().name("disk-guard").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                node.keepRoom();
            } catch (RuntimeException notYet) {
                // The next look tries again; whoever asks the node meanwhile is told that it does not run.
                LockSupport.parkNanos(LOOK_EVERY_NS);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
        thread.join(CLOSE_WITHIN_MS);
    }
}
