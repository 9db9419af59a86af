package kz.sandyq.cluster;

import io.aeron.cluster.ClusterControl.ToggleState;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.service.Cluster;
import io.aeron.exceptions.AeronException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the cluster take a snapshot when its log has grown by so much since the last one, so that a start replays little.
 * The leader's host decides; every member takes it at the same place of the log, and removes its own old ones.
 */
final class SnapshotSchedule implements AutoCloseable {
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final SnapshotDue due;
    private final ConsensusModule.Context consensus;
    private final SnapshotPurge purge;
    private final Thread thread;
    private volatile boolean closed;
    private long counted = -1;
    private long purgedAt = -1;
    private long lastPosition;
    private long lastAtMs = System.currentTimeMillis();

    SnapshotSchedule(ClusterConfig config, ConsensusModule.Context consensus) {
        due = config.snapshots();
        purge = new SnapshotPurge(config);
        this.consensus = consensus;
        thread = Thread.ofPlatform().daemon().name("snapshot-schedule").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                look();
            } catch (AeronException
                    | IllegalStateException
                    | IllegalArgumentException
                    | UncheckedIOException unreadable) {
                consensus.errorHandler().onError(unreadable);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    private void look() {
        removeOld();
        boolean leads = NodeStatus.hasLeader(consensus) && NodeStatus.role(consensus) == Cluster.Role.LEADER;
        if (leads && isDue(System.currentTimeMillis()) && !consensus.aeron().isClosed()) {
            // Where another request is under way the next look comes again.
            ToggleState.SNAPSHOT.toggle(consensus.controlToggleCounter());
        }
    }

    private void removeOld() {
        long taken = consensus.snapshotCounter().get();
        if (taken != purgedAt && NodeStatus.hasLeader(consensus)) {
            // What cannot be removed now is tried again after the next snapshot.
            purgedAt = taken;
            purge.run();
        }
    }

    private boolean isDue(long nowMs) {
        long taken = consensus.snapshotCounter().get();
        if (taken != counted) {
            counted = taken;
            readLast();
        }
        return consensus.commitPositionCounter().get() - lastPosition >= due.grownBytes()
                && nowMs - lastAtMs >= due.notBeforeMs();
    }

    private void readLast() {
        try (RecordingLog log = new RecordingLog(consensus.clusterDir(), false)) {
            RecordingLog.Entry last = log.getLatestSnapshot(ConsensusModule.Configuration.SERVICE_ID);
            if (last != null) {
                lastPosition = last.logPosition;
                lastAtMs = last.timestamp;
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }
}
