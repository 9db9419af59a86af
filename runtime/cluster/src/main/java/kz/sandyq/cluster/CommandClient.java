package kz.sandyq.cluster;

import io.aeron.CncFileDescriptor;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import io.aeron.logbuffer.Header;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.InFlight.KeyBits;
import kz.sandyq.cluster.InFlight.Pending;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to the cluster's leader and completes their futures with the definite answers. Any thread may submit.
 * Commands are applied in the order in which they were submitted. Bytes that got no answer in time go out again with
 * the same key and with everything behind them, also to a new leader and to a node that has restarted: the core
 * answers a key once.
 */
public final class CommandClient implements AutoCloseable {
    private static final long RESEND_AFTER_NS = TimeUnit.SECONDS.toNanos(2);
    /** A member may still name a leader that is dead: then the next try asks again, and waits longer if it must. */
    private static final long CONNECT_WITHIN_NS = TimeUnit.SECONDS.toNanos(1);

    private static final int CONNECT_TRIES_LONGER = 5;

    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(60);

    private final ClusterAddress address;
    private final int window;
    private final Duration giveUpAfter;
    private final Semaphore places;
    private final Queue<Pending> submitted = new ConcurrentLinkedQueue<>();
    private final InFlight inFlight = new InFlight();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final BackoffIdleStrategy idle = AeronHost.idle();
    private final Thread thread = new Thread(this::run, "command-client");
    private volatile boolean closed;
    private @Nullable AeronCluster session;
    private int connectTries;
    private long keptAliveAtNs;
    private long lookedAtNs;

    private CommandClient(ClusterAddress address, int window, Duration giveUpAfter) {
        this.address = address;
        this.window = window;
        this.giveUpAfter = giveUpAfter;
        places = new Semaphore(window);
        thread.setDaemon(true);
    }

    /** A client of the node alone with this aeron directory. */
    public static CommandClient connect(Path aeronDirectory, int window) {
        return connect(ClusterAddress.of(aeronDirectory), window);
    }

    /** A client of the cluster; it connects in the background. Window: unanswered commands. */
    public static CommandClient connect(ClusterAddress address, int window) {
        return connect(address, window, GIVE_UP_AFTER);
    }

    /** A client that fails a command with {@link UnknownOutcomeException} when no answer came for this long. */
    public static CommandClient connect(ClusterAddress address, int window, Duration giveUpAfter) {
        CommandClient client = new CommandClient(address, window, giveUpAfter);
        client.thread.start();
        return client;
    }

    /**
     * Sends one encoded command. The same command under a key that is in flight shares its answer; another command
     * under it is answered KEY_CONTENT_MISMATCH at once, with sequence 0. The future fails with {@link
     * UnknownOutcomeException} when no answer came in time.
     *
     * @throws BusyException when the window is full
     * @throws IllegalStateException when the client is closed
     * @throws IllegalArgumentException when the bytes are too short for a command header
     */
    public CompletableFuture<Reply> submit(byte[] command) {
        if (command.length < MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH) {
            throw new IllegalArgumentException("no command header in " + command.length + " bytes");
        }
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        if (!places.tryAcquire()) {
            throw new BusyException(window);
        }
        CompletableFuture<Reply> asker = new CompletableFuture<>();
        submitted.add(new Pending(command, asker, System.nanoTime()));
        return asker;
    }

    private void run() {
        while (!closed) {
            try {
                idle.idle(work());
            } catch (AeronException | IllegalStateException | IllegalArgumentException e) {
                disconnect();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        disconnect();
        take();
        IllegalStateException end = new IllegalStateException("the client was closed before the answer came");
        inFlight.giveUp(System.nanoTime(), -1).forEach(asker -> asker.completeExceptionally(end));
    }

    private int work() {
        take();
        long nowNs = System.nanoTime();
        if (nowNs - lookedAtNs > LOOK_AFTER_NS) {
            lookedAtNs = nowNs;
            giveUp(nowNs);
        }
        AeronCluster open = session;
        if (open == null || open.isClosed() || open.egressSubscription().hasNoImages()) {
            disconnect();
            if (!Files.exists(address.aeronDirectory().resolve(CncFileDescriptor.CNC_FILE))) {
                return 0;
            }
            open = open();
        }
        int done = open.pollEgress();
        if (nowNs - keptAliveAtNs > KEEP_ALIVE_NS) {
            open.sendKeepAlive();
            keptAliveAtNs = nowNs;
        }
        if (!inFlight.resend(nowNs, RESEND_AFTER_NS)) {
            disconnect();
            return 0;
        }
        return done + send(open, nowNs);
    }

    private void take() {
        for (Pending next = submitted.poll(); next != null; next = submitted.poll()) {
            Reply refusal = inFlight.add(next);
            if (refusal != null) {
                complete(next.askers, refusal);
            }
        }
    }

    private void giveUp(long nowNs) {
        List<CompletableFuture<Reply>> askers = inFlight.giveUp(nowNs, giveUpAfter.toNanos());
        if (!askers.isEmpty()) {
            places.release(askers.size());
            UnknownOutcomeException unknown = new UnknownOutcomeException(giveUpAfter);
            askers.forEach(asker -> asker.completeExceptionally(unknown));
        }
    }

    private void complete(List<CompletableFuture<Reply>> askers, Reply answer) {
        places.release(askers.size());
        askers.forEach(asker -> asker.complete(answer));
    }

    private int send(AeronCluster open, long nowNs) {
        int sent = 0;
        for (Pending next = inFlight.next(); next != null; next = inFlight.next()) {
            long result = open.offer(next.bytes, 0, next.bytes.capacity());
            if (result == Publication.CLOSED) {
                disconnect();
                break;
            }
            if (result <= 0) {
                break;
            }
            inFlight.offered(next, nowNs);
            sent++;
        }
        return sent;
    }

    /** One answer, or those of the items of a batch. */
    private void onEgress(DirectBuffer buffer, int offset, int length) {
        List<Reply> replies = new ArrayList<>(1);
        KeyBits key = new KeyBits(0, 0);
        int at = offset;
        while (at < offset + length) {
            long sequence = buffer.getLong(at);
            reply.wrapAndApplyHeader(buffer, at + Long.BYTES, messageHeader);
            key = new KeyBits(reply.keyHigh(), reply.keyLow());
            replies.add(Reply.of(sequence, reply));
            at += Long.BYTES + MessageHeaderDecoder.ENCODED_LENGTH + messageHeader.blockLength();
        }
        complete(inFlight.answered(key), Reply.of(replies, reply.item() > 0));
    }

    private AeronCluster open() {
        AeronCluster opened = AeronCluster.connect(address.context()
                .messageTimeoutNs(CONNECT_WITHIN_NS * Math.min(++connectTries, CONNECT_TRIES_LONGER))
                .errorHandler(ignored -> {})
                .egressListener(new Egress()));
        connectTries = 0;
        session = opened;
        keptAliveAtNs = System.nanoTime();
        inFlight.newSession();
        return opened;
    }

    private final class Egress implements EgressListener {
        @Override
        public void onMessage(
                long clusterSessionId, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
            onEgress(buffer, offset, length);
        }

        /** What the former leader was sent may be lost, and what it answered too: all of it goes to the new one. */
        @Override
        public void onNewLeader(
                long clusterSessionId, long leadershipTermId, int leaderMemberId, String ingressEndpoints) {
            inFlight.newSession();
        }
    }

    private void disconnect() {
        CloseHelper.quietClose(session);
        session = null;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(2_000);
            // Only a wait for a driver that does not come lasts so long.
            thread.interrupt();
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
