package kz.sandyq.cluster;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to the node and completes their futures with the definite answers. Any thread may submit. Bytes that got no
 * answer in time go out again with the same key, also to a node that has restarted: the core answers a key once.
 */
public final class CommandClient implements AutoCloseable {
    private static final long RESEND_AFTER_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);

    private record KeyBits(long high, long low) {}

    private static final class Pending {
        final KeyBits key;
        final UnsafeBuffer bytes;
        final CompletableFuture<Reply> future = new CompletableFuture<>();
        long sentAtNs;
        boolean sent;

        Pending(KeyBits key, byte[] command) {
            this.key = key;
            bytes = new UnsafeBuffer(command);
        }
    }

    private final Path aeronDirectory;
    private final int window;
    private final Semaphore places;
    private final Queue<Pending> submitted = new ConcurrentLinkedQueue<>();
    private final Map<KeyBits, Deque<Pending>> unanswered = new HashMap<>();
    private final Deque<Pending> unsent = new ArrayDeque<>();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final BackoffIdleStrategy idle = new BackoffIdleStrategy(100, 10, 1_000, 1_000_000);
    private final Thread thread = new Thread(this::run, "command-client");
    private volatile boolean closed;
    private @Nullable AeronCluster session;
    private long keptAliveAtNs;
    private long resentAtNs;

    private CommandClient(Path aeronDirectory, int window) {
        this.aeronDirectory = aeronDirectory;
        this.window = window;
        places = new Semaphore(window);
        thread.setDaemon(true);
    }

    /** A client of the node with this aeron directory; it connects in the background. Window: unanswered commands. */
    public static CommandClient connect(Path aeronDirectory, int window) {
        CommandClient client = new CommandClient(aeronDirectory, window);
        client.thread.start();
        return client;
    }

    /**
     * Sends one encoded command.
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
        CommandHeaderDecoder header =
                new CommandHeaderDecoder().wrap(new UnsafeBuffer(command), MessageHeaderDecoder.ENCODED_LENGTH);
        Pending pending = new Pending(new KeyBits(header.keyHigh(), header.keyLow()), command.clone());
        submitted.add(pending);
        return pending.future;
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
        IllegalStateException end = new IllegalStateException("the client was closed before the answer came");
        take();
        unanswered.values().forEach(same -> same.forEach(pending -> pending.future.completeExceptionally(end)));
    }

    private int work() {
        take();
        AeronCluster open = session;
        if (open == null || open.isClosed() || open.egressSubscription().hasNoImages()) {
            disconnect();
            open = open();
        }
        int done = open.pollEgress();
        long nowNs = System.nanoTime();
        if (nowNs - keptAliveAtNs > KEEP_ALIVE_NS) {
            open.sendKeepAlive();
            keptAliveAtNs = nowNs;
        }
        if (nowNs - resentAtNs > RESEND_AFTER_NS / 4) {
            resend(nowNs);
            resentAtNs = nowNs;
        }
        return done + send(open, nowNs);
    }

    private void take() {
        for (Pending next = submitted.poll(); next != null; next = submitted.poll()) {
            Deque<Pending> same = unanswered.computeIfAbsent(next.key, key -> new ArrayDeque<>());
            same.add(next);
            // A second command with the same key waits for the first one's answer, so that answers cannot be mixed up.
            if (same.size() == 1) {
                unsent.add(next);
            }
        }
    }

    private void resend(long nowNs) {
        for (Deque<Pending> same : unanswered.values()) {
            Pending first = same.getFirst();
            if (first.sent && nowNs - first.sentAtNs > RESEND_AFTER_NS) {
                first.sent = false;
                unsent.add(first);
            }
        }
    }

    private int send(AeronCluster open, long nowNs) {
        int sent = 0;
        for (Pending next = unsent.peek(); next != null; next = unsent.peek()) {
            if (!next.future.isDone()) {
                if (open.offer(next.bytes, 0, next.bytes.capacity()) <= 0) {
                    break;
                }
                next.sent = true;
                next.sentAtNs = nowNs;
                sent++;
            }
            unsent.remove();
        }
        return sent;
    }

    private void onEgress(DirectBuffer buffer, int offset) {
        long sequence = buffer.getLong(offset);
        reply.wrapAndApplyHeader(buffer, offset + Long.BYTES, messageHeader);
        KeyBits key = new KeyBits(reply.keyHigh(), reply.keyLow());
        Deque<Pending> same = unanswered.get(key);
        if (same == null) {
            return;
        }
        Pending answered = same.removeFirst();
        if (same.isEmpty()) {
            unanswered.remove(key);
        } else {
            unsent.add(same.getFirst());
        }
        places.release();
        answered.future.complete(Reply.of(sequence, reply));
    }

    private AeronCluster open() {
        EgressListener listener =
                (clusterSessionId, timestamp, buffer, offset, length, header) -> onEgress(buffer, offset);
        AeronCluster opened = AeronCluster.connect(new AeronCluster.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .ingressChannel("aeron:ipc?term-length=4m")
                .egressChannel("aeron:ipc?term-length=4m")
                .messageTimeoutNs(TimeUnit.SECONDS.toNanos(3))
                .errorHandler(ignored -> {})
                .egressListener(listener));
        session = opened;
        keptAliveAtNs = System.nanoTime();
        unsent.clear();
        for (Deque<Pending> same : unanswered.values()) {
            same.getFirst().sent = false;
            unsent.add(same.getFirst());
        }
        return opened;
    }

    private void disconnect() {
        CloseHelper.quietClose(session);
        session = null;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
