package kz.sandyq.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterBackup;
import io.aeron.cluster.ClusterBackup.SourceType;
import io.aeron.cluster.ClusterBackupEventsListener;
import io.aeron.cluster.ClusterBackupMediaDriver;
import io.aeron.cluster.ClusterMember;
import io.aeron.cluster.RecordingLog;
import io.aeron.exceptions.AeronException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fills the empty directory of a lost member with the leader's log and newest snapshot. The member may vote only with
 * everything that was acknowledged before its directory was lost: copied is at least what the leader had committed when
 * the copy began, and a majority without this member has to stand.
 */
public final class MemberSeed {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(60);

    private final ClusterFile file;
    private final Members members;
    private final ClusterConfig config;
    private volatile long copied;
    private volatile String trouble = "";

    private MemberSeed(ClusterFile file, int id) {
        this.file = file;
        members = file.members(id);
        config = file.config(id);
    }

    /**
     * Copies and returns when all of it is on this host's disk.
     *
     * @param id of the lost member; no other process of it runs anywhere
     * @return position up to which the log was copied, bytes
     * @throws IllegalStateException when no leader with a majority is found, this member still answers, or the copy
     *     does not go on
     */
    public static long copy(ClusterFile file, int id) {
        MemberSeed seed = new MemberSeed(file, id);
        NodeDirectory directory = NodeDirectory.take(seed.config.directory());
        try {
            long copied = seed.copyUpTo(seed.committed(id));
            LogTerms.complete(Path.of(AeronHost.clusterDirectory(seed.config)), seed.archive());
            return copied;
        } catch (UncheckedIOException | AeronException unreadable) {
            throw new IllegalStateException("the copy cannot be read: " + unreadable.getMessage(), unreadable);
        } finally {
            directory.close();
        }
    }

    /** The furthest that any of the others has committed now, when a majority of them serves and one of them leads. */
    private long committed(int id) {
        try (MemberStatuses statuses = new MemberStatuses(file)) {
            long deadlineNs = System.nanoTime() + PATIENCE_NS;
            while (true) {
                statuses.awaitRound();
                if (statuses.answers(id)) {
                    throw new IllegalStateException("member " + id + " answers at its address: it is not lost");
                }
                List<NodeStatus> serving = IntStream.range(0, file.size())
                        .filter(other -> other != id)
                        .mapToObj(statuses::of)
                        .filter(NodeStatus::serves)
                        .toList();
                if (serving.size() > file.size() / 2 && serving.stream().anyMatch(NodeStatus::leads)) {
                    return serving.stream()
                            .mapToLong(NodeStatus::commitPosition)
                            .max()
                            .getAsLong();
                }
                if (System.nanoTime() > deadlineNs) {
                    throw new IllegalStateException("of the others only " + serving.size()
                            + " serve, by the same list of members: without a majority of them and their leader"
                            + " nothing can be copied safely");
                }
            }
        }
    }

    private long copyUpTo(long target) {
        try (ClusterBackupMediaDriver backup = ClusterBackupMediaDriver.launch(
                AeronHost.media(config), AeronHost.archive(config, Ports.free()), context())) {
            long before = 0;
            long movedNs = System.nanoTime();
            while (copied < target) {
                long now = onDisk();
                if (now > before) {
                    before = now;
                    movedNs = System.nanoTime();
                }
                if (System.nanoTime() - movedNs > STALLED_NS) {
                    throw new IllegalStateException(
                            "the copy stands at " + copied + " of " + target + " bytes; " + trouble);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            return copied;
        }
    }

    private Path archive() {
        return config.directory().resolve("archive");
    }

    /**
     * Position of the log and, since a snapshot comes before it, the time of the last write to any recording. Other
     * files of an archive are written as long as it lives, whether or not anything comes.
     */
    private long onDisk() {
        try (Stream<Path> files = Files.list(archive())) {
            return files.filter(each -> each.toString().endsWith(".rec"))
                            .mapToLong(each -> each.toFile().lastModified())
                            .max()
                            .orElse(0)
                    + copied;
        } catch (IOException unreadable) {
            throw new IllegalStateException("the copy cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private ClusterBackup.Context context() {
        String others = members.voters().stream()
                .filter(each -> each.id() != members.ownId())
                .map(Member::consensus)
                .collect(Collectors.joining(","));
        return new ClusterBackup.Context()
                .aeronDirectoryName(config.aeronDirectory().toString())
                .clusterDirectoryName(AeronHost.clusterDirectory(config))
                .archiveContext(AeronHost.ownArchive(config))
                .clusterArchiveContext(new AeronArchive.Context()
                        .aeronDirectoryName(config.aeronDirectory().toString())
                        .controlRequestChannel("aeron:udp")
                        .controlResponseChannel(
                                "aeron:udp?endpoint=" + members.own().host() + ":0"))
                .clusterConsensusEndpoints(others)
                .consensusChannel("aeron:udp?endpoint=" + members.own().consensus())
                .catchupEndpoint(members.own().catchUp())
                .sourceType(SourceType.LEADER)
                .clusterBackupResponseTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .clusterBackupCoolDownIntervalNs(TimeUnit.MILLISECONDS.toNanos(200))
                .idleStrategySupplier(AeronHost::idle)
                .errorHandler(fault -> trouble = String.valueOf(fault.getMessage()))
                .eventsListener(new Progress());
    }

    private final class Progress implements ClusterBackupEventsListener {
        @Override
        public void onBackupQuery() {
            // Asked again until somebody answers.
        }

        @Override
        public void onPossibleFailure(Exception failed) {
            trouble = String.valueOf(failed.getMessage());
        }

        @Override
        public void onBackupResponse(
                ClusterMember[] known, ClusterMember source, List<RecordingLog.Snapshot> snapshots) {
            // What is copied is seen on the disk.
        }

        @Override
        public void onUpdatedRecordingLog(RecordingLog log, List<RecordingLog.Snapshot> snapshots) {
            // The log's own file says which snapshot a start takes.
        }

        @Override
        public void onLiveLogProgress(long recordingId, long counterId, long logPosition) {
            copied = logPosition;
        }
    }
}
