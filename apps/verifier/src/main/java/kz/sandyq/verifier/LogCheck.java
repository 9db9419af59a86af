package kz.sandyq.verifier;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.HeaderChain;
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
     */
    record Found(
            Checkpoint checkpoint,
            Signers signers,
            long firstSequence,
            @Nullable BlockHeader last) {}

    private final LogSource source;
    private final Policy policy;
    private final @Nullable String origin;
    private final @Nullable Long cluster;
    private final HeaderChain chain = new HeaderChain();
    private final CompactRange range = new CompactRange(new TreeHasher());
    private long firstSequence = -1;
    private long at;
    private @Nullable Hash olderRoot;

    LogCheck(LogSource source, Policy policy, @Nullable String origin, @Nullable Long cluster) {
        this.source = source;
        this.policy = policy;
        this.origin = origin;
        this.cluster = cluster;
    }

    /**
     * Reads all of it.
     *
     * @param olderNote a checkpoint that was kept; null for none
     * @throws IOException when a file of the log cannot be read
     */
    Found check(byte @Nullable [] olderNote) throws Refused, IOException {
        SignedNote note = SignedNote.parse(source.read("checkpoint", SignedNote.LONGEST));
        Checkpoint head = Checkpoint.parse(note.text());
        String expected = origin == null ? head.origin() : origin;
        Refused.unless(head.origin().equals(expected), Refusal.OTHER_ORIGIN);
        Signers signers = Signers.of(note, policy, expected);
        Checkpoint older = olderNote == null ? null : older(SignedNote.parse(olderNote), expected);
        Refused.unless(older == null || older.size() <= head.size(), Refusal.ROLLED_BACK);
        long olderSize = older == null ? -1 : older.size();
        if (olderSize == 0) {
            olderRoot = range.root();
        }
        TileCheck tiles = new TileCheck(source);
        for (Tile bundle : TileGrowth.bundles(0, head.size())) {
            for (byte[] entry : entries(bundle)) {
                tiles.append(block(entry));
                if (range.size() == olderSize) {
                    olderRoot = range.root();
                }
            }
        }
        Refused.unless(range.root().equals(head.root()), Refusal.HEADER_NOT_IN_LOG);
        tiles.end();
        if (older != null) {
            Refused.unless(
                    Objects.equals(olderRoot, older.root()),
                    older.size() == head.size() ? Refusal.FORKED : Refusal.NOT_CONSISTENT);
        }
        return new Found(head, signers, firstSequence, chain.last());
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
