package kz.sandyq.translog;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.Member;
import kz.sandyq.cluster.MemberDoors;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import org.jspecify.annotations.Nullable;

/**
 * Asks the members of a cluster what of their logs may go, and tells them what two persons have approved, again and
 * again: one that was away hears it when it is back, and one that could not obey tries again. The newest order is kept
 * on the disk.
 */
public final class MemberPurges implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long TELL_EVERY_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int LONGEST_ANSWER = 16_384;
    private static final int OK = 200;

    private final List<Member> members;
    private final MemberDoors doors;
    private final long cluster;
    private final NoteSigner key;
    private final Path kept;
    private final HttpClient http;
    private @Nullable PurgeOrder order;
    private long toldNs;

    private MemberPurges(ClusterFile file, NoteSigner key, Path kept) {
        members = file.members(0).voters();
        doors = file.doors();
        cluster = file.clusterNumber();
        this.key = key;
        this.kept = kept;
        http = doors.client(PATIENCE);
        tell(takeUp());
    }

    /**
     * Goes on with the order that was given last.
     *
     * @param file of the cluster, with the certificates of this host where its doors want them
     * @param key of the log
     * @param kept file of the newest order; nothing may be there yet
     */
    public static MemberPurges of(ClusterFile file, NoteSigner key, Path kept) {
        return new MemberPurges(file, key, kept);
    }

    /** An order under another key is one of an earlier name of the log: it has ended. */
    private @Nullable PurgeOrder takeUp() {
        try {
            return Files.exists(kept) ? PurgeOrder.read(DurableFile.read(kept), key.key(), cluster) : null;
        } catch (Refused ended) {
            return null;
        }
    }

    /** What each member says now, in the order of the cluster's file; waits some seconds at most. */
    public List<MemberLog> ask() {
        List<CompletableFuture<MemberLog>> questions =
                members.stream().map(this::ask).toList();
        return questions.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<MemberLog> ask(Member member) {
        // A member that answers with very much is none: the rest is not read.
        return http.sendAsync(
                        request(member).build(),
                        BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER))
                .orTimeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failed) -> heard(member, failed == null ? answer : null));
    }

    private static MemberLog heard(Member member, @Nullable HttpResponse<String> answer) {
        return answer == null || answer.statusCode() != OK
                ? MemberLog.silent(member.name())
                : MemberLog.read(member.name(), answer.body());
    }

    private HttpRequest.Builder request(Member member) {
        return HttpRequest.newBuilder(doors.at(member.id(), PurgeOrder.PATH)).timeout(PATIENCE);
    }

    /** Whether a member obeys the log's key. */
    public boolean obeys(MemberLog member) {
        return member.key().equals(key.key().format());
    }

    /**
     * Orders all members to purge what stands before a position, each as far as it may.
     *
     * @param position bytes of the log, above 0
     * @throws TranslogException when the order cannot be kept; then it is not given
     */
    public void order(long position) {
        PurgeOrder given = new PurgeOrder(cluster, position);
        DurableFile.replace(kept, given.signed(key).format());
        tell(given);
    }

    private synchronized void tell(@Nullable PurgeOrder given) {
        order = given;
        toldNs = System.nanoTime() - TELL_EVERY_NS;
    }

    /** The newest order's position, bytes of the log; 0 before the first. */
    public synchronized long ordered() {
        PurgeOrder given = order;
        return given == null ? 0 : given.position();
    }

    /** Tells the newest order when it is time to; waits for nobody. */
    public synchronized void poll() {
        PurgeOrder given = order;
        if (given == null || System.nanoTime() - toldNs < TELL_EVERY_NS) {
            return;
        }
        toldNs = System.nanoTime();
        byte[] note = given.signed(key).format();
        for (Member member : members) {
            // Whether it obeys is seen when it is asked how its log stands.
            var unheard = http.sendAsync(
                    request(member)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(note))
                            .build(),
                    BodyHandlers.discarding());
            unheard.orTimeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
