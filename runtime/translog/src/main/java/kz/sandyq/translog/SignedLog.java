package kz.sandyq.translog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import org.jspecify.annotations.Nullable;

/** A translog whose heads are signed as it grows. One thread makes it go on ({@link #poll}); any may read. */
public final class SignedLog implements AutoCloseable {
    /** Sequences between two kept states: some seconds of replay at a start. */
    private static final long STATE_EVERY = 200_000;

    private static final long SIGN_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String origin;
    private final Function<Checkpoint, List<NoteSignature>> cosigners;
    private final Translog log;
    private final Notary notary;
    private final Receipts receipts;
    private @Nullable Checkpoint waiting;
    private long signed;
    private long signedAtNs = System.nanoTime() - SIGN_EVERY_NS;

    private SignedLog(String origin, Function<Checkpoint, List<NoteSignature>> cosigners, Translog log, Notary notary) {
        this.origin = origin;
        this.cosigners = cosigners;
        this.log = log;
        this.notary = notary;
        receipts = new Receipts(log);
    }

    /**
     * Goes on where it ended.
     *
     * @param directory of the {@link Translog}; the notary's is {@code notary} in it, the checkpoint stands beside the
     *     tiles
     * @param cluster number of the cluster whose log it is
     * @param source the committed log
     * @param key the log's key; its name is the origin
     * @param policy whose nodes must cosign
     * @param cosigners who signs a head that this host has executed itself: called again with the same head, some times
     *     a second, until the signatures that it gives are enough; must not wait
     * @throws TranslogException when something is damaged, of another cluster, or held by another process
     */
    public static SignedLog open(
            Path directory,
            long cluster,
            EntryLog source,
            NoteSigner key,
            Policy policy,
            Function<Checkpoint, List<NoteSignature>> cosigners) {
        return open(directory, cluster, source, key, policy, cosigners, BlockWatch.NONE);
    }

    /** The same, with rounds of liabilities behind its blocks. */
    public static SignedLog open(
            Path directory,
            long cluster,
            EntryLog source,
            NoteSigner key,
            Policy policy,
            Function<Checkpoint, List<NoteSignature>> cosigners,
            LiabilityRounds rounds) {
        return open(directory, cluster, source, key, policy, cosigners, rounds.watch());
    }

    private static SignedLog open(
            Path directory,
            long cluster,
            EntryLog source,
            NoteSigner key,
            Policy policy,
            Function<Checkpoint, List<NoteSignature>> cosigners,
            BlockWatch watch) {
        Translog log = Translog.open(directory, cluster, source, STATE_EVERY, watch);
        try {
            Path checkpoint = directory.resolve(Translog.PUBLIC).resolve("checkpoint");
            Notary notary = Notary.open(directory.resolve("notary"), checkpoint, key, policy);
            return new SignedLog(key.key().name(), cosigners, log, notary);
        } catch (RuntimeException failed) {
            log.close();
            throw failed;
        }
    }

    /**
     * Takes what the log has, at most {@code limit} entries, and has the head signed when blocks have ended, ten times
     * a second at most. Returns how many entries it took.
     *
     * @throws TranslogException when the log is another one, or the head does not go on from what was signed
     */
    public int poll(int limit) {
        int taken = log.poll(limit);
        if (System.nanoTime() - signedAtNs >= SIGN_EVERY_NS) {
            signHead();
        }
        return taken;
    }

    /** One head at a time: those that cosign are never all equally far, and each must come to this one. */
    private void signHead() {
        Checkpoint head = waiting;
        long size = log.executed();
        if (head == null && size > signed) {
            head = log.head(origin, size);
        }
        if (head != null) {
            boolean done = notary.sign(head, cosigners.apply(head), log.tiles()) || notary.isBehind(head);
            waiting = done ? null : head;
            signed = done ? head.size() : signed;
            signedAtNs = System.nanoTime();
        } else if (notary.lacksNode()) {
            notary.addLate(cosigners);
            signedAtNs = System.nanoTime();
        }
    }

    /** The newest signed checkpoint, if there is one. */
    public Optional<SignedNote> checkpoint() {
        return notary.published();
    }

    /** Adds to the newest checkpoint what witnesses have signed of it: see {@link Notary#add}. */
    void add(SignedNote note, List<NoteSignature> cosignatures) {
        notary.add(note, cosignatures);
    }

    /** The receipt of a record under the newest checkpoint: see {@link Receipts#of}. */
    public Optional<TlogProof> receipt(long sequence, int number) {
        return checkpoint().flatMap(note -> receipt(sequence, number, note));
    }

    /** The receipt of a record under a checkpoint of this log: see {@link Receipts#of}. */
    public Optional<TlogProof> receipt(long sequence, int number, SignedNote note) {
        return receipts.of(sequence, number, note);
    }

    /** The last sequence that a checkpoint covers, -1 for none. */
    public long lastSequence(SignedNote note) {
        return receipts.lastSequence(note);
    }

    /** The log's blocks with everything in them. */
    public Segments segments() {
        return log.segments();
    }

    /** The public tree. */
    public TileStore tiles() {
        return log.tiles();
    }

    @Override
    public void close() {
        try {
            notary.close();
        } finally {
            log.close();
        }
    }
}
