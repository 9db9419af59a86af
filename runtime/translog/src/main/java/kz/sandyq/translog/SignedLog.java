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
     * @param cosigners who signs a head that this host has executed itself
     * @throws TranslogException when something is damaged, of another cluster, or held by another process
     */
    public static SignedLog open(
            Path directory,
            long cluster,
            EntryLog source,
            NoteSigner key,
            Policy policy,
            Function<Checkpoint, List<NoteSignature>> cosigners) {
        Translog log = Translog.open(directory, cluster, source, STATE_EVERY);
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
        long size = log.executed();
        if (size > signed && System.nanoTime() - signedAtNs >= SIGN_EVERY_NS) {
            Checkpoint head = log.head(origin, size);
            notary.sign(head, cosigners.apply(head), log.tiles());
            signed = size;
            signedAtNs = System.nanoTime();
        }
        return taken;
    }

    /** The newest signed checkpoint, if there is one. */
    public Optional<SignedNote> checkpoint() {
        return notary.published();
    }

    /** The receipt of a record under the newest checkpoint: see {@link Receipts#of}. */
    public Optional<TlogProof> receipt(long sequence, int number) {
        return checkpoint().flatMap(note -> receipts.of(sequence, number, note));
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
