package kz.sandyq.cluster;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes old files of the recorded log away: only whole ones, and only behind two snapshots to start from. */
final class LogPurge {
    /** Of a snapshot: the consensus module's and the service's. */
    private static final long PARTS = 2;

    private LogPurge() {}

    static Purged before(ConsensusModule.Context consensus, AeronArchive.Context own, long position) {
        long limit = Math.min(position, snapshotPosition(consensus));
        try (AeronArchive archive = AeronArchive.connect(own)) {
            long recording = LogFollower.recordingOf(archive);
            if (recording < 0) {
                throw new IllegalStateException("the node has no log yet");
            }
            Recording log = Recording.of(archive, recording).orElseThrow();
            long begin = log.fileOf(limit);
            if (begin > log.startPosition()) {
                archive.purgeSegments(recording, begin);
            }
            return new Purged(begin - log.startPosition(), begin);
        } catch (ArchiveException refused) {
            throw new IllegalStateException("the recorded log stays as it is: " + refused.getMessage(), refused);
        }
    }

    /**
     * Ends what a killed process had begun: the recording begins later first, and its files go one by one behind that.
     * Nobody asks for those again, so that they would stay for ever and look like its beginning.
     */
    static void finish(AeronArchive.Context own) {
        try (AeronArchive archive = AeronArchive.connect(own)) {
            long recording = LogFollower.recordingOf(archive);
            if (recording >= 0) {
                archive.deleteDetachedSegments(recording);
            }
        }
    }

    /** What may go as far as snapshots are concerned, read from the files; nothing while there is no log. */
    static PurgeRoom room(ConsensusModule.Context consensus, Path archive) {
        long recording;
        try (RecordingLog log = new RecordingLog(consensus.clusterDir(), false)) {
            recording = log.findLastTermRecordingId();
        }
        Map.Entry<Long, Path> first = LogFiles.files(archive, recording).firstEntry();
        if (first == null) {
            return PurgeRoom.NONE;
        }
        long fileBytes = first.getValue().toFile().length();
        return fileBytes == 0 ? PurgeRoom.NONE : new PurgeRoom(first.getKey(), fileBytes, snapshotPosition(consensus));
    }

    /**
     * Where the log is replayed from at a start that cannot use the newest snapshot: the position of the one before, 0
     * without two.
     */
    private static long snapshotPosition(ConsensusModule.Context consensus) {
        try (RecordingLog log = new RecordingLog(consensus.clusterDir(), false)) {
            List<Long> whole = log.entries().stream()
                    .filter(entry -> entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT)
                    .collect(Collectors.groupingBy(entry -> entry.logPosition, TreeMap::new, Collectors.counting()))
                    .descendingMap()
                    .entrySet()
                    .stream()
                    .filter(each -> each.getValue() == PARTS)
                    .map(Map.Entry::getKey)
                    .toList();
            return whole.size() < 2 ? 0 : whole.get(1);
        }
    }
}
