package kz.sandyq.cluster;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;

/** Takes old files of the recorded log away: only whole ones, and only behind a snapshot to start from. */
final class LogPurge {
    private LogPurge() {}

    static long before(ConsensusModule.Context consensus, AeronArchive.Context own, long position) {
        long limit = Math.min(position, snapshotPosition(consensus));
        try (AeronArchive archive = AeronArchive.connect(own)) {
            long recording = LogFollower.recordingOf(archive);
            if (recording < 0) {
                throw new IllegalStateException("the node has no log yet");
            }
            long start = archive.getStartPosition(recording);
            long[] begin = {start};
            archive.listRecording(
                    recording,
                    (controlSessionId,
                            correlationId,
                            recordingId,
                            startTimestamp,
                            stopTimestamp,
                            startPosition,
                            stopPosition,
                            initialTermId,
                            segmentFileLength,
                            termBufferLength,
                            mtuLength,
                            sessionId,
                            streamId,
                            strippedChannel,
                            originalChannel,
                            sourceIdentity) -> begin[0] = AeronArchive.segmentFileBasePosition(
                            startPosition, Math.max(limit, startPosition), termBufferLength, segmentFileLength));
            if (begin[0] > start) {
                archive.purgeSegments(recording, begin[0]);
            }
            return Math.max(begin[0], start);
        } catch (ArchiveException refused) {
            throw new IllegalStateException("the recorded log stays as it is: " + refused.getMessage(), refused);
        }
    }

    /** Where the log is replayed from at a start; 0 without a snapshot. */
    private static long snapshotPosition(ConsensusModule.Context consensus) {
        try (RecordingLog log = new RecordingLog(consensus.clusterDir(), false)) {
            RecordingLog.Entry service = log.getLatestSnapshot(ConsensusModule.Configuration.SERVICE_ID);
            RecordingLog.Entry module = log.getLatestSnapshot(Aeron.NULL_VALUE);
            return service == null || module == null ? 0 : Math.min(service.logPosition, module.logPosition);
        }
    }
}
