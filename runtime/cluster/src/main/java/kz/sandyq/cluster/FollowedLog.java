package kz.sandyq.cluster;

import kz.sandyq.market.Quarantine;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The log of a host as one reader at a time reads it: a new reader ends the one before. Not for two threads. */
public final class FollowedLog implements EntryLog, AutoCloseable {
    private final LogHost log;
    private @Nullable LogFollower follower;
    private @Nullable LogHandler taker;

    /** Nothing is read yet. */
    public FollowedLog(LogHost log) {
        this.log = log;
    }

    @Override
    public Reader from(long logPosition) {
        close();
        LogFollower opened = log.follow(logPosition, this::hand);
        follower = opened;
        return (handler, limit) -> {
            taker = handler;
            return opened.poll(limit);
        };
    }

    @Override
    public Quarantine quarantine() {
        return log.quarantine();
    }

    private void hand(long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        LogHandler handler = taker;
        if (handler != null) {
            handler.onEntry(logPosition, timestampMs, tick, buffer, offset, length);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(follower);
        follower = null;
    }
}
