package kz.sandyq.translog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.tree.TreeProver;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log with a core of its own, cuts it into blocks and keeps them: segments with everything, tiles with
 * hashes only. What it vouches for it has executed itself. One thread makes it go on ({@link #poll}); any may read.
 * After an exception it is closed and opened anew, and begins behind the last block that was kept.
 */
public final class Translog implements AutoCloseable {
    /** Directory of tiles and checkpoint: everything in it is for everybody. */
    public static final String PUBLIC = "public";

    /** Directory of heads that members signed and that differ from the log's. */
    public static final String EVIDENCE = "evidence";

    static final String SEGMENTS = "segments";
    private static final String STATE = "state";
    static final long SEAL_AT_BYTES = 16L << 20;

    private final Path directory;
    private final long cluster;
    private final long stateEvery;
    private final Segments segments;
    private final TileStore tiles;
    private final DirectoryLock lock;
    private final List<Block> finished = new ArrayList<>();
    private final EntryLog.Reader reader;
    private final BlockMaker maker;
    private final BlockWatch watch;
    private @Nullable TranslogState takenBefore;
    private long stateSequence;

    private Translog(Path directory, long cluster, EntryLog log, long stateEvery, long sealAtBytes, BlockWatch watch) {
        this.directory = directory;
        this.cluster = cluster;
        this.stateEvery = stateEvery;
        this.watch = watch;
        maker = new BlockMaker(cluster, log.quarantine());
        lock = DirectoryLock.take(directory);
        Segments kept = null;
        try {
            kept = Segments.open(directory.resolve(SEGMENTS), cluster, sealAtBytes);
            segments = kept;
            tiles = TileStore.open(directory.resolve(PUBLIC));
            growTiles();
            TranslogState state = restore();
            reader = new SegmentedLog(segments, tiles, log).from(state == null ? 0 : state.logPosition());
        } catch (RuntimeException failed) {
            CloseHelper.quietCloseAll(kept, lock);
            throw failed;
        }
    }

    /** A state of another version, or of other blocks, is none: what it is short for stands in the segments. */
    private @Nullable TranslogState restore() {
        TranslogState state = TranslogState.read(directory.resolve(STATE));
        if (state == null || !maker.restore(state, segments.blocks(), tiles)) {
            return null;
        }
        stateSequence = maker.sequence();
        return state;
    }

    /**
     * Goes on where it ended.
     *
     * @param directory holds {@code segments} (everything), {@code public} (tiles) and {@code state}
     * @param cluster number of the cluster whose log it is
     * @param log the committed log
     * @param stateEvery sequences between two kept states, 1 or more: so many are replayed at a start at most
     * @throws TranslogException when something is damaged, or of another cluster
     */
    public static Translog open(Path directory, long cluster, EntryLog log, long stateEvery) {
        return open(directory, cluster, log, stateEvery, BlockWatch.NONE);
    }

    /** The same, with somebody who looks at the state behind new blocks. */
    static Translog open(Path directory, long cluster, EntryLog log, long stateEvery, BlockWatch watch) {
        return new Translog(directory, cluster, log, stateEvery, SEAL_AT_BYTES, watch);
    }

    /** The same with segments of another length. */
    static Translog open(Path directory, long cluster, EntryLog log, long stateEvery, long sealAtBytes) {
        return new Translog(directory, cluster, log, stateEvery, sealAtBytes, BlockWatch.NONE);
    }

    /**
     * Takes what the log has, at most {@code limit} entries, and keeps the blocks that it ends. Returns how many
     * entries it took.
     *
     * @throws TranslogException when the log is not the one whose blocks are kept here
     */
    public int poll(int limit) {
        int taken = reader.poll(this::onEntry, limit);
        if (!finished.isEmpty()) {
            keep();
        }
        return taken;
    }

    /** The log's blocks with everything in them. */
    public Segments segments() {
        return segments;
    }

    /** The public tree. */
    public TileStore tiles() {
        return tiles;
    }

    /** How many blocks this host has executed itself, now or before the state that it began with. */
    long executed() {
        return Math.min(maker.blocks(), tiles.size());
    }

    /**
     * The head of the tree at a size that it has reached.
     *
     * @param size 0 to {@code tiles().size()}
     */
    public Checkpoint head(String origin, long size) {
        return new Checkpoint(origin, size, new TreeProver(tiles, size).root());
    }

    private void onEntry(
            long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        Block block = maker.take(logPosition, timestampMs, tick, buffer, offset, length);
        if (block == null) {
            return;
        }
        finished.add(block);
        // What was kept before was looked at then: nobody is told two different things of one block.
        if (block.index() >= segments.blocks()) {
            watch.ended(block, maker.core());
        }
        if (maker.sequence() - stateSequence >= stateEvery) {
            stateSequence = maker.sequence();
            keep();
            // Written with a later block: what is opened again replays at least one, by which it knows its log.
            takenBefore = maker.state(logPosition);
        }
    }

    private void keep() {
        for (Block block : finished) {
            long index = block.index();
            if (index < tiles.size()) {
                check(block);
            }
            if (index >= segments.blocks()) {
                segments.append(block);
            }
        }
        finished.clear();
        segments.force();
        growTiles();
        TranslogState state = takenBefore;
        if (state != null) {
            state.write(directory.resolve(STATE));
            takenBefore = null;
        }
    }

    private void check(Block made) {
        if (!tiles.header(made.index()).equals(made.header())) {
            throw new TranslogException("the log gives another block " + made.index()
                    + " than the one that is kept: it is another log, or was executed by another build");
        }
    }

    private void growTiles() {
        while (tiles.size() < segments.blocks()) {
            List<BlockHeader> headers = new ArrayList<>();
            long end = Math.min(segments.blocks(), tiles.size() + 4_096);
            BlockHeader before = tiles.size() == 0 ? null : tiles.header(tiles.size() - 1);
            for (long index = tiles.size(); index < end; index++) {
                BlockHeader header = segments.read(index).header();
                Segments.checkChain(index, before, header);
                headers.add(header);
                before = header;
            }
            tiles.grow(headers);
        }
    }

    @Override
    public void close() {
        try {
            segments.close();
        } finally {
            lock.close();
        }
    }
}
