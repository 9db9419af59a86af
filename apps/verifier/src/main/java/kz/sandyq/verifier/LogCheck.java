package kz.sandyq.verifier;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import kz.sandyq.cluster.QuarantineFile;
import kz.sandyq.translog.TranslogException;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.HeaderChain;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.receipt.Signers;
import kz.sandyq.transparency.tree.CompactRange;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TileGrowth;
import kz.sandyq.transparency.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/** Reads a log whole and checks it as docs/protocol/proofs.md says under "The whole log". */
final class LogCheck {
    private static final int ENTRY_BYTES = Short.BYTES + BlockHeader.BYTES;

    /**
     * A log that is in order.
     *
     * @param checkpoint its signed head
     * @param signers who vouches for it
     * @param firstSequence first entry; -1 for a log without blocks
     * @param last its last block; null for a log without blocks
     * @param executed the last entry that was executed again; -1 when none was
     * @param leftOut entries in quarantine that were passed by since the last look
     */
    record Found(
            Checkpoint checkpoint,
            Signers signers,
            long firstSequence,
            @Nullable BlockHeader last,
            long executed,
            List<QuarantineFile.Act> leftOut) {}

    private final LogSource source;
    private final Policy policy;
    private final @Nullable String origin;
    private final @Nullable Long cluster;
    private final @Nullable Execution execution;
    private final HeaderChain chain = new HeaderChain();
    private final CompactRange range = new CompactRange(new TreeHasher());
    private final TileCheck tiles;
    private long firstSequence = -1;
    private long at;
    private @Nullable Hash olderRoot;

    /**
     * Nothing is read yet.
     *
     * @param execution of the sealed segments of the log; null to believe the headers
     */
    LogCheck(
            LogSource source,
            Policy policy,
            @Nullable String origin,
            @Nullable Long cluster,
            @Nullable Execution execution) {
        this.source = source;
        this.policy = policy;
        this.origin = origin;
        this.cluster = cluster;
        this.execution = execution;
        tiles = new TileCheck(source);
    }

    /**
     * Reads all of it, the next time what has come since.
     *
     * @param olderNote a checkpoint that was kept; null for none
     * @throws IOException when a file of the log cannot be read
     * @throws TranslogException when a segment is damaged, or cannot be executed as it says
     * @throws kz.sandyq.cluster.ClusterFileException when the file of the quarantine is refused
     */
    Found check(byte @Nullable [] olderNote) throws Refused, IOException {
        SignedNote note = SignedNote.parse(source.read("checkpoint", SignedNote.LONGEST));
        Checkpoint head = Checkpoint.parse(note.text());
        String expected = origin == null ? head.origin() : origin;
        Refused.unless(head.origin().equals(expected), Refusal.OTHER_ORIGIN);
        Signers signers = Signers.of(note, policy, expected);
        Checkpoint older = olderNote == null ? null : older(SignedNote.parse(olderNote), expected);
        Refused.unless(older == null || older.size() <= head.size(), Refusal.ROLLED_BACK);
        long from = range.size();
        Refused.unless(from <= head.size(), Refusal.ROLLED_BACK);
        long olderSize = older == null ? -1 : older.size();
        if (olderSize == 0) {
            olderRoot = range.root();
        }
        for (Tile bundle : TileGrowth.bundles(from, head.size())) {
            int known = (int) Math.max(0, from - bundle.index() * Tile.FULL);
            for (byte[] entry : entries(bundle).subList(known, bundle.width())) {
                tiles.append(block(entry));
                if (range.size() == olderSize) {
                    olderRoot = range.root();
                }
            }
        }
        Refused.unless(range.root().equals(head.root()), otherRoot(from, head.size()));
        tiles.end();
        execute();
        if (older != null) {
            Refused.unless(
                    Objects.equals(olderRoot, older.root()),
                    older.size() == head.size() ? Refusal.FORKED : Refusal.NOT_CONSISTENT);
        }
        Execution again = execution;
        return new Found(
                head,
                signers,
                firstSequence,
                chain.last(),
                again == null ? -1 : again.sequence(),
                again == null ? List.of() : again.leftOut());
    }

    /** What was read before was signed as well: then the log has signed two histories. */
    private static Refusal otherRoot(long before, long now) {
        if (before == 0) {
            return Refusal.HEADER_NOT_IN_LOG;
        }
        return before == now ? Refusal.FORKED : Refusal.NOT_CONSISTENT;
    }

    /**
     * Whether liabilities are those after a block of this log, which was checked before.
     *
     * @throws Refused when the block is not in it, or ends with another entry
     */
    void isAfterItsBlock(LiabilityNote note) throws Refused, IOException {
        at = note.block();
        Refused.unless(note.block() < range.size(), Refusal.INDEX_OUTSIDE_TREE);
        long index = note.block() / Tile.FULL;
        int width = (int) Math.min(Tile.FULL, range.size() - index * Tile.FULL);
        List<byte[]> headers = entries(new Tile(Tile.ENTRIES, index, width));
        note.isAfter(BlockHeader.parse(headers.get((int) (note.block() % Tile.FULL))));
    }

    private void execute() throws Refused {
        Execution again = execution;
        if (again != null) {
            try {
                again.run();
            } finally {
                at = again.blocks() - 1;
            }
        }
    }

    /** Index of the block that was looked at last, from 0. */
    long at() {
        return at;
    }

    private Checkpoint older(SignedNote note, String expected) throws Refused {
        Checkpoint older = Checkpoint.parse(note.text());
        Refused.unless(older.origin().equals(expected), Refusal.OTHER_ORIGIN);
        Signers.ofLog(note, policy, expected);
        return older;
    }

    private Hash block(byte[] entry) throws Refused {
        at = range.size();
        BlockHeader header = BlockHeader.parse(entry);
        Refused.unless(cluster == null || header.cluster() == cluster, Refusal.OTHER_CLUSTER);
        Hash hash = chain.append(header);
        if (range.size() == 0) {
            firstSequence = header.firstSequence();
        }
        range.append(hash);
        if (execution != null) {
            execution.expect(header);
        }
        return hash;
    }

    private List<byte[]> entries(Tile bundle) throws Refused, IOException {
        try {
            return EntryBundle.parse(source.read(bundle.path(), bundle.width() * ENTRY_BYTES), bundle.width());
        } catch (NoSuchFileException dropped) {
            Tile whole = new Tile(Tile.ENTRIES, bundle.index(), Tile.FULL);
            byte[] wider = source.read(whole.path(), Tile.FULL * ENTRY_BYTES);
            return EntryBundle.parse(wider, Tile.FULL).subList(0, bundle.width());
        }
    }
}
