package kz.sandyq.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogPurgedException;
import kz.sandyq.node.NodeDoor.Answer;
import kz.sandyq.translog.Cosigner;
import kz.sandyq.translog.Segments;
import kz.sandyq.translog.TranslogException;
import org.jspecify.annotations.Nullable;

/**
 * What a member does for proofs beside its core: it executes its own copy of the log a second time, on a thread of its
 * own, keeps it as segments, and cosigns the heads that it comes to. Nothing waits for it, and what fails in it is told
 * and tried again.
 */
final class MemberProofs implements AutoCloseable {
    private static final int ENTRIES_PER_BATCH = 500;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LOOK_AT_DISK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long RETRY_AT_MOST_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long END_WITHIN_MS = 5_000;
    private static final Answer NOT_YET = new Answer(404, "not yet\n");

    private final @Nullable String origin;
    private final Path directory;
    private final long cluster;
    private final String name;
    private final InstantSource clock;
    private volatile boolean running = true;
    private volatile @Nullable Cosigner cosigner;
    private volatile String trouble = "";
    private @Nullable Thread thread;
    private long waitNs = RETRY_NS;
    private long lookedNs = System.nanoTime();

    /**
     * Nothing is executed yet.
     *
     * @param clock real time, which a cosignature says
     */
    MemberProofs(ClusterFile file, int id, InstantSource clock) {
        origin = file.proofOrigin().orElse(null);
        directory = file.directory(id).resolve("proof");
        cluster = file.clusterNumber();
        name = file.members(id).own().name();
        this.clock = clock;
    }

    /** Begins to follow the member, where the cluster's file says what the log is called. */
    void begin(ClusterNode node) {
        String named = origin;
        if (named != null) {
            thread = Thread.ofPlatform().name("member-proofs").daemon().start(() -> run(node, named));
        }
    }

    private void run(ClusterNode node, String named) {
        while (running) {
            try (FollowedLog followed = new FollowedLog(node);
                    Cosigner opened = Cosigner.open(directory, cluster, followed, named, name, clock)) {
                cosigner = opened;
                while (running && opened.isWhole()) {
                    follow(opened, node);
                }
            } catch (RuntimeException failed) {
                standStill(failed);
            } finally {
                cosigner = null;
            }
        }
    }

    private void follow(Cosigner opened, ClusterNode node) {
        try {
            checkDisk(node);
            if (opened.poll(ENTRIES_PER_BATCH) == 0) {
                LockSupport.parkNanos(IDLE_NS);
            } else {
                trouble = "";
                waitNs = RETRY_NS;
            }
        } catch (LogPurgedException lacking) {
            // Somebody has to lay down the segments before, which are looked for at the opening.
            throw lacking;
        } catch (RuntimeException failed) {
            standStill(failed);
        }
    }

    /** What is kept for proofs never takes the room that the member's own log needs. */
    private void checkDisk(ClusterNode node) {
        long nowNs = System.nanoTime();
        if (nowNs - lookedNs > LOOK_AT_DISK_NS) {
            if (node.status().disk().isLow()) {
                throw new IllegalStateException("the disk has less room than is kept free for the log");
            }
            lookedNs = nowNs;
        }
    }

    private void standStill(RuntimeException failed) {
        if (!running) {
            return;
        }
        String words = String.valueOf(failed.getMessage()).replaceAll("\\p{Cntrl}+", " ");
        if (!words.equals(trouble)) {
            NodeConsole.fault(name + " does not cosign: " + words);
        }
        trouble = words;
        LockSupport.parkNanos(waitNs);
        waitNs = Math.min(2 * waitNs, RETRY_AT_MOST_NS);
    }

    /** How many blocks it has executed and cosigns. */
    long size() {
        Cosigner opened = cosigner;
        return opened == null ? 0 : opened.size();
    }

    /** Whether it should cosign, and so keeps segments. */
    boolean cosigns() {
        return origin != null;
    }

    /** The segments that it keeps; nothing while it does not go on. */
    Optional<Segments> segments() {
        return Optional.ofNullable(cosigner).map(Cosigner::segments);
    }

    /** Whether it should cosign and does not go on. */
    boolean standsStill() {
        return !trouble.isEmpty();
    }

    /** Lines of the member's status. */
    Map<String, String> lines() {
        String state = origin == null ? "off" : trouble.isEmpty() ? "on" : "stand still: " + trouble;
        return Map.of("proofs", state, "proofSize", String.valueOf(size()));
    }

    /** Answers for its public key. */
    Answer key() {
        return answer(opened -> Optional.of(opened.key().format() + "\n"));
    }

    /** Answers for the size of the newest head that it cosigns. */
    Answer newest() {
        return answer(opened -> Optional.of(opened.size() + "\n"));
    }

    /** Answers for the cosigned head of a size, if it has come so far. */
    Answer cosigned(String size) {
        if (!size.matches("[1-9][0-9]{0,17}")) {
            return NOT_YET;
        }
        return answer(opened -> opened.cosigned(Long.parseLong(size)).map(note -> new String(note.format(), UTF_8)));
    }

    private Answer answer(Function<Cosigner, Optional<String>> question) {
        Cosigner opened = cosigner;
        try {
            return Optional.ofNullable(opened).flatMap(question).map(Answer::ok).orElse(NOT_YET);
        } catch (TranslogException damaged) {
            return Answer.unavailable("the kept tree cannot be read\n");
        }
    }

    @Override
    public void close() {
        running = false;
        Thread follower = thread;
        if (follower != null) {
            LockSupport.unpark(follower);
            try {
                follower.join(END_WITHIN_MS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
