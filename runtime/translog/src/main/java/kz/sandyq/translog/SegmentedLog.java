package kz.sandyq.translog;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.LogHandler;
import kz.sandyq.market.Quarantine;
import kz.sandyq.transparency.block.BlockHeader;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The log from its segments, then live: what the node's recording has purged is still read. The last block is read
 * live, so that another log behind the segments is noticed: its entries must be those of the block. Blocks are held to
 * their headers, to each other and to the tree as they are read.
 */
final class SegmentedLog implements EntryLog {
    private final Segments segments;
    private final TileStore tiles;
    private final EntryLog live;

    /**
     * Segments, and the log that goes on behind them.
     *
     * @param tiles the tree that the segments must have; what it has not got yet is held to the block before only
     */
    SegmentedLog(Segments segments, TileStore tiles, EntryLog live) {
        this.segments = segments;
        this.tiles = tiles;
        this.live = live;
    }

    @Override
    public Quarantine quarantine() {
        return live.quarantine();
    }

    @Override
    public Reader from(long logPosition) {
        return new Reading(logPosition);
    }

    /** Whole blocks at a time, so that it may give more entries than asked for. */
    private final class Reading implements Reader {
        private long position;
        private long block;
        private final Deque<Recorded> recorded = new ArrayDeque<>();
        private @Nullable BlockHeader before;
        private EntryLog.@Nullable Reader behind;

        Reading(long logPosition) {
            position = logPosition;
            block = segments.blockBehind(logPosition);
        }

        @Override
        public int poll(LogHandler handler, int limit) {
            EntryLog.Reader reader = behind;
            if (reader != null) {
                return reader.poll(recorded.isEmpty() ? handler : checked(handler), limit);
            }
            if (block >= segments.blocks() - 1) {
                if (block < segments.blocks()) {
                    BlockBytes.read(next().bytes(), new HandedOn(this::remember, position));
                }
                behind = live.from(position);
                return 0;
            }
            HandedOn handedOn = new HandedOn(handler, position);
            BlockBytes.read(next().bytes(), handedOn);
            position = Math.max(position, handedOn.reached);
            return Math.max(1, handedOn.count);
        }

        private Block next() {
            Block next = segments.read(block);
            Segments.checkChain(block, before, next.header());
            if (block < tiles.size() && !tiles.header(block).equals(next.header())) {
                throw new TranslogException("block " + block + " of the segments is another one than in the tree");
            }
            before = next.header();
            block++;
            return next;
        }

        private void remember(
                long logPosition, long timestampMs, boolean tick, DirectBuffer bytes, int offset, int length) {
            recorded.add(Recorded.of(logPosition, timestampMs, tick, bytes, offset, length));
        }

        /** The first live entries must be those of the last block. */
        private LogHandler checked(LogHandler handler) {
            return (logPosition, timestampMs, tick, bytes, offset, length) -> {
                Recorded expected = recorded.poll();
                if (expected != null
                        && !expected.equals(Recorded.of(logPosition, timestampMs, tick, bytes, offset, length))) {
                    throw new TranslogException("the log behind the segments is another one: its entry at "
                            + logPosition + " is not the one of block " + (block - 1));
                }
                handler.onEntry(logPosition, timestampMs, tick, bytes, offset, length);
            };
        }
    }

    /** An entry as it can be compared. */
    private record Recorded(long logPosition, long timestampMs, boolean tick, ByteBuffer bytes) {
        static Recorded of(
                long logPosition, long timestampMs, boolean tick, DirectBuffer from, int offset, int length) {
            byte[] bytes = new byte[length];
            from.getBytes(offset, bytes);
            return new Recorded(logPosition, timestampMs, tick, ByteBuffer.wrap(bytes));
        }
    }

    /** Hands on what lies behind a position. */
    private static final class HandedOn implements BlockBytes.Reader {
        private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

        private final LogHandler handler;
        private final long from;
        private long reached;
        private int count;

        HandedOn(LogHandler handler, long from) {
            this.handler = handler;
            this.from = from;
        }

        @Override
        public void onTick(long logPosition, long timestampMs) {
            onEntry(logPosition, timestampMs, true, NOTHING, 0, 0);
        }

        @Override
        public void onCommand(long logPosition, long timestampMs, DirectBuffer bytes, int offset, int length) {
            onEntry(logPosition, timestampMs, false, bytes, offset, length);
        }

        private void onEntry(
                long position, long timestampMs, boolean tick, DirectBuffer bytes, int offset, int length) {
            reached = position;
            if (position > from) {
                handler.onEntry(position, timestampMs, tick, bytes, offset, length);
                count++;
            }
        }

        @Override
        public void onItem() {
            // Its batch was handed on whole.
        }

        @Override
        public void onEvent(DirectBuffer bytes, int offset, int length) {
            // The reader's core says again what happened.
        }
    }
}
