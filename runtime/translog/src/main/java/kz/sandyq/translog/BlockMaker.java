package kz.sandyq.translog;

import kz.sandyq.market.InvariantViolation;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Quarantine;
import kz.sandyq.market.Replica;
import kz.sandyq.transparency.block.BlockBuilder;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.BlockRule;
import kz.sandyq.transparency.block.RecordSink;
import kz.sandyq.transparency.tree.TreeProver;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Executes a log and cuts it into blocks. Not for two threads; of no use after an exception. */
final class BlockMaker {
    private final long cluster;
    private final Quarantine quarantine;
    private final BlockBytes bytes = new BlockBytes();
    private Replica replica;
    private BlockBuilder builder;
    private long current;
    private boolean blockBegun;

    /** Before the first entry. */
    BlockMaker(long cluster, Quarantine quarantine) {
        this.cluster = cluster;
        this.quarantine = quarantine;
        builder = new BlockBuilder(BlockRule.STANDARD, cluster, RecordSink.NONE);
        replica = new Replica(new MarketCore(this::onEvent), quarantine);
    }

    /**
     * Goes on from a state.
     *
     * @param kept how many blocks are kept; the last one at least is made again
     * @param tiles their tree, which the state must fit
     * @return false, and nothing is changed, for a state of another version or of other blocks
     */
    boolean restore(TranslogState state, long kept, TileStore tiles) {
        try {
            MarketCore restored = state.restore(this::onEvent);
            BlockBuilder made = BlockBuilder.restore(BlockRule.STANDARD, cluster, RecordSink.NONE, state.builder());
            if (made.blocks() >= kept || !made.root().equals(new TreeProver(tiles, made.blocks()).root())) {
                return false;
            }
            builder = made;
            replica = new Replica(restored, quarantine);
            return true;
        } catch (IllegalArgumentException | InvariantViolation otherVersion) {
            return false;
        }
    }

    /** The state between two blocks. */
    TranslogState state(long logPosition) {
        return TranslogState.take(logPosition, builder.state(), replica);
    }

    /** How many blocks were made, those before a restored state among them. */
    long blocks() {
        return builder.blocks();
    }

    /** The market between two entries; only to be looked at. */
    MarketCore core() {
        return replica.core();
    }

    /** Sequence of the last entry. */
    long sequence() {
        return replica.core().sequence();
    }

    /**
     * Executes an entry.
     *
     * @return the block that ends with it, null when the block goes on
     * @throws TranslogException when the log is of another cluster
     */
    @Nullable
    Block take(long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        if (!blockBegun) {
            bytes.begin(builder.headerSalt());
            blockBegun = true;
        }
        MarketCore core = replica.core();
        current = core.sequence() + 1;
        boolean salted = !tick && Entries.holdsSalt(length);
        builder.begin(current, timestampMs, salted ? Entries.salt(buffer, offset) : null);
        if (tick) {
            bytes.tick(logPosition, timestampMs);
            replica.tick(timestampMs);
        } else {
            bytes.command(logPosition, timestampMs, buffer, offset, length);
            if (salted) {
                builder.record(buffer, offset, length);
            }
            replica.apply(timestampMs, buffer, offset, length);
        }
        if (core.started() && core.clusterNumber() != cluster) {
            throw new TranslogException("the log is of cluster " + core.clusterNumber() + ", not " + cluster);
        }
        BlockHeader header = builder.end(core.stateHashHigh(), core.stateHashLow());
        if (header == null) {
            return null;
        }
        blockBegun = false;
        return new Block(builder.blocks() - 1, header, logPosition, bytes.toBytes());
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        while (current < sequence) {
            builder.item(++current);
            bytes.item();
        }
        builder.record(buffer, offset, length);
        bytes.event(buffer, offset, length);
    }
}
