package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.codecs.MessageHeaderEncoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventEncoder;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terms are read from what the cluster wrote into its log, and from nothing that a client could have sent. */
class LogTermsTest {
    private static final int HEADER = DataHeaderFlyweight.HEADER_LENGTH;
    private static final byte MIDDLE = 0;

    @TempDir
    Path directory;

    private final byte[] bytes = new byte[4_096];
    private final UnsafeBuffer segment = new UnsafeBuffer(bytes);
    private int at;

    @Test
    void onlyWholeFramesOfTheOwnRecordingCount() throws IOException {
        at = 64; // a recording need not begin where its file does
        frame(FrameDescriptor.UNFRAGMENTED, DataHeaderFlyweight.HDR_TYPE_DATA, 3, 1_000);
        frame(FrameDescriptor.BEGIN_FRAG_FLAG, DataHeaderFlyweight.HDR_TYPE_DATA, 4, 2_000);
        frame(MIDDLE, DataHeaderFlyweight.HDR_TYPE_DATA, 5, 3_000);
        frame(FrameDescriptor.END_FRAG_FLAG, DataHeaderFlyweight.HDR_TYPE_DATA, Long.MAX_VALUE, 4_000);
        frame(FrameDescriptor.UNFRAGMENTED, DataHeaderFlyweight.HDR_TYPE_PAD, 6, 5_000);
        frame(FrameDescriptor.UNFRAGMENTED, DataHeaderFlyweight.HDR_TYPE_DATA, 7, 6_000);
        at += 64; // behind the end of the recording
        frame(FrameDescriptor.UNFRAGMENTED, DataHeaderFlyweight.HDR_TYPE_DATA, 8, 7_000);
        Files.write(directory.resolve("2-0.rec"), bytes);
        Files.write(directory.resolve("21-0.rec"), new byte[64]);
        assertThat(LogTerms.read(directory, 2))
                .isEqualTo(Map.of(3L, new LogTerms.Term(1_000, 77), 7L, new LogTerms.Term(6_000, 77)));
        assertThat(LogTerms.read(directory, 21)).isEmpty();
    }

    private void frame(byte flags, int type, long term, long basePosition) {
        new NewLeadershipTermEventEncoder()
                .wrapAndApplyHeader(segment, at + HEADER, new MessageHeaderEncoder())
                .leadershipTermId(term)
                .termBaseLogPosition(basePosition)
                .timestamp(77);
        int length = HEADER + MessageHeaderEncoder.ENCODED_LENGTH + NewLeadershipTermEventEncoder.BLOCK_LENGTH;
        FrameDescriptor.frameType(segment, at, type);
        FrameDescriptor.frameFlags(segment, at, flags);
        FrameDescriptor.frameLengthOrdered(segment, at, length);
        at += BitUtil.align(length, FrameDescriptor.FRAME_ALIGNMENT);
    }
}
