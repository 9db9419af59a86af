package kz.sandyq.cluster;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.ImageFragmentAssembler;
import io.aeron.Publication;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Quarantine;
import kz.sandyq.market.Replica;
import kz.sandyq.market.ReplicaStop;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the log's entries to the core and its answers to the sessions. Runs on the service's thread only, and ends it
 * where the core stops: nobody is answered then.
 */
final class MarketService implements ClusteredService {
    static final long TICK_MS = 250;
    private static final long TICK_TIMER = 1;
    private static final int REPLY_ATTEMPTS = 1_000;

    private final Queue<CompletableFuture<NodeView>> questions = new ConcurrentLinkedQueue<>();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final ExpandableArrayBuffer reply = new ExpandableArrayBuffer(256);
    private final LongHashSet reached = new LongHashSet(-1);
    private final TickHashes ticks = new TickHashes();
    private int replyLength;
    private volatile long restoredSequence;
    private volatile Beat beat = new Beat(NodeView.NONE, 0, 0, 0);
    private volatile @Nullable ReplicaStop stop;
    private @Nullable Cluster cluster;
    private volatile boolean loaded;
    private final Quarantine quarantine;
    private Replica replica;

    MarketService(Quarantine quarantine) {
        this.quarantine = quarantine;
        replica = new Replica(new MarketCore(this::onEvent), quarantine);
    }

    /**
     * The last tick as this host met it.
     *
     * @param view the core after it
     * @param clusterMs cluster time of it, Unix milliseconds, believed or not
     * @param hostMs this host's clock when it was applied, Unix milliseconds
     * @param logPosition where the log goes on behind it, bytes in the recording
     */
    record Beat(NodeView view, long clusterMs, long hostMs, long logPosition) {}

    Beat beat() {
        return beat;
    }

    TickHashes ticks() {
        return ticks;
    }

    CompletableFuture<NodeView> ask() {
        checkRuns();
        CompletableFuture<NodeView> question = new CompletableFuture<>();
        questions.add(question);
        return question;
    }

    /** @throws ReplicaStop when the core has stopped */
    void checkRuns() {
        ReplicaStop stopped = stop;
        if (stopped != null) {
            throw stopped;
        }
    }

    boolean hasStopped() {
        return stop != null;
    }

    private AgentTerminationException end(ReplicaStop reason) {
        if (stop == null) {
            stop = reason;
        }
        for (var question = questions.poll(); question != null; question = questions.poll()) {
            question.completeExceptionally(reason);
        }
        return new AgentTerminationException(reason);
    }

    /** Sequence of the snapshot this start began with, 0 without one. */
    long restoredSequence() {
        return restoredSequence;
    }

    private Cluster cluster() {
        Cluster here = cluster;
        if (here == null) {
            throw new IllegalStateException("the service has not started");
        }
        return here;
    }

    @Override
    public void onStart(Cluster startedCluster, @Nullable Image snapshotImage) {
        cluster = startedCluster;
        if (snapshotImage != null) {
            replica = new Replica(restored(startedCluster, snapshotImage), quarantine);
        }
        loaded = true;
    }

    boolean isLoaded() {
        return loaded;
    }

    private MarketCore restored(Cluster here, Image image) {
        MarketCore.Restore restore = MarketCore.restore(this::onEvent);
        var assembler = new ImageFragmentAssembler(
                (buffer, offset, length, header) -> restore.onRecord(buffer, offset, length));
        while (!image.isEndOfStream()) {
            int fragments = image.poll(assembler, 64);
            if (fragments == 0 && image.isClosed()) {
                break;
            }
            here.idleStrategy().idle(fragments);
        }
        MarketCore back = restore.finish();
        restoredSequence = back.sequence();
        return back;
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        messageHeader.wrap(buffer, offset);
        if (messageHeader.templateId() == ReplyDecoder.TEMPLATE_ID) {
            reply.putLong(replyLength, sequence);
            reply.putBytes(replyLength + Long.BYTES, buffer, offset, length);
            replyLength += Long.BYTES + length;
        }
    }

    @Override
    public void onSessionMessage(
            ClientSession session, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        replyLength = 0;
        try {
            replica.apply(timestamp, buffer, offset, length);
        } catch (ReplicaStop reason) {
            throw end(reason);
        }
        if (replyLength > 0) {
            answer(session);
        }
    }

    /**
     * A batch is answered in one message, item by item. The first answer waits for the session's channel, once: a
     * client that is dead must not hold up the others with everything that it had sent. One that cannot leave is
     * dropped: the client sends the same key again and gets the same answer.
     */
    private void answer(ClientSession session) {
        for (int attempt = 0; attempt < REPLY_ATTEMPTS; attempt++) {
            long result = session.offer(reply, 0, replyLength);
            if (result == ClientSession.MOCKED_OFFER) {
                return;
            }
            if (result > 0) {
                reached.add(session.id());
                return;
            }
            boolean leaves = result == Publication.NOT_CONNECTED && reached.contains(session.id());
            if (leaves || result == Publication.CLOSED) {
                return;
            }
            cluster().idleStrategy().idle();
        }
        reached.add(session.id());
    }

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {
        try {
            replica.tick(timestamp);
        } catch (ReplicaStop reason) {
            throw end(reason);
        }
        beat = new Beat(view(), timestamp, System.currentTimeMillis(), cluster().logPosition());
        ticks.add(beat.view());
        schedule(timestamp);
    }

    @Override
    public void onNewLeadershipTermEvent(
            long leadershipTermId,
            long logPosition,
            long timestamp,
            long termBaseLogPosition,
            int leaderMemberId,
            int logSessionId,
            TimeUnit timeUnit,
            int appVersion) {
        schedule(timestamp);
    }

    /** One timer with one id: to schedule it again replaces it, so that a restart cannot double the ticks. */
    private void schedule(long timestampMs) {
        while (!cluster().scheduleTimer(TICK_TIMER, timestampMs + TICK_MS)) {
            cluster().idleStrategy().idle();
        }
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication publication) {
        try {
            replica.writeSnapshot((buffer, offset, length) -> offer(publication, buffer, offset, length));
        } catch (ReplicaStop reason) {
            throw end(reason);
        }
    }

    private void offer(ExclusivePublication publication, DirectBuffer buffer, int offset, int length) {
        while (true) {
            long result = publication.offer(buffer, offset, length);
            if (result > 0) {
                return;
            }
            if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
                throw new IllegalStateException("the snapshot's publication answered " + result);
            }
            cluster().idleStrategy().idle();
        }
    }

    @Override
    public int doBackgroundWork(long nowNs) {
        int answered = 0;
        for (var question = questions.poll(); question != null; question = questions.poll()) {
            question.complete(view());
            answered++;
        }
        return answered;
    }

    private NodeView view() {
        return NodeView.of(replica.core());
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {
        // A session is no entry of the core.
    }

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {
        reached.remove(session.id());
    }

    @Override
    public void onRoleChange(Cluster.Role newRole) {
        // The core does not know roles.
    }

    @Override
    public void onTerminate(Cluster terminatedCluster) {
        // Nothing to save: the log holds everything.
    }
}
