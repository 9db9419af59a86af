package kz.sandyq.transparency.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be written when a tree grows (C2SP tlog-tiles): data only, the host writes it. */
public final class TileGrowth {
    private static final int LEVELS = 8;
    private static final Comparator<Tile> BY_PLACE =
            Comparator.comparingInt(Tile::level).thenComparingLong(Tile::index).thenComparingInt(Tile::width);

    private TileGrowth() {}

    /**
     * The tiles of a larger tree that a smaller one does not have, from the leaves upward: every tile that became full
     * and, at each level that grew, the partial one at its end. Partial tiles of sizes between are not among them.
     *
     * @param from leaves before, 0 or more
     * @param to leaves after, {@code from} or more
     */
    public static List<Tile> tiles(long from, long to) {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a tree only grows");
        }
        List<Tile> tiles = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            tiles.addAll(level(level, from >>> (8 * level), to >>> (8 * level)));
        }
        return tiles;
    }

    /** The entry bundles that belong to the level 0 tiles of a growth. */
    public static List<Tile> bundles(long from, long to) {
        return level(Tile.ENTRIES, from, to);
    }

    private static List<Tile> level(int level, long before, long after) {
        List<Tile> tiles = new ArrayList<>();
        if (after > before) {
            for (long index = before / Tile.FULL; index <= (after - 1) / Tile.FULL; index++) {
                tiles.add(new Tile(level, index, (int) Math.min(Tile.FULL, after - index * Tile.FULL)));
            }
        }
        return tiles;
    }

    /**
     * The same tiles with their bytes.
     *
     * @param source tiles of the tree before
     * @param from leaves before
     * @param leafHashes hashes of the new leaves, in order
     */
    public static SortedMap<Tile, byte[]> written(TileSource source, long from, List<Hash> leafHashes) {
        TreeHasher hasher = new TreeHasher();
        SortedMap<Tile, byte[]> written = new TreeMap<>(BY_PLACE);
        List<Hash> grown = leafHashes;
        long to = Math.addExact(from, leafHashes.size());
        for (int level = 0; level < LEVELS && !grown.isEmpty(); level++) {
            long before = from >>> (8 * level);
            List<Hash> above = new ArrayList<>();
            int taken = 0;
            for (Tile tile : level(level, before, to >>> (8 * level))) {
                int old = (int) Math.max(0, Math.min(Tile.FULL, before - tile.index() * Tile.FULL));
                byte[] bytes = new byte[tile.width() * Hash.BYTES];
                if (old > 0) {
                    byte[] had = source.read(new Tile(level, tile.index(), old));
                    System.arraycopy(had, 0, bytes, 0, old * Hash.BYTES);
                }
                for (int at = old; at < tile.width(); at++) {
                    grown.get(taken++).put(bytes, at * Hash.BYTES);
                }
                written.put(tile, bytes);
                if (tile.width() == Tile.FULL) {
                    above.add(root(hasher, bytes));
                }
            }
            grown = above;
        }
        return written;
    }

    /** The root over a power of two of hashes that stand side by side. */
    static Hash root(TreeHasher hasher, byte[] hashes) {
        byte[] level = Arrays.copyOf(hashes, hashes.length);
        for (int count = hashes.length / Hash.BYTES; count > 1; count /= 2) {
            for (int i = 0; i < count / 2; i++) {
                int left = 2 * i * Hash.BYTES;
                hasher.node(level, left, level, left + Hash.BYTES, level, i * Hash.BYTES);
            }
        }
        return Hash.of(level, 0);
    }
}
