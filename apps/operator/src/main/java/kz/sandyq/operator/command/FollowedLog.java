package kz.sandyq.operator.command;

import java.util.Optional;
import kz.sandyq.cluster.LogFollower;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.readmodel.EntryLog;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The log as the projector reads it. One reader at a time: a new one ends the one before. */
final class FollowedLog implements EntryLog, AutoCloseable {
    private final LogHost log;
    private @Nullable LogFollower follower;
    private @Nullable Entry taker;

    FollowedLog(LogHost log) {
        this.log = log;
    }

    @Override
    public Reader from(long logPosition) {
        close();
        LogFollower opened = log.follow(logPosition, this::hand);
        follower = opened;
        return (entry, limit) -> {
            taker = entry;
            return opened.poll(limit);
        };
    }

    @Override
    public Optional<LogHost> host() {
        return Optional.of(log);
    }

    private void hand(long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        Entry entry = taker;
        if (entry != null) {
            entry.onEntry(logPosition, timestampMs, tick, buffer, offset, length);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(follower);
        follower = null;
    }
}
