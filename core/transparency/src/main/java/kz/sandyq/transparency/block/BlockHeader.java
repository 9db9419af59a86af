package kz.sandyq.transparency.block;

import java.util.Arrays;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.sbe.BlockHeaderDecoder;
import kz.sandyq.transparency.sbe.BlockHeaderEncoder;
import kz.sandyq.transparency.sbe.MessageHeaderDecoder;
import kz.sandyq.transparency.sbe.MessageHeaderEncoder;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A leaf of the proof log: what one block of the log is.
 *
 * @param cluster number of the cluster whose log it is
 * @param firstSequence first entry of the block
 * @param lastSequence last entry of the block, {@code firstSequence} or more
 * @param timestampMs cluster time of the last entry, milliseconds since 1970
 * @param records records of the block, 0 or more
 * @param previousHash leaf hash of the block before, {@link Hash#ZERO} for the first one
 * @param stateDigestHigh first half of the salted digest of the core's state hash after the last entry
 * @param stateDigestLow second half of it: the hash itself would let others try what has changed
 * @param recordsRoot RFC 6962 root over the leaf hashes of the records
 */
public record BlockHeader(
        long cluster,
        long firstSequence,
        long lastSequence,
        long timestampMs,
        long records,
        Hash previousHash,
        long stateDigestHigh,
        long stateDigestLow,
        Hash recordsRoot) {
    /** Bytes of a header with its SBE message header. */
    public static final int BYTES = MessageHeaderEncoder.ENCODED_LENGTH + BlockHeaderEncoder.BLOCK_LENGTH;

    private static final int VERSION = 1;

    /** The leaf: SBE message header and {@code BlockHeader} of schema 40. */
    public byte[] format() {
        byte[] bytes = new byte[BYTES];
        new BlockHeaderEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .headerVersion(VERSION)
                .cluster(cluster)
                .firstSequence(firstSequence)
                .lastSequence(lastSequence)
                .timestampMs(timestampMs)
                .records(records)
                .putPreviousHash(previousHash.bytes(), 0, Hash.BYTES)
                .stateDigestHigh(stateDigestHigh)
                .stateDigestLow(stateDigestLow)
                .putRecordsRoot(recordsRoot.bytes(), 0, Hash.BYTES);
        return bytes;
    }

    /** Reads a leaf in its one canonical form. */
    public static BlockHeader parse(byte[] bytes) throws Refused {
        Refused.unless(bytes.length == BYTES, Refusal.HEADER_MALFORMED);
        BlockHeaderDecoder leaf = new BlockHeaderDecoder()
                .wrap(
                        new UnsafeBuffer(bytes),
                        MessageHeaderDecoder.ENCODED_LENGTH,
                        BlockHeaderDecoder.BLOCK_LENGTH,
                        BlockHeaderDecoder.SCHEMA_VERSION);
        byte[] previous = new byte[Hash.BYTES];
        byte[] root = new byte[Hash.BYTES];
        leaf.getPreviousHash(previous, 0, Hash.BYTES);
        leaf.getRecordsRoot(root, 0, Hash.BYTES);
        BlockHeader header = new BlockHeader(
                leaf.cluster(),
                leaf.firstSequence(),
                leaf.lastSequence(),
                leaf.timestampMs(),
                leaf.records(),
                Hash.of(previous),
                leaf.stateDigestHigh(),
                leaf.stateDigestLow(),
                Hash.of(root));
        Refused.unless(
                Arrays.equals(header.format(), bytes)
                        && header.firstSequence >= 0
                        && header.lastSequence >= header.firstSequence
                        && header.records >= 0,
                Refusal.HEADER_MALFORMED);
        return header;
    }

    /** The leaf hash, SHA-256(0x00 || leaf): leaf of the log's tree and link of the next header. */
    public Hash leafHash() {
        return new TreeHasher().leaf(format());
    }
}
