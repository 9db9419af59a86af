package kz.sandyq.cluster;

import io.aeron.archive.client.AeronArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an archive says of one of its recordings.
 *
 * @param streamId of what it is
 * @param startPosition bytes; what is before was purged
 * @param termBufferLength bytes
 * @param segmentFileLength bytes
 */
record Recording(long id, int streamId, long startPosition, int termBufferLength, int segmentFileLength) {

    /** All of an archive, oldest first. */
    static List<Recording> all(AeronArchive archive) {
        List<Recording> found = new ArrayList<>();
        list(archive, 0, Integer.MAX_VALUE, found);
        return found;
    }

    /** One, if the archive still knows it. */
    static Optional<Recording> of(AeronArchive archive, long id) {
        List<Recording> found = new ArrayList<>();
        list(archive, id, 1, found);
        return found.stream().filter(each -> each.id == id).findFirst();
    }

    private static void list(AeronArchive archive, long from, int count, List<Recording> found) {
        archive.listRecordings(
                from,
                count,
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
                        sourceIdentity) -> found.add(
                        new Recording(recordingId, streamId, startPosition, termBufferLength, segmentFileLength)));
    }

    /** Where the file begins that holds a position; never before the recording does. */
    long fileOf(long position) {
        return AeronArchive.segmentFileBasePosition(
                startPosition, Math.max(position, startPosition), termBufferLength, segmentFileLength);
    }
}
