package kz.sandyq.transparency.tree;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The roots of the complete subtrees of a growing RFC 6962 tree: at most 63 hashes, enough to append and to say the
 * root. Appending allocates nothing.
 */
public final class CompactRange {
    private static final int LEVELS = 63;

    private final TreeHasher hasher;
    private final byte[] roots = new byte[LEVELS * Hash.BYTES];
    private final byte[] node = new byte[Hash.BYTES];
    private long size;

    /** An empty tree. */
    public CompactRange(TreeHasher hasher) {
        this.hasher = hasher;
    }

    /** Leaves so far. */
    public long size() {
        return size;
    }

    /** Forgets all leaves. */
    public void clear() {
        size = 0;
    }

    /** Appends the hash of a leaf (not the leaf itself). */
    public void append(byte[] leafHash, int offset) {
        System.arraycopy(leafHash, offset, node, 0, Hash.BYTES);
        int level = 0;
        while ((size >>> level & 1) != 0) {
            hasher.node(roots, level * Hash.BYTES, node, 0, node, 0);
            level++;
        }
        System.arraycopy(node, 0, roots, level * Hash.BYTES, Hash.BYTES);
        size = Math.addExact(size, 1);
    }

    /** Appends the hash of a leaf. */
    public void append(Hash leafHash) {
        append(leafHash.bytes(), 0);
    }

    /** Merkle tree hash of all leaves (RFC 6962 section 2.1). */
    public Hash root() {
        if (size == 0) {
            return hasher.empty();
        }
        int level = Long.numberOfTrailingZeros(size);
        System.arraycopy(roots, level * Hash.BYTES, node, 0, Hash.BYTES);
        for (level++; level < LEVELS; level++) {
            if ((size >>> level & 1) != 0) {
                hasher.node(roots, level * Hash.BYTES, node, 0, node, 0);
            }
        }
        return Hash.of(node);
    }

    /** The state: size (8 bytes, little endian), then the subtree roots from the largest to the smallest. */
    public byte[] state() {
        ByteBuffer state = ByteBuffer.allocate(Long.BYTES + Long.bitCount(size) * Hash.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        state.putLong(size);
        for (int level = LEVELS - 1; level >= 0; level--) {
            if ((size >>> level & 1) != 0) {
                state.put(roots, level * Hash.BYTES, Hash.BYTES);
            }
        }
        return state.array();
    }

    /**
     * Goes on from a written state, which stands at the position of the buffer.
     *
     * @throws IllegalArgumentException when it is none
     */
    public void restore(ByteBuffer state) {
        ByteBuffer from = state.slice().order(ByteOrder.LITTLE_ENDIAN);
        long leaves = from.remaining() < Long.BYTES ? -1 : from.getLong();
        if (leaves < 0 || from.remaining() < Long.bitCount(leaves) * Hash.BYTES) {
            throw new IllegalArgumentException("no compact range");
        }
        size = leaves;
        Arrays.fill(roots, (byte) 0);
        for (int level = LEVELS - 1; level >= 0; level--) {
            if ((size >>> level & 1) != 0) {
                from.get(roots, level * Hash.BYTES, Hash.BYTES);
            }
        }
        state.position(state.position() + from.position());
    }
}
