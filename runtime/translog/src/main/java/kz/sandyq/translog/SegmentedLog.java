package kz.sandyq.translog;

import java.util.Optional;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.LogHandler;
import kz.sandyq.cluster.LogHost;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The log from its segments, then live: what the node's recording has purged is still read. The last block is read live,
 * so that whoever executes it notices another log. Blocks are held to their headers as they are read.
 */
public final class SegmentedLog implements EntryLog {
    private final Segments segments;
    private final EntryLog live;

    /** Segments, and the log that goes on behind them. */
    public SegmentedLog(Segments segments, EntryLog live) {
        this.segments = segments;
        this.live = live;
    }

    @Override
    public Optional<LogHost> host() {
        return live.host();
    }

    @Override
    public Reader from(long logPosition) {
        return new Reading(logPosition);
    }

    /** Whole blocks at a time, so that it may give more entries than asked for. */
    private final class Reading implements Reader {
        private long position;
        private long block;
        private EntryLog.@Nullable Reader behind;

        Reading(long logPosition) {
            position = logPosition;
            block = segments.blockBehind(logPosition);
        }

        @Override
        public int poll(LogHandler handler, int limit) {
            EntryLog.Reader reader = behind;
            if (reader != null) {
                return reader.poll(handler, limit);
            }
            if (block >= segments.blocks() - 1) {
                behind = live.from(position);
                return 0;
            }
            HandedOn handedOn = new HandedOn(handler, position);
            BlockBytes.read(segments.read(block++).bytes(), handedOn);
            position = Math.max(position, handedOn.reached);
            return Math.max(1, handedOn.count);
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
