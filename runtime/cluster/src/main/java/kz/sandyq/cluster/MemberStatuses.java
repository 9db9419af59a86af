package kz.sandyq.cluster;

import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the members of a cluster say of themselves, asked again and again in the background. */
final class MemberStatuses implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int OK = 200;
    /** Under which name a member says by which list of members it stands. */
    static final String MEMBERS = "members";

    private final List<URI> places;
    private final String members;
    private final AtomicReferenceArray<NodeStatus> said;
    private final AtomicIntegerArray answered;
    private final HttpClient http;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long rounds;
    private volatile long askedAtNs = System.nanoTime();

    MemberStatuses(ClusterFile file) {
        members = file.members(0).fingerprint();
        MemberDoors doors = file.doors();
        places = IntStream.range(0, doors.size())
                .mapToObj(id -> doors.at(id, "/status"))
                .toList();
        http = doors.client(PATIENCE);
        said = new AtomicReferenceArray<>(places.size());
        answered = new AtomicIntegerArray(places.size());
        for (int id = 0; id < places.size(); id++) {
            said.set(id, NodeStatus.NONE);
        }
        thread = Thread.ofPlatform().daemon().name("member-statuses").start(this::run);
    }

    /** What the member last said; {@link NodeStatus#NONE} of one that is silent or has another list of members. */
    NodeStatus of(int id) {
        return said.get(id);
    }

    /** Whether anybody answered at the member's address when it was last asked, whatever he said. */
    boolean answers(int id) {
        return answered.get(id) != 0;
    }

    /** Waits until every member has been asked after this call and has answered or let its time pass; 4 s at most. */
    void awaitRound() {
        long enough = rounds + 2;
        while (rounds < enough && !closed) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** When the last round of questions was over, by {@link System#nanoTime}. */
    long askedAtNs() {
        return askedAtNs;
    }

    int size() {
        return places.size();
    }

    private void run() {
        while (!closed) {
            CompletableFuture.allOf(IntStream.range(0, places.size())
                            .mapToObj(this::ask)
                            .toArray(CompletableFuture[]::new))
                    .join();
            rounds++;
            askedAtNs = System.nanoTime();
            LockSupport.parkNanos(EVERY_NS);
        }
    }

    private CompletableFuture<Void> ask(int id) {
        HttpRequest request =
                HttpRequest.newBuilder(places.get(id)).timeout(PATIENCE).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .orTimeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failed) -> {
                    said.set(id, failed == null ? read(answer) : NodeStatus.NONE);
                    answered.set(id, isSilence(failed) ? 0 : 1);
                    return null;
                });
    }

    /** Whoever hangs up, stays silent, or shows a certificate that is not believed, is somebody too. */
    private static boolean isSilence(@Nullable Throwable failed) {
        Throwable why = failed instanceof CompletionException ? failed.getCause() : failed;
        return why instanceof ConnectException
                || why instanceof NoRouteToHostException
                || why instanceof HttpConnectTimeoutException
                || why instanceof CancellationException;
    }

    private NodeStatus read(HttpResponse<String> answer) {
        try {
            Properties lines = new Properties();
            lines.load(new StringReader(answer.body()));
            boolean same = members.equals(lines.getProperty(MEMBERS));
            return same && answer.statusCode() == OK ? NodeStatus.read(lines) : NodeStatus.NONE;
        } catch (IOException | IllegalArgumentException | ArithmeticException notAMember) {
            return NodeStatus.NONE;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        http.shutdownNow();
    }
}
