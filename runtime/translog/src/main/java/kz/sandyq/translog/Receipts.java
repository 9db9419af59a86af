package kz.sandyq.translog;

import java.util.Optional;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.receipt.Receipt;
import kz.sandyq.transparency.tree.TreeProver;

/** Makes receipts for single records, from segments, tiles and a signed checkpoint. */
public final class Receipts {
    private final Segments segments;
    private final TileStore tiles;

    /** Over what a translog keeps. */
    public Receipts(Translog log) {
        segments = log.segments();
        tiles = log.tiles();
    }

    /**
     * The receipt of a record.
     *
     * @param sequence its entry
     * @param number 0 for the command, 1 and up for events
     * @param checkpoint signed; the receipt shows the record to whoever trusts its signers
     * @return nothing when the checkpoint does not cover the entry, or the entry has no such record
     * @throws TranslogException when what is kept is damaged
     */
    public Optional<TlogProof> of(long sequence, int number, SignedNote checkpoint) {
        long size = size(checkpoint);
        long index = tiles.blockOf(sequence, size);
        if (index < 0) {
            return Optional.empty();
        }
        Receipt receipt = BlockRecords.receipt(segments.read(index), sequence, number);
        return receipt == null
                ? Optional.empty()
                : Optional.of(receipt.in(index, new TreeProver(tiles, size).inclusion(index), checkpoint));
    }

    /** The last sequence that a checkpoint covers, -1 for none. */
    public long lastSequence(SignedNote checkpoint) {
        long size = size(checkpoint);
        return size == 0 ? -1 : tiles.header(size - 1).lastSequence();
    }

    private static long size(SignedNote checkpoint) {
        try {
            return Checkpoint.parse(checkpoint.text()).size();
        } catch (Refused none) {
            throw new TranslogException("no checkpoint", none);
        }
    }
}
