package kz.sandyq.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterBackup;
import io.aeron.cluster.ClusterBackup.SourceType;
import io.aeron.cluster.ClusterBackupEventsListener;
import io.aeron.cluster.ClusterBackupMediaDriver;
import io.aeron.cluster.ClusterMember;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Brings the newest snapshot and the log of a running cluster into a directory of this host, over the archive protocol,
 * and the log further as it grows until this is closed. The members serve meanwhile.
 */
final class LogFetch implements AutoCloseable {
    private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(60);

    private final Path archive;
    private final Progress progress;
    private final ClusterBackupMediaDriver backup;

    private LogFetch(Path archive, Progress progress, ClusterBackupMediaDriver backup) {
        this.archive = archive;
        this.progress = progress;
        this.backup = backup;
    }

    /**
     * Where the members reach what fetches.
     *
     * @param host of this process
     * @param consensus endpoint that is told whom there is to copy from
     * @param catchUp endpoint to which the log comes
     * @param archive endpoint of the archive that takes it
     */
    record Place(String host, String consensus, String catchUp, String archive) {
        /** In the place of a member that does not run. */
        static Place of(Member member) {
            return new Place(member.host(), member.consensus(), member.catchUp(), member.archive());
        }

        /** At ports of this host that are free. */
        static Place on(String host) {
            List<String> ends = Ports.free().on(host);
            return new Place(host, ends.get(0), ends.get(1), ends.get(2));
        }
    }

    /**
     * Begins.
     *
     * @param config of a node whose directory is to be filled; nobody runs in it
     * @param members consensus endpoints of those who may be asked, with commas between
     * @param source whom of them to copy from
     */
    static LogFetch begin(ClusterConfig config, Place place, String members, SourceType source) {
        Progress progress = new Progress();
        return new LogFetch(
                config.directory().resolve("archive"),
                progress,
                ClusterBackupMediaDriver.launch(
                        AeronHost.media(config),
                        AeronHost.archive(config, Ports.free())
                                .controlChannel("aeron:udp?endpoint=" + place.archive())
                                .replicationChannel("aeron:udp?endpoint=" + place.host() + ":0"),
                        context(config, place, members, progress).sourceType(source)));
    }

    private static ClusterBackup.Context context(ClusterConfig config, Place place, String members, Progress progress) {
        return new ClusterBackup.Context()
                .aeronDirectoryName(config.aeronDirectory().toString())
                .clusterDirectoryName(AeronHost.clusterDirectory(config))
                .archiveContext(AeronHost.ownArchive(config))
                .clusterArchiveContext(new AeronArchive.Context()
                        .aeronDirectoryName(config.aeronDirectory().toString())
                        .controlRequestChannel("aeron:udp")
                        .controlResponseChannel("aeron:udp?endpoint=" + place.host() + ":0"))
                .clusterConsensusEndpoints(members)
                .consensusChannel("aeron:udp?endpoint=" + place.consensus())
                .catchupEndpoint(place.catchUp())
                .clusterBackupResponseTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .clusterBackupCoolDownIntervalNs(TimeUnit.MILLISECONDS.toNanos(200))
                .idleStrategySupplier(AeronHost::idle)
                .errorHandler(fault -> progress.trouble = String.valueOf(fault.getMessage()))
                .eventsListener(progress);
    }

    /**
     * Waits until the snapshot is here, and the log up to a position.
     *
     * @return position up to which it is here, bytes
     * @throws IllegalStateException when nothing comes for a minute
     */
    long await(long position) {
        long before = 0;
        long movedNs = System.nanoTime();
        while (progress.copied < position || !progress.listed) {
            long now = onDisk();
            if (now > before) {
                before = now;
                movedNs = System.nanoTime();
            }
            if (System.nanoTime() - movedNs > STALLED_NS) {
                throw new IllegalStateException(
                        "the copy stands at " + progress.copied + " of " + position + " bytes; " + progress.trouble);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return progress.copied;
    }

    /** How often a source was found: at the beginning, and again whenever one had gone. */
    int sources() {
        return progress.sources.get();
    }

    /**
     * Position of the log and, since a snapshot comes before it, the time of the last write to any recording. Other
     * files of an archive are written as long as it lives, whether or not anything comes.
     */
    private long onDisk() {
        try (Stream<Path> files = Files.list(archive)) {
            return files.filter(each -> each.toString().endsWith(".rec"))
                            .mapToLong(each -> each.toFile().lastModified())
                            .max()
                            .orElse(0)
                    + progress.copied;
        } catch (IOException unreadable) {
            throw new IllegalStateException("the copy cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void close() {
        backup.close();
    }

    private static final class Progress implements ClusterBackupEventsListener {
        private final AtomicInteger sources = new AtomicInteger();
        private volatile boolean listed;
        private volatile long copied;
        private volatile String trouble = "";

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
            sources.incrementAndGet();
        }

        @Override
        public void onUpdatedRecordingLog(RecordingLog log, List<RecordingLog.Snapshot> snapshots) {
            listed = true;
        }

        @Override
        public void onLiveLogProgress(long recordingId, long counterId, long logPosition) {
            copied = logPosition;
        }
    }
}
