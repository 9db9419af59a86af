package kz.sandyq.cluster;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.service.ClusterCounters;
import io.aeron.logbuffer.Header;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
    private static final long GONE_AFTER_NS = TimeUnit.SECONDS.toNanos(5);

    private final LogHandler handler;
    private final AeronArchive archive;
    private final Subscription subscription;
    private final FragmentAssembler assembler = new FragmentAssembler(this::onFragment);
    private final LogEntries entries = new LogEntries();
    private final BooleanSupplier serves;
    private long servedAtNs = System.nanoTime();
    private boolean seen;

    private LogFollower(AeronArchive archive, Subscription subscription, LogHandler handler, BooleanSupplier serves) {
        this.archive = archive;
        this.subscription = subscription;
        this.handler = handler;
        this.serves = serves;
    }

    /**
     * Begins to follow the node alone with this aeron directory.
     *
     * @param position 0 for the beginning, else a position that a handler was given
     * @throws IllegalStateException when the node has no log or does not run
     * @throws LogPurgedException when the log begins behind the position
     */
    public static LogFollower open(Path aeronDirectory, long position, LogHandler handler) {
        AeronArchive archive = AeronArchive.connect(context(aeronDirectory)
                .controlRequestChannel("aeron:ipc?term-length=128k")
                .controlResponseChannel("aeron:ipc?term-length=128k"));
        try {
            Aeron aeron = archive.context().aeron();
            long recording = recordingOf(archive);
            int counter = ClusterCounters.find(aeron.countersReader(), COMMIT_POSITION_TYPE, 0);
            if (counter < 0) {
                throw new IllegalStateException("no log in " + aeronDirectory);
            }
            long replay = replay(archive, recording, position, counter, CommonContext.IPC_CHANNEL);
            String channel = ChannelUri.addSessionId(CommonContext.IPC_CHANNEL, (int) replay);
            return new LogFollower(archive, aeron.addSubscription(channel, REPLAY_STREAM), handler, () -> true);
        } catch (RuntimeException e) {
            CloseHelper.quietClose(archive);
            throw e;
        }
    }

    /**
     * Begins to follow a member on another host, or in another process of this one. Positions are the same on every
     * member, so that a follower may go on with another one.
     *
     * @param member whose log it reads
     * @param status what the member says of itself now
     * @param gateway how members reach this host
     * @throws IllegalStateException when the member has no log or does not run
     */
    static LogFollower open(
            Member member, Supplier<NodeStatus> status, ClusterAddress gateway, long position, LogHandler handler) {
        // A stream that was cut off must not come back behind a gap.
        String own = "aeron:udp?endpoint=" + gateway.egressHost() + ":0|rejoin=false";
        AeronArchive archive = AeronArchive.connect(context(gateway.aeronDirectory())
                .controlRequestChannel("aeron:udp?endpoint=" + member.archive())
                .controlResponseChannel(own));
        try {
            Subscription subscription = archive.context().aeron().addSubscription(own, REPLAY_STREAM);
            String resolved = awaitPort(subscription);
            replay(archive, recordingOf(archive), position, status.get().commitCounterId(), resolved);
            return new LogFollower(
                    archive, subscription, handler, () -> status.get().serves());
        } catch (RuntimeException e) {
            CloseHelper.quietClose(archive);
            throw e;
        }
    }

    /** A driver that has gone ends the follower, which says so at the next poll; Aeron alone would end the process. */
    private static AeronArchive.Context context(Path aeronDirectory) {
        return new AeronArchive.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .errorHandler(ignored -> {});
    }

    private static String awaitPort(Subscription subscription) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        String resolved = subscription.tryResolveChannelEndpointPort();
        while (resolved == null) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("no port at " + subscription.channel());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            resolved = subscription.tryResolveChannelEndpointPort();
        }
        return resolved;
    }

    private static long replay(AeronArchive archive, long recording, long position, int counter, String channel) {
        if (recording < 0) {
            throw new IllegalStateException("the node has no log yet");
        }
        long start = archive.getStartPosition(recording);
        if (position < start) {
            throw new LogPurgedException(position, start);
        }
        return archive.startBoundedReplay(recording, position, Long.MAX_VALUE, counter, channel, REPLAY_STREAM);
    }

    static long recordingOf(AeronArchive archive) {
        return Recording.all(archive).stream()
                .filter(each -> each.streamId() == LOG_STREAM)
                .reduce((earlier, later) -> later)
                .map(Recording::id)
                .orElse((long) Aeron.NULL_VALUE);
    }

    /**
     * Gives what is there to the handler and returns how many fragments that was, 0 when nothing new is committed.
     *
     * @throws IllegalStateException when the node has gone, or does not serve any more
     */
    public int poll(int fragmentLimit) {
        boolean connected = subscription.isConnected();
        if (subscription.isClosed() || (seen && !connected)) {
            throw new IllegalStateException("the log has ended: the node has gone");
        }
        seen |= connected;
        int fragments = subscription.poll(assembler, fragmentLimit);
        if (fragments == 0) {
            checkServed(System.nanoTime());
        }
        return fragments;
    }

    /** A member that is cut off from the others stays silent: its log does not end, and does not go on either. */
    private void checkServed(long nowNs) {
        if (seen && serves.getAsBoolean()) {
            servedAtNs = nowNs;
        } else if (nowNs - servedAtNs > GONE_AFTER_NS) {
            throw new IllegalStateException("the log does not go on: the member does not serve");
        }
    }

    private void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        entries.hand(header.position(), buffer, offset, length, handler);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(subscription, archive);
    }
}
