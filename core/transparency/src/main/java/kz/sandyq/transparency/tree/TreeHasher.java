package kz.sandyq.transparency.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as RFC 6962 section 2.1 uses it. Keeps its buffers: not for two threads. */
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256;
    private final byte[] pair = new byte[1 + 2 * Hash.BYTES];

    /** Over the SHA-256 of the platform, which every Java platform has. */
    public TreeHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        pair[0] = NODE;
    }

    /** Plain SHA-256 of a range of bytes, written to another. */
    public void digest(byte[] data, int offset, int length, byte[] into, int intoOffset) {
        try {
            sha256.update(data, offset, length);
            sha256.digest(into, intoOffset, Hash.BYTES);
        } catch (DigestException tooShort) {
            throw new IllegalArgumentException(tooShort);
        }
    }

    /** Plain SHA-256 of all bytes. */
    public Hash digest(byte[] data) {
        byte[] hash = new byte[Hash.BYTES];
        digest(data, 0, data.length, hash, 0);
        return Hash.of(hash);
    }

    /** SHA-256(0x00 || data). */
    public Hash leaf(byte[] data) {
        sha256.update(LEAF);
        return digest(data);
    }

    /** SHA-256(0x01 || left || right); the target may be one of the sources. */
    public void node(byte[] left, int leftOffset, byte[] right, int rightOffset, byte[] into, int intoOffset) {
        System.arraycopy(left, leftOffset, pair, 1, Hash.BYTES);
        System.arraycopy(right, rightOffset, pair, 1 + Hash.BYTES, Hash.BYTES);
        digest(pair, 0, pair.length, into, intoOffset);
    }

    /** SHA-256(0x01 || left || right). */
    public Hash node(Hash left, Hash right) {
        left.put(pair, 1);
        right.put(pair, 1 + Hash.BYTES);
        return digest(pair);
    }

    /** The root of the empty tree, SHA-256 of nothing. */
    public Hash empty() {
        return digest(new byte[0]);
    }
}
