package kz.sandyq.cluster;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import io.aeron.cluster.service.ClusterCounters;
import io.aeron.logbuffer.Header;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * Reads the node's log through its archive, never past what is committed. One recording goes on across snapshots and
 * restarts, so a position kept as a bookmark stays good. Used by one thread; after the node's restart open a new one at
 * the bookmark.
 */
public final class LogFollower implements AutoCloseable {
    private static final int LOG_STREAM = 100;
    private static final int REPLAY_STREAM = 2_100;
    private static final int COMMIT_POSITION_TYPE = 203;

    private final LogHandler handler;
    private final AeronArchive archive;
    private final Subscription subscription;
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder sessionMessage = new SessionMessageHeaderDecoder();
    private final TimerEventDecoder timer = new TimerEventDecoder();
    private boolean seen;

    private LogFollower(AeronArchive archive, Subscription subscription, LogHandler handler) {
        this.archive = archive;
        this.subscription = subscription;
        this.handler = handler;
    }

    /**
     * Begins to follow.
     *
     * @param aeronDirectory of the node
     * @param position 0 for the beginning, else a position that a handler was given
     * @throws IllegalStateException when the node has no log or does not run
     */
    public static LogFollower open(Path aeronDirectory, long position, LogHandler handler) {
        AeronArchive archive = AeronArchive.connect(new AeronArchive.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .controlRequestChannel("aeron:ipc?term-length=128k")
                .controlResponseChannel("aeron:ipc?term-length=128k"));
        try {
            Aeron aeron = archive.context().aeron();
            int counter = ClusterCounters.find(aeron.countersReader(), COMMIT_POSITION_TYPE, 0);
            long recording = recordingOf(archive);
            if (counter < 0 || recording < 0) {
                throw new IllegalStateException("no log in " + aeronDirectory);
            }
            long from = Math.max(position, archive.getStartPosition(recording));
            long replay = archive.startBoundedReplay(
                    recording, from, Long.MAX_VALUE, counter, CommonContext.IPC_CHANNEL, REPLAY_STREAM);
            String channel = ChannelUri.addSessionId(CommonContext.IPC_CHANNEL, (int) replay);
            return new LogFollower(archive, aeron.addSubscription(channel, REPLAY_STREAM), handler);
        } catch (RuntimeException e) {
            CloseHelper.quietClose(archive);
            throw e;
        }
    }

    private static long recordingOf(AeronArchive archive) {
        long[] found = {Aeron.NULL_VALUE};
        archive.listRecordings(
                0,
                Integer.MAX_VALUE,
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
                        sourceIdentity) -> {
                    if (streamId == LOG_STREAM) {
                        found[0] = recordingId;
                    }
                });
        return found[0];
    }

    /**
     * Gives what is there to the handler and returns how many fragments that was, 0 when nothing new is committed.
     *
     * @throws IllegalStateException when the node has gone
     */
    public int poll(int fragmentLimit) {
        boolean connected = subscription.isConnected();
        if (subscription.isClosed() || (seen && !connected)) {
            throw new IllegalStateException("the log has ended: the node has gone");
        }
        seen |= connected;
        return subscription.poll(assembler, fragmentLimit);
    }

    private void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        messageHeader.wrap(buffer, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int template = messageHeader.templateId();
        if (template == SessionMessageHeaderDecoder.TEMPLATE_ID) {
            sessionMessage.wrap(buffer, body, messageHeader.blockLength(), messageHeader.version());
            int skipped = MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength();
            handler.onEntry(
                    header.position(), sessionMessage.timestamp(), false, buffer, offset + skipped, length - skipped);
        } else if (template == TimerEventDecoder.TEMPLATE_ID) {
            timer.wrap(buffer, body, messageHeader.blockLength(), messageHeader.version());
            handler.onEntry(header.position(), timer.timestamp(), true, buffer, offset, 0);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(subscription, archive);
    }
}
