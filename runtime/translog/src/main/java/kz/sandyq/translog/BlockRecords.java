package kz.sandyq.translog;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.transparency.block.RecordHasher;
import kz.sandyq.transparency.receipt.Receipt;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeProver;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The records of one block with their hashes: what receipts are made of, and what binds a segment to the tree. */
final class BlockRecords implements BlockBytes.Reader {
    private final Block block;
    private final long wantedSequence;
    private final int wantedNumber;
    private final RecordHasher hasher = new RecordHasher();
    private final byte[] salt = new byte[RecordHasher.SALT_BYTES];
    private final byte[] leafHash = new byte[Hash.BYTES];
    private final List<Hash> leafHashes = new ArrayList<>();
    private long sequence;
    private int number;
    private int wantedIndex = -1;
    private byte[] wantedSalt = new byte[0];
    private byte[] wantedRecord = new byte[0];

    private BlockRecords(Block block, long wantedSequence, int wantedNumber) {
        this.block = block;
        this.wantedSequence = wantedSequence;
        this.wantedNumber = wantedNumber;
        sequence = block.header().firstSequence() - 1;
        hasher.command(sequence, BlockBytes.saltBefore(block.bytes()));
        BlockBytes.read(block.bytes(), this);
    }

    /**
     * The receipt of a record without its place in the proof log; null when the block, which was held to its header
     * when it was read, does not have it.
     */
    static @Nullable Receipt receipt(Block block, long sequence, int number) {
        BlockRecords records = new BlockRecords(block, sequence, number);
        if (records.wantedIndex < 0) {
            return null;
        }
        return new Receipt(
                sequence,
                number,
                records.wantedIndex,
                records.wantedSalt,
                block.header(),
                TreeProver.of(records.leafHashes).inclusion(records.wantedIndex),
                records.wantedRecord);
    }

    /**
     * Holds a block to its header.
     *
     * @throws TranslogException when records were changed, lost or added, or sequences do not fit
     */
    static void check(Block block) {
        new BlockRecords(block, -1, -1).check();
    }

    private void check() {
        if (sequence != block.header().lastSequence()
                || leafHashes.size() != block.header().records()
                || !TreeProver.of(leafHashes).root().equals(block.header().recordsRoot())) {
            throw new TranslogException("block " + block.index() + " is not what its header says");
        }
    }

    @Override
    public void onTick(long logPosition, long timestampMs) {
        hasher.tick(++sequence);
        number = 1;
    }

    @Override
    public void onCommand(long logPosition, long timestampMs, DirectBuffer bytes, int offset, int length) {
        sequence++;
        if (!Entries.holdsSalt(length)) {
            hasher.tick(sequence);
            number = 1;
            return;
        }
        hasher.command(sequence, Entries.salt(bytes, offset));
        number = 0;
        record(bytes, offset, length);
    }

    @Override
    public void onItem() {
        hasher.tick(++sequence);
        number = 1;
    }

    @Override
    public void onEvent(DirectBuffer bytes, int offset, int length) {
        record(bytes, offset, length);
    }

    private void record(DirectBuffer bytes, int offset, int length) {
        hasher.record(number, bytes, offset, length, salt, leafHash);
        if (sequence == wantedSequence && number == wantedNumber) {
            wantedIndex = leafHashes.size();
            wantedSalt = salt.clone();
            byte[] record = new byte[length];
            bytes.getBytes(offset, record);
            wantedRecord = number == 0 ? RecordHasher.withoutSalt(record) : record;
        }
        leafHashes.add(Hash.of(leafHash));
        number++;
    }
}
