package kz.sandyq.cluster;

import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Replica;
import kz.sandyq.market.ReplicaStop;
import org.agrona.DirectBuffer;

/** Executes a log that has an end, from its beginning. */
public final class LogReplay {
    private static final int ENTRIES_AT_ONCE = 10_000;
    /** Segments with a recording behind them say once that they have nothing more. */
    private static final int SILENT = 2;

    private LogReplay() {}

    /** Looks at the commands that pass. */
    @FunctionalInterface
    public interface Witness {
        /**
         * A command before it is executed.
         *
         * @param sequence that it takes; a batch takes further ones
         * @param timestampMs cluster time of the entry, Unix milliseconds
         * @param buffer holds the command; valid only during the call
         */
        void onCommand(long sequence, long timestampMs, DirectBuffer buffer, int offset, int length);
    }

    /**
     * Executes the whole log.
     *
     * @return the core behind the last entry
     * @throws ReplicaStop when the core must not go on with this log
     */
    public static NodeView run(EntryLog log, Witness witness) {
        Replica replica = new Replica(new MarketCore(EventSink.NONE), log.quarantine());
        LogHandler execute = (logPosition, timestampMs, tick, buffer, offset, length) -> {
            if (tick) {
                replica.tick(timestampMs);
            } else {
                witness.onCommand(replica.core().sequence() + 1, timestampMs, buffer, offset, length);
                replica.apply(timestampMs, buffer, offset, length);
            }
        };
        EntryLog.Reader reader = log.from(0);
        for (int silent = 0; silent < SILENT; ) {
            silent = reader.poll(execute, ENTRIES_AT_ONCE) == 0 ? silent + 1 : 0;
        }
        return NodeView.of(replica.core());
    }
}
