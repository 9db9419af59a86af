package kz.sandyq.transparency.receipt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.RecordHasher;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.sbe.MessageHeaderEncoder;
import kz.sandyq.transparency.sbe.ReceiptV1Decoder;
import kz.sandyq.transparency.sbe.ReceiptV1Encoder;
import kz.sandyq.transparency.tree.Hash;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One record of the log and its place in its block: the extra of a tlog-proof whose entry is the block's header.
 *
 * @param sequence entry of the record
 * @param recordNumber 0 for the command, 1 and up for its events
 * @param indexInBlock leaf of the block, from 0
 * @param salt derived salt of the record, 16 bytes
 * @param header the block
 * @param blockPath audit path of the record in its block, its sibling first
 * @param record the record; a command with zeros for its header salt
 */
@SuppressWarnings("ArrayRecordComponent")
public record Receipt(
        long sequence,
        int recordNumber,
        long indexInBlock,
        byte[] salt,
        BlockHeader header,
        List<Hash> blockPath,
        byte[] record) {
    private static final int FIXED = MessageHeaderEncoder.ENCODED_LENGTH + ReceiptV1Encoder.BLOCK_LENGTH;
    private static final int GROUP = 4;
    private static final int LENGTH = 4;
    private static final int LONGEST_PATH = 63;

    /**
     * A receipt that may leave the host.
     *
     * @throws IllegalArgumentException when the record still shows its header salt, or a length is wrong
     */
    public Receipt {
        if (salt.length != RecordHasher.SALT_BYTES
                || blockPath.size() > LONGEST_PATH
                || (recordNumber == 0 && record.length < RecordHasher.SALT_OFFSET + RecordHasher.SALT_BYTES)
                || RecordHasher.showsSalt(recordNumber, record)) {
            throw new IllegalArgumentException("no receipt");
        }
        salt = salt.clone();
        blockPath = List.copyOf(blockPath);
        record = record.clone();
    }

    /** A copy of the derived salt. */
    @Override
    public byte[] salt() {
        return salt.clone();
    }

    /** A copy of the record. */
    @Override
    public byte[] record() {
        return record.clone();
    }

    /** Hash of the record as a leaf of its block. */
    public Hash leafHash() {
        return RecordHasher.leafHash(salt, sequence, recordNumber, record);
    }

    /**
     * The whole file.
     *
     * @param blockIndex the header's index in the proof log, from 0
     * @param logPath its audit path
     * @param checkpoint the signed checkpoint that the path leads to
     */
    public TlogProof in(long blockIndex, List<Hash> logPath, SignedNote checkpoint) {
        return new TlogProof(format(), blockIndex, logPath, checkpoint);
    }

    /** SBE message header and {@code ReceiptV1} of schema 40. */
    public byte[] format() {
        byte[] bytes = new byte[FIXED + GROUP + blockPath.size() * Hash.BYTES + LENGTH + record.length];
        ReceiptV1Encoder receipt = new ReceiptV1Encoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .sequence(sequence)
                .recordNumber(recordNumber)
                .indexInBlock(indexInBlock)
                .putSalt(salt, 0, salt.length)
                .putHeader(header.format(), 0, BlockHeader.BYTES);
        ReceiptV1Encoder.BlockPathEncoder path = receipt.blockPathCount(blockPath.size());
        blockPath.forEach(hash -> path.next().putSibling(hash.bytes(), 0, Hash.BYTES));
        receipt.putRecord(record, 0, record.length);
        return bytes;
    }

    /** Reads an extra in its one canonical form; nothing is verified yet. */
    public static Receipt parse(byte[] bytes) throws Refused {
        Refused.unless(bytes.length >= FIXED + GROUP + LENGTH, Refusal.RECEIPT_MALFORMED);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        ReceiptV1Decoder receipt = new ReceiptV1Decoder()
                .wrap(
                        buffer,
                        MessageHeaderEncoder.ENCODED_LENGTH,
                        ReceiptV1Decoder.BLOCK_LENGTH,
                        ReceiptV1Decoder.SCHEMA_VERSION);
        byte[] salt = new byte[RecordHasher.SALT_BYTES];
        byte[] header = new byte[BlockHeader.BYTES];
        receipt.getSalt(salt, 0, salt.length);
        receipt.getHeader(header, 0, header.length);
        long sequence = receipt.sequence();
        int number = receipt.recordNumber();
        long index = receipt.indexInBlock();
        ReceiptV1Decoder.BlockPathDecoder group = receipt.blockPath();
        int steps = group.count();
        int rest = bytes.length - FIXED - GROUP - LENGTH - steps * Hash.BYTES;
        Refused.unless(steps <= LONGEST_PATH && rest >= 0, Refusal.RECEIPT_MALFORMED);
        List<Hash> path = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            path.add(Hash.of(bytes, FIXED + GROUP + step * Hash.BYTES));
        }
        byte[] record = Arrays.copyOfRange(bytes, bytes.length - rest, bytes.length);
        boolean holdsHeader = number != 0 || rest >= RecordHasher.SALT_OFFSET + RecordHasher.SALT_BYTES;
        Refused.unless(
                number >= 0 && holdsHeader && !RecordHasher.showsSalt(number, record), Refusal.RECEIPT_MALFORMED);
        Receipt read = new Receipt(sequence, number, index, salt, BlockHeader.parse(header), path, record);
        Refused.unless(Arrays.equals(read.format(), bytes), Refusal.RECEIPT_MALFORMED);
        return read;
    }
}
