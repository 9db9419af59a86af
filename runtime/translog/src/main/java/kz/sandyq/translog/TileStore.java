package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TileGrowth;
import kz.sandyq.transparency.tree.TileSource;

/**
 * The proof log as static files of C2SP tlog-tiles, under the directory that is the log's prefix. Each file is there
 * whole or not at all; partial tiles go when their full one is there. Tiles are never pruned. One writer.
 */
public final class TileStore implements TileSource {
    private static final String SIZE = "tree-size";

    private final Path directory;
    private volatile long size;

    private TileStore(Path directory, long size) {
        this.directory = directory;
        this.size = size;
    }

    /** Takes up what is there. Its size is written after its tiles, so that they are all there. */
    static TileStore open(Path directory) {
        Path file = directory.resolve(SIZE);
        return new TileStore(
                directory,
                Files.exists(file) ? Long.parseLong(new String(DurableFile.read(file), US_ASCII).strip()) : 0);
    }

    /** Leaves of the tree that stands here. */
    public long size() {
        return size;
    }

    /** Adds leaves. */
    void grow(List<BlockHeader> headers) {
        long from = size;
        long to = from + headers.size();
        List<Hash> leafHashes = headers.stream().map(BlockHeader::leafHash).toList();
        TileGrowth.written(this, from, leafHashes).forEach(this::write);
        for (Tile bundle : TileGrowth.bundles(from, to)) {
            List<byte[]> entries = new ArrayList<>();
            long first = bundle.index() * Tile.FULL;
            if (first < from) {
                entries.addAll(entries(new Tile(Tile.ENTRIES, bundle.index(), (int) (from - first))));
            }
            for (long leaf = Math.max(first, from); leaf < first + bundle.width(); leaf++) {
                entries.add(headers.get((int) (leaf - from)).format());
            }
            write(bundle, EntryBundle.format(entries));
        }
        DurableFile.replace(directory.resolve(SIZE), (to + "\n").getBytes(US_ASCII));
        size = to;
    }

    private void write(Tile tile, byte[] bytes) {
        DurableFile.replace(directory.resolve(tile.path()), bytes);
        if (tile.width() == Tile.FULL) {
            forgetPartial(directory.resolve(tile.path() + ".p"));
        }
    }

    private static void forgetPartial(Path partial) {
        if (Files.exists(partial)) {
            try (Stream<Path> files = Files.walk(partial)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException failed) {
                throw new TranslogException("cannot remove " + partial, failed);
            }
        }
    }

    /** The hashes of a tile, from a wider one where only that is there. */
    @Override
    public byte[] read(Tile tile) {
        byte[] bytes = find(tile).bytes();
        int wanted = tile.width() * Hash.BYTES;
        if (bytes.length < wanted) {
            throw new TranslogException("tile " + tile.path() + " was cut");
        }
        return Arrays.copyOf(bytes, wanted);
    }

    /** The file of a tile as it stands here, if there is just that one. */
    public Optional<byte[]> file(Tile tile) {
        return bytes(tile);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Found(Tile tile, byte[] bytes) {}

    /** Which widths are there depends on how the tree grew; a partial tile may go while one looks for it. */
    private Found find(Tile tile) {
        long there = tile.level() == Tile.ENTRIES ? size : size >>> (8 * tile.level());
        int newest = (int) Math.clamp(there - tile.index() * Tile.FULL, tile.width(), Tile.FULL);
        for (int width : new int[] {tile.width(), newest, Tile.FULL}) {
            Tile wider = new Tile(tile.level(), tile.index(), width);
            Optional<byte[]> bytes = bytes(wider);
            if (bytes.isPresent()) {
                return new Found(wider, bytes.get());
            }
        }
        throw new TranslogException("tile " + tile.path() + " is missing in " + directory);
    }

    private Optional<byte[]> bytes(Tile tile) {
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(tile.path())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new TranslogException("cannot read tile " + tile.path(), failed);
        }
    }

    private List<byte[]> entries(Tile bundle) {
        Found found = find(bundle);
        try {
            return EntryBundle.parse(found.bytes(), found.tile().width()).subList(0, bundle.width());
        } catch (Refused damaged) {
            throw new TranslogException("tile " + bundle.path() + " is damaged", damaged);
        }
    }

    /**
     * The header of a block.
     *
     * @param index 0 to size - 1
     */
    public BlockHeader header(long index) {
        long bundle = index / Tile.FULL;
        int width = (int) Math.min(Tile.FULL, size - bundle * Tile.FULL);
        try {
            return BlockHeader.parse(
                    entries(new Tile(Tile.ENTRIES, bundle, width)).get((int) (index % Tile.FULL)));
        } catch (Refused damaged) {
            throw new TranslogException("the header of block " + index + " is damaged", damaged);
        }
    }

    /** The block of a sequence among the first so many: -1 for one before or behind them. */
    public long blockOf(long sequence, long among) {
        long from = 0;
        long to = among;
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (header(middle).lastSequence() < sequence) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < among && header(from).firstSequence() <= sequence ? from : -1;
    }
}
