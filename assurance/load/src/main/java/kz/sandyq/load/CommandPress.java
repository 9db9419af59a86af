package kz.sandyq.load;

import java.util.function.LongSupplier;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes commands, each under a key of its own. Not safe for threads: each sender has its own series. */
final class CommandPress {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final byte[] HASH = new byte[32];
    private static final byte[] SALT = new byte[16];

    private final long series;
    private final LongSupplier clockMs;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
    private long count;

    /**
     * A series of keys.
     *
     * @param series number that no other sender to the same log has
     * @param clockMs creation time of keys, Unix milliseconds
     */
    CommandPress(long series, LongSupplier clockMs) {
        this.series = series;
        this.clockMs = clockMs;
    }

    byte[] encode(CommandBody body) {
        count++;
        Key key = new Key(series * SPREAD + 1, count * SPREAD, clockMs.getAsLong());
        int length = body.encode(buffer, 0, new Header(key, 5, 11, 12, HASH, SALT));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
