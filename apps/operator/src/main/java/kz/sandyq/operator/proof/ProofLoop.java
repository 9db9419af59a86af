package kz.sandyq.operator.proof;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.translog.CosignerWord;
import kz.sandyq.translog.LiabilityRounds;
import kz.sandyq.translog.MemberCosigners;
import kz.sandyq.translog.MemberPurges;
import kz.sandyq.translog.SegmentArchive;
import kz.sandyq.translog.Segments;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.translog.Translog;
import kz.sandyq.translog.Witnesses;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.tree.Tile;
import org.agrona.CloseHelper;
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
    private final @Nullable MemberCosigners members;
    private final @Nullable MemberPurges purges;
    private final Witnesses witnesses;
    private final LiabilityRounds liabilities;
    private final InstantSource clock;
    private final Instant begun;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable SignedLog kept;
    private volatile @Nullable Proven proven;
    private volatile @Nullable Proven witnessed;

    /**
     * When what is owed to holders is published.
     *
     * @param every behind the first block of each period of the log of this length
     * @param kept of how many rounds holders can have their files
     */
    record Liabilities(Duration every, int kept) {}

    /**
     * Begins to follow the log.
     *
     * @param published when what is owed to holders is
     * @param file of the cluster whose members are asked to cosign and told to purge; nothing for a node alone
     */
    ProofLoop(
            Path directory,
            long cluster,
            LogHost log,
            ProofKeys keys,
            Liabilities published,
            @Nullable ClusterFile file,
            @Nullable SegmentArchive archive,
            InstantSource clock) {
        this.directory = directory;
        this.cluster = cluster;
        this.log = log;
        this.keys = keys;
        this.archive = archive;
        this.clock = clock;
        begun = clock.instant();
        liabilities = new LiabilityRounds(
                directory,
                keys.log(),
                published.every().toMillis(),
                published.kept(),
                failed -> LOG.error("liabilities were not published; tried again in a minute of the log", failed));
        members = file == null ? null : MemberCosigners.of(file, keys.policy(), directory.resolve(Translog.EVIDENCE));
        purges = file == null ? null : MemberPurges.of(file, keys.log(), directory.resolve("purge"));
        witnesses = Witnesses.of(
                keys.policy(),
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(),
                directory.resolve(Translog.EVIDENCE));
        thread = Thread.ofPlatform().name("proof").start(this::run);
    }

    /** What is owed to holders. */
    LiabilityRounds liabilities() {
        return liabilities;
    }

    ProofKeys keys() {
        return keys;
    }

    /** How far the log is proven; nothing before the first checkpoint of this process. */
    Optional<Proven> proven() {
        return Optional.ofNullable(proven);
    }

    /** How far it is proven with as many witnesses as the policy asks for; nothing without them. */
    Optional<Proven> witnessed() {
        return Optional.ofNullable(witnessed);
    }

    /** How the members stand that are asked to cosign; none where the log's node is in this process. */
    List<CosignerWord> members() {
        return members == null ? List.of() : members.said();
    }

    /** How the witnesses stand that are asked to cosign. */
    List<CosignerWord> witnesses() {
        return witnesses.said();
    }

    /** Whether somebody who was asked to cosign holds another history. */
    boolean alarm() {
        return Stream.concat(members().stream(), witnesses().stream()).anyMatch(CosignerWord::isAlarm);
    }

    /** Since the newest checkpoint was signed, or since the start where there is none. */
    Duration age() {
        return Duration.between(proven().map(Proven::signedAt).orElse(begun), clock.instant());
    }

    /**
     * The receipt of a record, with witnesses where it is proven with them: when there is such a record, and a
     * checkpoint that covers it has the signatures that the policy asks for.
     */
    Optional<byte[]> receipt(long sequence, int number) {
        return Stream.of(witnessed(), proven())
                .flatMap(Optional::stream)
                .filter(each -> each.isMet() && sequence <= each.lastSequence())
                .findFirst()
                .flatMap(best -> Optional.ofNullable(kept).flatMap(log -> log.receipt(sequence, number, best.note())))
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

    /** The way to purge the members of a cluster; nothing where the log's node is in this process. */
    Optional<MemberPurges> purges() {
        return Optional.ofNullable(purges);
    }

    private void copy(Segments segments) {
        SegmentArchive copies = archive;
        if (copies != null) {
            for (Path aside : copies.take(segments)) {
                LOG.warn("a copy of a segment was not of this history: it is kept as {}", aside);
            }
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
                    SignedLog opened = SignedLog.open(
                            directory, cluster, followed, keys.log(), keys.policy(), this::cosign, liabilities)) {
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

    /** Nothing goes beyond a head of which a member has signed another root, however many have signed this one. */
    private List<NoteSignature> cosign(Checkpoint head) {
        NoteSignature own = keys.node().sign(head.text(), clock.instant().getEpochSecond());
        MemberCosigners asked = members;
        if (asked == null) {
            return List.of(own);
        }
        List<NoteSignature> all = new ArrayList<>(asked.of(head));
        if (asked.differs()) {
            return List.of();
        }
        all.add(own);
        return all;
    }

    private void follow(SignedLog opened) {
        while (running) {
            int taken = opened.poll(ENTRIES_PER_BATCH);
            witnesses.poll(opened);
            proven = newer(proven, opened.checkpoint(), opened);
            witnessed = newer(witnessed, witnesses.witnessed(), opened);
            proven().ifPresent(head -> liabilities.covered(head.checkpoint().size(), opened.tiles()));
            copy(opened.segments());
            if (archive != null && purges != null) {
                purges.poll();
            }
            if (taken == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    private @Nullable Proven newer(@Nullable Proven before, Optional<SignedNote> note, SignedLog opened) {
        return note.filter(each -> before == null || !each.equals(before.note()))
                .map(each -> Proven.of(each, keys.policy(), opened))
                .orElse(before);
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join(TimeUnit.SECONDS.toMillis(10));
        CloseHelper.quietCloseAll(members, purges, witnesses, liabilities);
    }
}
