package kz.sandyq.verifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.CompactRange;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TreeHasher;

/** Whether every tile of a log holds the hashes of what stands below it. Holds one tile of each level. */
final class TileCheck {
    private final LogSource source;
    private final TreeHasher hasher = new TreeHasher();
    private final List<ByteArrayOutputStream> open = new ArrayList<>();
    private final List<Long> full = new ArrayList<>();

    TileCheck(LogSource source) {
        this.source = source;
    }

    /** Takes the leaf hash of the next header. */
    void append(Hash leaf) throws Refused, IOException {
        append(0, leaf);
    }

    private void append(int level, Hash hash) throws Refused, IOException {
        if (level == open.size()) {
            open.add(new ByteArrayOutputStream());
            full.add(0L);
        }
        ByteArrayOutputStream tile = open.get(level);
        tile.writeBytes(hash.bytes());
        if (tile.size() == Tile.FULL * Hash.BYTES) {
            compare(level);
            CompactRange range = new CompactRange(hasher);
            byte[] hashes = tile.toByteArray();
            for (int at = 0; at < hashes.length; at += Hash.BYTES) {
                range.append(hashes, at);
            }
            tile.reset();
            full.set(level, full.get(level) + 1);
            append(level + 1, range.root());
        }
    }

    /** Compares the partial tiles at the end. */
    void end() throws Refused, IOException {
        for (int level = 0; level < open.size(); level++) {
            if (open.get(level).size() > 0) {
                compare(level);
            }
        }
    }

    private void compare(int level) throws Refused, IOException {
        byte[] hashes = open.get(level).toByteArray();
        Tile tile = new Tile(level, full.get(level), hashes.length / Hash.BYTES);
        Refused.unless(Arrays.equals(hashes, hashes(source, tile)), Refusal.TILE_DIFFERS);
    }

    /** A log may drop a partial tile once it has the full one, which begins alike. */
    private static byte[] hashes(LogSource source, Tile tile) throws IOException {
        try {
            return source.read(tile.path(), tile.width() * Hash.BYTES);
        } catch (NoSuchFileException dropped) {
            byte[] wider = source.read(new Tile(tile.level(), tile.index(), Tile.FULL).path(), Tile.FULL * Hash.BYTES);
            return Arrays.copyOf(wider, Math.min(wider.length, tile.width() * Hash.BYTES));
        }
    }
}
