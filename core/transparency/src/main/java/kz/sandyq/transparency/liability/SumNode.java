package kz.sandyq.transparency.liability;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;

/**
 * A node of a Merkle sum tree. Both child sums enter the parent's hash: with their total alone one leaf could hide
 * another (Chalkias et al., "Broken proofs of solvency").
 *
 * @param hash of the node
 * @param sumMinor of the leaves below, 0 or more
 */
public record SumNode(Hash hash, long sumMinor) {
    /** Bytes of a leaf's salt. */
    public static final int SALT_BYTES = 16;

    private static final byte[] CLIENT = "sandyq client\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** SHA-256(0x00 || salt || SHA-256("sandyq client\n" || salt || client) || amount), numbers in 8 bytes. */
    static SumNode leaf(byte[] salt, long clientRef, long amountMinor) throws Refused {
        Refused.unless(amountMinor >= 0, Refusal.AMOUNT_NEGATIVE);
        TreeHasher hasher = new TreeHasher();
        byte[] client = bytes(CLIENT.length + SALT_BYTES + Long.BYTES)
                .put(CLIENT)
                .put(salt)
                .putLong(clientRef)
                .array();
        byte[] leaf = bytes(1 + SALT_BYTES + Hash.BYTES + Long.BYTES)
                .put(LEAF)
                .put(salt)
                .put(hasher.digest(client).bytes())
                .putLong(amountMinor)
                .array();
        return new SumNode(hasher.digest(leaf), amountMinor);
    }

    /** SHA-256(0x01 || left hash || left sum || right hash || right sum), sums in 8 bytes, little endian. */
    static SumNode over(SumNode left, SumNode right) throws Refused {
        Refused.unless(left.sumMinor >= 0 && right.sumMinor >= 0, Refusal.AMOUNT_NEGATIVE);
        Refused.unless(left.sumMinor <= Long.MAX_VALUE - right.sumMinor, Refusal.AMOUNT_OVERFLOW);
        byte[] node = bytes(1 + 2 * (Hash.BYTES + Long.BYTES))
                .put(NODE)
                .put(left.hash.bytes())
                .putLong(left.sumMinor)
                .put(right.hash.bytes())
                .putLong(right.sumMinor)
                .array();
        return new SumNode(new TreeHasher().digest(node), left.sumMinor + right.sumMinor);
    }

    static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
