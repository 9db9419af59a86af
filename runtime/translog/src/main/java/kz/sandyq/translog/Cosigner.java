package kz.sandyq.translog;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Tile;
import kz.sandyq.transparency.tree.TreeProver;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a member vouches for: it executes its own copy of the log from the beginning with a core of its own, keeps its
 * blocks as segments and the tree of their headers, and cosigns any head of it. A head that it has not come to since it
 * was opened is not cosigned, whatever an earlier process of it had kept: what it had kept it reads and executes again,
 * and the log behind it. One thread makes it go on ({@link #poll}); any may ask.
 */
public final class Cosigner implements AutoCloseable {
    private static final String KEY = "node.key";
    /** Keeping forces some files: their disk is the one that the member writes its log to. */
    private static final long KEEP_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int KEEP_AT = 1_024;
    /** Blocks that are in no segment yet wait with everything that is in them, so many bytes at most. */
    private static final long KEEP_FRESH_AT_BYTES = 16L << 20;

    private final EntryLog log;
    private final String origin;
    private final InstantSource clock;
    private final DirectoryLock lock;
    private final NoteSigner key;
    private final TileStore tiles;
    private final Segments segments;
    private final BlockMaker maker;
    private final List<BlockHeader> finished = new ArrayList<>();
    private final List<Block> fresh = new ArrayList<>();
    private long freshBytes;
    private EntryLog.@Nullable Reader reader;
    private long position;
    private boolean taking;
    private long next;
    private long keptAtNs = System.nanoTime();
    private long executed;
    private volatile long size;

    private Cosigner(
            Path directory,
            long cluster,
            EntryLog live,
            String origin,
            String name,
            InstantSource clock,
            long sealAtBytes) {
        this.origin = origin;
        this.clock = clock;
        maker = new BlockMaker(cluster, live.quarantine());
        lock = DirectoryLock.take(directory);
        try {
            key = SigningKeys.take(directory.resolve(KEY), name, VerifierKey.COSIGNATURE);
            tiles = TileStore.open(directory.resolve(Translog.PUBLIC));
            segments = Segments.open(directory.resolve(Translog.SEGMENTS), cluster, sealAtBytes);
            log = new SegmentedLog(segments, tiles, live);
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /**
     * Before the first entry of the log.
     *
     * @param directory of its own: the key, made at the first start, the segments and the tree of headers
     * @param cluster number of the cluster whose log it is
     * @param log its own copy of the log, as far as it is committed; segments hold what it has purged
     * @param origin name of the log
     * @param name of the member, and of its key
     * @param clock real time, which a cosignature says
     * @throws TranslogException when key, segments or tree are damaged, others can read the key, or another process
     *     works there
     */
    public static Cosigner open(
            Path directory, long cluster, EntryLog log, String origin, String name, InstantSource clock) {
        return open(directory, cluster, log, origin, name, clock, Translog.SEAL_AT_BYTES);
    }

    /** The same with segments of another length. */
    static Cosigner open(
            Path directory,
            long cluster,
            EntryLog log,
            String origin,
            String name,
            InstantSource clock,
            long sealAtBytes) {
        return new Cosigner(directory, cluster, log, origin, name, clock, sealAtBytes);
    }

    /** Its public key. */
    public VerifierKey key() {
        return key.key();
    }

    /** The log's blocks with everything in them, those of earlier processes too. */
    public Segments segments() {
        return segments;
    }

    /** How many blocks it has executed since it was opened, and kept: heads of 1 to so many are cosigned. */
    public long size() {
        return size;
    }

    /** Whether it can go on after an exception: what failed was the reading of the log, and the log is read again. */
    public boolean isWhole() {
        return !taking;
    }

    /**
     * Takes what the log has, about {@code limit} entries, and keeps the blocks that have ended, some times a second.
     * Returns how many entries it took.
     *
     * @throws IllegalStateException when the log cannot be read now
     * @throws kz.sandyq.cluster.LogPurgedException when the log begins behind the segments that are here
     * @throws TranslogException when the log is another one than the one whose tree is kept
     */
    public int poll(int limit) {
        EntryLog.Reader from = reader;
        if (from == null) {
            from = log.from(position);
        }
        reader = null;
        int taken = from.poll(this::onEntry, limit);
        reader = from;
        long nowNs = System.nanoTime();
        boolean many = finished.size() >= KEEP_AT || freshBytes >= KEEP_FRESH_AT_BYTES;
        if (!finished.isEmpty() && (many || nowNs - keptAtNs >= KEEP_EVERY_NS)) {
            taking = true;
            keep();
            taking = false;
            keptAtNs = nowNs;
        }
        return taken;
    }

    private void onEntry(
            long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        taking = true;
        Block block = maker.take(logPosition, timestampMs, tick, buffer, offset, length);
        if (block != null) {
            finished.add(block.header());
            if (block.index() >= segments.blocks()) {
                fresh.add(block);
                freshBytes += block.bytes().length;
            }
        }
        position = logPosition;
        taking = false;
    }

    /** First into the segments, then into the tree, each durable before the next. */
    private void keep() {
        List<BlockHeader> grown = new ArrayList<>();
        for (BlockHeader header : finished) {
            boolean isFresh = next >= segments.blocks();
            if (next >= tiles.size()) {
                grown.add(header);
            } else if (isFresh || next % Tile.FULL == Tile.FULL - 1 || next == tiles.size() - 1) {
                // A header names the one before it, so the last one of a bundle speaks for all of them.
                check(header);
                executed = next + 1;
            }
            next++;
        }
        finished.clear();
        fresh.forEach(segments::append);
        fresh.clear();
        freshBytes = 0;
        segments.force();
        if (!grown.isEmpty()) {
            tiles.grow(grown);
            executed = next;
        }
        size = executed;
    }

    private void check(BlockHeader made) {
        if (!tiles.header(next).equals(made)) {
            throw new TranslogException("the log gives another block " + next
                    + " than the one that was cosigned: it is another log, or was executed by another build");
        }
    }

    /**
     * The head of a size with the member's cosignature alone.
     *
     * @return nothing when it has not come to that size
     * @throws TranslogException when the kept tree is damaged
     */
    public Optional<SignedNote> cosigned(long asked) {
        if (asked < 1 || asked > size) {
            return Optional.empty();
        }
        String head = new Checkpoint(origin, asked, new TreeProver(tiles, asked).root()).text();
        return Optional.of(
                new SignedNote(head, List.of(key.sign(head, clock.instant().getEpochSecond()))));
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
