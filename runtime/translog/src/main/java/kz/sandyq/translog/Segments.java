package kz.sandyq.translog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import kz.sandyq.transparency.block.BlockHeader;
import org.jspecify.annotations.Nullable;

/**
 * The whole log as blocks: sealed files that are never written again, and one that grows. Blocks are numbered as leaves
 * of the proof log and come without gaps. One writer; any thread may read.
 */
public final class Segments implements AutoCloseable {
    private static final String OPEN = "open";
    static final String SEALED = ".segment";
    private static final long SEAL_AFTER_MS = 86_400_000L;

    private final Path directory;
    private final long cluster;
    private final long sealAtBytes;
    private final TreeMap<Long, SegmentFile> sealed = new TreeMap<>();
    private @Nullable OpenSegment open;
    private long logPosition;
    private long openSinceMs;
    private long lastMs;

    private Segments(Path directory, long cluster, long sealAtBytes) {
        this.directory = directory;
        this.cluster = cluster;
        this.sealAtBytes = sealAtBytes;
    }

    /**
     * Takes up what is there.
     *
     * @param cluster number of the cluster; segments of another one are refused
     * @param sealAtBytes a segment is sealed when it has so many bytes, above 0
     * @throws TranslogException when a segment is missing, damaged or of another cluster
     */
    public static Segments open(Path directory, long cluster, long sealAtBytes) {
        Segments segments = new Segments(directory, cluster, sealAtBytes);
        try {
            Files.createDirectories(directory);
            segments.takeUp();
            return segments;
        } catch (IOException failed) {
            throw new TranslogException("cannot open " + directory, failed);
        }
    }

    /**
     * The sealed ones as they are now, to read only; somebody else may be writing behind them.
     *
     * @throws TranslogException as {@link #open}
     */
    public static Segments sealed(Path directory, long cluster) {
        Segments segments = new Segments(directory, cluster, Long.MAX_VALUE);
        try {
            if (Files.exists(directory)) {
                segments.takeUpSealed();
            }
            return segments;
        } catch (IOException failed) {
            throw new TranslogException("cannot open " + directory, failed);
        }
    }

    private void takeUp() throws IOException {
        takeUpSealed();
        Path growing = directory.resolve(OPEN);
        if (OpenSegment.isBegun(growing)) {
            OpenSegment recovered = OpenSegment.recover(growing);
            check(growing, recovered.head());
            open = recovered;
            logPosition = recovered.logPosition();
            if (recovered.blocks() > 0) {
                openSinceMs = timestampMs(recovered.head().firstBlock());
                lastMs = timestampMs(blocks() - 1);
            }
        }
    }

    private long timestampMs(long index) {
        return read(index).header().timestampMs();
    }

    private void takeUpSealed() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(SEALED))
                    .sorted()
                    .toList()) {
                SegmentFile segment = SegmentFile.open(file);
                check(file, segment.head());
                sealed.put(segment.head().firstBlock(), segment);
            }
        }
        if (!sealed.isEmpty()) {
            logPosition = read(sealedBlocks() - 1).logPosition();
        }
    }

    private void check(Path file, SegmentFile.Head head) {
        if (head.cluster() != cluster) {
            throw new TranslogException(file + " is of cluster " + head.cluster() + ", not " + cluster);
        }
        if (head.firstBlock() != blocks()) {
            throw new TranslogException("the segment from block " + blocks() + " to " + (head.firstBlock() - 1)
                    + " is missing in " + directory);
        }
    }

    /** How many blocks there are. */
    public synchronized long blocks() {
        OpenSegment growing = open;
        return sealedBlocks() + (growing == null ? 0 : growing.blocks());
    }

    /** How many blocks stand in sealed segments. */
    public synchronized long sealedBlocks() {
        Map.Entry<Long, SegmentFile> last = sealed.lastEntry();
        return last == null ? 0 : last.getKey() + last.getValue().blocks();
    }

    /**
     * Up to where the recording may be purged: what is before stands in sealed segments, but for the last sealed block,
     * which readers still want from the recording.
     *
     * @return bytes in the recording, 0 for nothing
     */
    public long sealedPosition() {
        return positionWithin(sealedBlocks());
    }

    /** What {@link #sealedPosition} would be if the segment that grows were sealed now. */
    public long keptPosition() {
        return positionWithin(blocks());
    }

    private long positionWithin(long blocks) {
        return blocks < 2 ? 0 : read(blocks - 2).logPosition();
    }

    /** The next block. Durable only after {@link #force}. */
    synchronized void append(Block block) {
        try {
            if (block.index() != blocks()) {
                throw new TranslogException("block " + block.index() + " came where block " + blocks() + " is next");
            }
            OpenSegment growing = open;
            if (growing == null) {
                growing = OpenSegment.create(
                        directory.resolve(OPEN),
                        new SegmentFile.Head(
                                cluster, block.index(), block.header().firstSequence(), logPosition));
                open = growing;
                DurableFile.forceDirectory(directory);
            }
            if (growing.blocks() == 0) {
                openSinceMs = block.header().timestampMs();
            }
            growing.append(block);
            logPosition = block.logPosition();
            lastMs = block.header().timestampMs();
        } catch (IOException failed) {
            throw new TranslogException("cannot write to " + directory, failed);
        }
    }

    /** Makes what was appended durable, and seals a segment that is long enough, or holds a day of the log. */
    synchronized void force() {
        OpenSegment growing = open;
        if (growing == null) {
            return;
        }
        try {
            growing.force();
            if (growing.bytes() >= sealAtBytes || lastMs - openSinceMs >= SEAL_AFTER_MS) {
                seal();
            }
        } catch (IOException failed) {
            throw new TranslogException("cannot write to " + directory, failed);
        }
    }

    /** Seals the segment that grows, when it has a block. */
    public synchronized void seal() {
        OpenSegment growing = open;
        if (growing == null || growing.blocks() == 0) {
            return;
        }
        Path file = directory.resolve(String.format("%020d%s", growing.head().firstBlock(), SEALED));
        try {
            growing.seal();
            growing.close();
            Files.move(directory.resolve(OPEN), file, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.forceDirectory(directory);
        } catch (IOException failed) {
            throw new TranslogException("cannot seal " + file, failed);
        }
        open = null;
        sealed.put(growing.head().firstBlock(), SegmentFile.open(file));
    }

    /**
     * One block, held to its header.
     *
     * @throws TranslogException when it is damaged, or there is none
     */
    Block read(long index) {
        long offset = openOffset(index);
        if (offset < 0) {
            return sealed(index).read(index);
        }
        Path growing = directory.resolve(OPEN);
        try {
            Block block = OpenSegment.read(growing, index, offset);
            return openOffset(index) < 0 ? sealed(index).read(index) : block;
        } catch (IOException | TranslogException failed) {
            // Sealed between the two looks: the next segment has taken the name of the file that was read.
            if (openOffset(index) < 0) {
                return sealed(index).read(index);
            }
            throw new TranslogException("cannot read block " + index + " from " + growing, failed);
        }
    }

    /** Where a block stands in the segment that grows; -1 when it is not there. */
    private synchronized long openOffset(long index) {
        OpenSegment growing = open;
        return growing != null && index >= growing.head().firstBlock() && index < blocks() ? growing.offset(index) : -1;
    }

    private synchronized SegmentFile sealed(long index) {
        Map.Entry<Long, SegmentFile> holds = sealed.floorEntry(index);
        if (holds == null || index >= sealedBlocks()) {
            throw new TranslogException("there is no block " + index + " in " + directory);
        }
        return holds.getValue();
    }

    /** Whether a block goes on from the one before it, where that is known. */
    static void checkChain(long index, @Nullable BlockHeader before, BlockHeader header) {
        if (before != null
                && (!header.previousHash().equals(before.leafHash())
                        || header.firstSequence() != before.lastSequence() + 1)) {
            throw new TranslogException("block " + index + " does not go on from the one before");
        }
    }

    /** The first block that has an entry behind a log position: {@link #blocks} when none has. */
    long blockBehind(long position) {
        return firstWhere(index -> read(index).logPosition() > position);
    }

    private long firstWhere(LongFunction<Boolean> holds) {
        long from = 0;
        long to = blocks();
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (holds.apply(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Sealed files in their order. */
    public List<Path> sealedFiles() {
        return sealedSegments().stream().map(SegmentFile::path).toList();
    }

    private synchronized List<SegmentFile> sealedSegments() {
        return List.copyOf(sealed.values());
    }

    /**
     * Reads every sealed file against its checksum, and all blocks against their headers and each other.
     *
     * @throws TranslogException naming the file or block that is not what it was
     */
    public void check() {
        for (SegmentFile file : sealedSegments()) {
            file.checkSum();
        }
        BlockHeader before = null;
        for (long index = 0; index < blocks(); index++) {
            BlockHeader header = read(index).header();
            checkChain(index, before, header);
            before = header;
        }
    }

    @Override
    public synchronized void close() {
        OpenSegment growing = open;
        open = null;
        if (growing != null) {
            try {
                growing.close();
            } catch (IOException failed) {
                throw new TranslogException("cannot close " + directory, failed);
            }
        }
    }
}
