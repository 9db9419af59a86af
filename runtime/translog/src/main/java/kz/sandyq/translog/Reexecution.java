package kz.sandyq.translog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.sandyq.market.Quarantine;
import kz.sandyq.market.ReplicaStop;
import kz.sandyq.transparency.block.BlockHeader;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Executes a log once more from its sealed segments: what an observer does who believes neither hashes nor signatures.
 * A header that this comes to has the same records, in the same order, and the same state behind them. Not for two
 * threads.
 */
public final class Reexecution {
    private final Path directory;
    private final long cluster;
    private final Quarantine quarantine;
    private final BlockMaker maker;
    private final List<Long> leftOut = new ArrayList<>();
    private Segments segments;

    /**
     * Before the first block.
     *
     * @param directory of sealed segments
     * @param cluster number of the cluster
     * @param quarantine entries that every host of the log refuses
     * @throws TranslogException when a segment is missing, damaged or of another cluster
     */
    public Reexecution(Path directory, long cluster, Quarantine quarantine) {
        this.directory = directory;
        this.cluster = cluster;
        this.quarantine = quarantine;
        maker = new BlockMaker(cluster, quarantine);
        segments = Segments.sealed(directory, cluster);
    }

    /**
     * Executes the next block, looking for newly sealed segments when those in hand have ended.
     *
     * @return its header as this build comes to it; nothing when there is no further sealed block yet
     * @throws TranslogException when the segment is damaged, or this build comes to something else than it says
     */
    public Optional<BlockHeader> next() {
        long index = maker.blocks();
        if (index >= segments.blocks()) {
            segments = Segments.sealed(directory, cluster);
        }
        if (index >= segments.blocks()) {
            return Optional.empty();
        }
        Block kept = segments.read(index);
        Executed executed = new Executed();
        try {
            BlockBytes.read(kept.bytes(), executed);
        } catch (ReplicaStop stop) {
            throw new TranslogException("block " + index + " cannot be executed: " + stop.getMessage(), stop);
        }
        Block made = executed.made;
        if (made == null || !made.header().equals(kept.header())) {
            throw TranslogException.differing("block " + index + ", entries "
                    + kept.header().firstSequence() + " to " + kept.header().lastSequence()
                    + ", comes to something else when it is executed");
        }
        return Optional.of(made.header());
    }

    /** How many blocks were executed. */
    public long blocks() {
        return maker.blocks();
    }

    /** Sequence of the last entry that was executed. */
    public long sequence() {
        return maker.sequence();
    }

    /** Sequences of the commands that were left out, as quarantine says, in order. */
    public List<Long> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The entries of one block, which must end with the last of them. */
    private final class Executed implements BlockBytes.Reader {
        private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

        private @Nullable Block made;

        @Override
        public void onTick(long logPosition, long timestampMs) {
            take(logPosition, timestampMs, true, NOTHING, 0, 0);
        }

        @Override
        public void onCommand(long logPosition, long timestampMs, DirectBuffer bytes, int offset, int length) {
            take(logPosition, timestampMs, false, bytes, offset, length);
        }

        private void take(
                long logPosition, long timestampMs, boolean tick, DirectBuffer bytes, int offset, int length) {
            if (made != null) {
                throw TranslogException.differing("a block ends before its segment says so");
            }
            long sequence = maker.sequence() + 1;
            made = maker.take(logPosition, timestampMs, tick, bytes, offset, length);
            if (!tick && quarantine.names(sequence)) {
                leftOut.add(sequence);
            }
        }

        @Override
        public void onItem() {
            // The core says again which items there are.
        }

        @Override
        public void onEvent(DirectBuffer bytes, int offset, int length) {
            // The core says again what happened.
        }
    }
}
