package kz.sandyq.transparency.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes proofs of RFC 6962 section 2.1.1 and 2.1.2 from stored tiles. Not for two threads. */
public final class TreeProver {
    private final TileSource source;
    private final long size;
    private final TreeHasher hasher = new TreeHasher();

    /**
     * A tree of this size whose tiles stand here.
     *
     * @param size leaves, 0 or more
     */
    public TreeProver(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    /** A tree over leaf hashes in memory, such as a block's records. */
    public static TreeProver of(List<Hash> leafHashes) {
        var tiles = TileGrowth.written(
                tile -> {
                    throw new IllegalStateException("an empty tree has no tiles");
                },
                0,
                leafHashes);
        return new TreeProver(tile -> tiles.getOrDefault(tile, new byte[0]), leafHashes.size());
    }

    /** The root of the whole tree. */
    public Hash root() {
        return size == 0 ? hasher.empty() : range(0, size);
    }

    /**
     * The audit path of a leaf, from its sibling to the root's child.
     *
     * @param index 0 to size - 1
     */
    public List<Hash> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no such leaf");
        }
        List<Hash> path = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + split(end - start);
            if (index < middle) {
                path.addFirst(range(middle, end));
                end = middle;
            } else {
                path.addFirst(range(start, middle));
                start = middle;
            }
        }
        return path;
    }

    /**
     * What shows that the tree began with its first leaves.
     *
     * @param first leaves of the earlier tree, 1 to size; empty for the whole
     */
    public List<Hash> consistency(long first) {
        if (first < 1 || first > size) {
            throw new IllegalArgumentException("no such tree");
        }
        List<Hash> proof = new ArrayList<>();
        long start = 0;
        long end = size;
        while (first != end) {
            long middle = start + split(end - start);
            if (first <= middle) {
                proof.addFirst(range(middle, end));
                end = middle;
            } else {
                proof.addFirst(range(start, middle));
                start = middle;
            }
        }
        if (start != 0) {
            proof.addFirst(range(start, end));
        }
        return proof;
    }

    /** Merkle tree hash of the leaves from start to end; start is a multiple of a power of two not below the length. */
    private Hash range(long start, long end) {
        long leaves = end - start;
        if (Long.bitCount(leaves) == 1) {
            return subtree(start, Long.numberOfTrailingZeros(leaves));
        }
        long middle = start + split(leaves);
        return hasher.node(range(start, middle), range(middle, end));
    }

    private Hash subtree(long start, int height) {
        int level = height / 8;
        int count = 1 << height % 8;
        long first = start >>> (8 * level);
        long index = first / Tile.FULL;
        int width = (int) Math.min(Tile.FULL, (size >>> (8 * level)) - index * Tile.FULL);
        byte[] tile = source.read(new Tile(level, index, width));
        if (tile.length != width * Hash.BYTES) {
            throw new IllegalStateException("tile of a wrong length");
        }
        int from = (int) (first % Tile.FULL) * Hash.BYTES;
        return TileGrowth.root(hasher, Arrays.copyOfRange(tile, from, from + count * Hash.BYTES));
    }

    /** The largest power of two below a number above 1. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
