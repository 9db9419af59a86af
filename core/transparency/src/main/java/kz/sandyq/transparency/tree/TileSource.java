package kz.sandyq.transparency.tree;

/** Where the tiles of a tree stand. */
@FunctionalInterface
public interface TileSource {
    /**
     * The hashes of a tile.
     *
     * @param tile a tile of a tree of the size in hand; a source that has only the wider one cuts it
     * @return width times 32 bytes
     */
    byte[] read(Tile tile);
}
