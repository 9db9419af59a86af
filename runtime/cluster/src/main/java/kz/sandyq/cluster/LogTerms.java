package kz.sandyq.cluster;

import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The leadership terms that a copied log tells of, where each began. A member needs all of them: by them it tells one
 * that comes back with a tail which nobody acknowledged where to cut it off. A backup names only the newest.
 */
final class LogTerms {
    private static final String SEGMENT = ".rec";

    private final NavigableMap<Long, Term> terms = new TreeMap<>();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final NewLeadershipTermEventDecoder event = new NewLeadershipTermEventDecoder();

    /**
     * Where a term began.
     *
     * @param basePosition position of the log, bytes
     * @param timestampMs cluster time, Unix milliseconds
     */
    record Term(long basePosition, long timestampMs) {}

    private LogTerms() {}

    /**
     * Writes into the recording log of a stopped member the terms that it lacks.
     *
     * @param clusterDirectory with its recording log, which names the recording of the log
     * @param archiveDirectory with the files of that recording
     * @return how many terms it lacked
     * @throws UncheckedIOException when something cannot be read
     */
    static int complete(Path clusterDirectory, Path archiveDirectory) {
        try (RecordingLog log = new RecordingLog(clusterDirectory.toFile(), false)) {
            long recordingId = log.findLastTermRecordingId();
            NavigableMap<Long, Term> told = read(archiveDirectory, recordingId);
            int lacked = 0;
            for (long id = told.isEmpty() ? 0 : told.firstKey(); !told.isEmpty() && id <= told.lastKey(); id++) {
                if (log.isUnknown(id)) {
                    // A term whose leader was never agreed on left no word: it is empty, and ends where the next
                    // begins.
                    Term began = told.ceilingEntry(id).getValue();
                    log.appendTerm(recordingId, id, began.basePosition(), began.timestampMs());
                    lacked++;
                }
            }
            log.force(2);
            return lacked;
        }
    }

    /**
     * Reads the terms of a recording from its files.
     *
     * @return by number of the term, ascending
     */
    static NavigableMap<Long, Term> read(Path archiveDirectory, long recordingId) {
        LogTerms reading = new LogTerms();
        try (Stream<Path> files = Files.list(archiveDirectory)) {
            String own = recordingId + "-";
            List<Path> segments = files.filter(
                            each -> each.getFileName().toString().startsWith(own)
                                    && each.toString().endsWith(SEGMENT))
                    .toList();
            for (Path segment : segments) {
                reading.readSegment(segment);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return reading.terms;
    }

    /** The first segment may begin with nothing: a recording need not begin where its file does. */
    private void readSegment(Path segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            UnsafeBuffer frames = new UnsafeBuffer(mapped);
            int at = 0;
            boolean begun = false;
            while (at + DataHeaderFlyweight.HEADER_LENGTH <= frames.capacity()) {
                int length = FrameDescriptor.frameLength(frames, at);
                if (length <= 0 && begun) {
                    return;
                }
                begun |= length > 0;
                if (length > 0 && isWhole(frames, at)) {
                    readFrame(frames, at + DataHeaderFlyweight.HEADER_LENGTH, length);
                }
                at += length > 0
                        ? BitUtil.align(length, FrameDescriptor.FRAME_ALIGNMENT)
                        : FrameDescriptor.FRAME_ALIGNMENT;
            }
        }
    }

    /** What a client sends begins with a header of the cluster's own in its first frame; only later ones lack it. */
    private static boolean isWhole(UnsafeBuffer frames, int at) {
        return !FrameDescriptor.isPaddingFrame(frames, at)
                && FrameDescriptor.frameFlags(frames, at) == FrameDescriptor.UNFRAGMENTED;
    }

    private void readFrame(UnsafeBuffer frames, int at, int length) {
        int whole = DataHeaderFlyweight.HEADER_LENGTH
                + MessageHeaderDecoder.ENCODED_LENGTH
                + NewLeadershipTermEventDecoder.BLOCK_LENGTH;
        if (length < whole) {
            return;
        }
        messageHeader.wrap(frames, at);
        if (messageHeader.templateId() == NewLeadershipTermEventDecoder.TEMPLATE_ID
                && messageHeader.schemaId() == NewLeadershipTermEventDecoder.SCHEMA_ID) {
            event.wrapAndApplyHeader(frames, at, messageHeader);
            terms.put(event.leadershipTermId(), new Term(event.termBaseLogPosition(), event.timestamp()));
        }
    }
}
