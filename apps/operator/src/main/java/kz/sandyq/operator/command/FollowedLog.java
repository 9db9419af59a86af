package kz.sandyq.operator.command;

import java.nio.file.Path;
import kz.sandyq.cluster.LogFollower;
import kz.sandyq.readmodel.EntryLog;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The node's log as the projector reads it. One reader at a time: a new one ends the one before. */
final class FollowedLog implements EntryLog, AutoCloseable {
    private final Path aeronDirectory;
    private @Nullable LogFollower follower;
    private @Nullable Entry taker;

    FollowedLog(Path aeronDirectory) {
        this.aeronDirectory = aeronDirectory;
    }

    @Override
    public Reader from(long logPosition) {
        close();
        LogFollower opened = LogFollower.open(aeronDirectory, logPosition, this::hand);
        follower = opened;
        return (entry, limit) -> {
            taker = entry;
            return opened.poll(limit);
        };
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
