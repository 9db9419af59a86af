package kz.sandyq.operator.proof;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.translog.SegmentArchive;
import kz.sandyq.translog.Segments;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.tree.Tile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps blocks behind the log and has them signed, on a thread of its own: nothing that is traded waits for it. What
 * fails is closed and opened anew behind the last block that was kept.
 */
final class ProofLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProofLoop.class);
    private static final int ENTRIES_PER_BATCH = 500;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_AT_MOST_NS = TimeUnit.MINUTES.toNanos(1);

    private final Path directory;
    private final long cluster;
    private final LogHost log;
    private final ProofKeys keys;
    private final @Nullable SegmentArchive archive;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable SignedLog kept;
    private volatile @Nullable Proven proven;

    ProofLoop(
            Path directory,
            long cluster,
            LogHost log,
            ProofKeys keys,
            @Nullable SegmentArchive archive,
            InstantSource clock) {
        this.directory = directory;
        this.cluster = cluster;
        this.log = log;
        this.keys = keys;
        this.archive = archive;
        this.clock = clock;
        thread = Thread.ofPlatform().name("proof").start(this::run);
    }

    ProofKeys keys() {
        return keys;
    }

    /** How far the log is proven; nothing before the first checkpoint of this process. */
    Optional<Proven> proven() {
        return Optional.ofNullable(proven);
    }

    /** The receipt of a record, when it is proven and there is such a record. */
    Optional<byte[]> receipt(long sequence, int number) {
        return Optional.ofNullable(kept)
                .flatMap(log -> log.receipt(sequence, number))
                .map(TlogProof::format);
    }

    /** The file of a tile, if there is just that one. */
    Optional<byte[]> tile(Tile tile) {
        return Optional.ofNullable(kept).flatMap(log -> log.tiles().file(tile));
    }

    /** Whether blocks are kept now. */
    boolean isOpen() {
        return kept != null;
    }

    /** Sealed segments in their order. */
    List<Path> sealedFiles() {
        return open().segments().sealedFiles();
    }

    /** Seals the segment that grows, and says up to where sealed ones hold the log. */
    long seal() {
        Segments segments = open().segments();
        segments.seal();
        return segments.sealedPosition();
    }

    /** Reads all segments through and copies the sealed ones, so that the log behind them may go. */
    void readThrough() {
        Segments segments = open().segments();
        segments.check();
        copy(segments);
    }

    /** Whether sealed segments are copied elsewhere. */
    boolean copies() {
        return archive != null;
    }

    private void copy(Segments segments) {
        SegmentArchive copies = archive;
        if (copies != null) {
            copies.take(segments);
        }
    }

    private SignedLog open() {
        SignedLog now = kept;
        if (now == null) {
            throw new IllegalStateException("no blocks are kept now");
        }
        return now;
    }

    private void run() {
        long waitNs = RETRY_NS;
        while (running) {
            try (FollowedLog followed = new FollowedLog(log);
                    SignedLog opened =
                            SignedLog.open(directory, cluster, followed, keys.log(), keys.policy(), this::cosign)) {
                kept = opened;
                follow(opened);
            } catch (RuntimeException failed) {
                if (running) {
                    LOG.warn("proofs stand still; tried again in {} s", TimeUnit.NANOSECONDS.toSeconds(waitNs), failed);
                    LockSupport.parkNanos(waitNs);
                    waitNs = Math.min(2 * waitNs, RETRY_AT_MOST_NS);
                }
            } finally {
                kept = null;
            }
        }
    }

    private List<NoteSignature> cosign(Checkpoint head) {
        return List.of(keys.node().sign(head.text(), clock.instant().getEpochSecond()));
    }

    private void follow(SignedLog opened) {
        while (running) {
            int taken = opened.poll(ENTRIES_PER_BATCH);
            SignedNote newest = opened.checkpoint().orElse(null);
            Proven before = proven;
            if (newest != null && (before == null || !newest.equals(before.note()))) {
                proven = Proven.of(newest, keys.policy(), opened);
            }
            copy(opened.segments());
            if (taken == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
