package kz.sandyq.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A log in memory, made by a real core that answers what is said to it. */
final class Log implements EntryLog {
    private record Line(long timestampMs, byte[] bytes) {}

    private final List<Line> lines = new ArrayList<>();
    private final MarketCore core = new MarketCore(this::onEvent);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
    private int rejectCode;
    private long resultId;
    long nowMs = 1_780_000_000_000L;

    private void onEvent(long sequence, int index, DirectBuffer from, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(from, offset);
        if (header.templateId() == ReplyDecoder.TEMPLATE_ID) {
            ReplyDecoder reply = new ReplyDecoder().wrapAndApplyHeader(from, offset, header);
            rejectCode = reply.rejectCode();
            resultId = reply.resultId();
        }
    }

    /** Says a command a millisecond later; it is applied. Returns its result. */
    long say(CommandBody body) {
        nowMs++;
        return sayNow(body);
    }

    /** Says a command in the same millisecond as the one before. */
    long sayNow(CommandBody body) {
        Key key = new Key(7, lines.size() + 1L, nowMs);
        int length = body.encode(buffer, 0, new Header(key, 5, 11, 12, new byte[32], new byte[16]));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        lines.add(new Line(nowMs, bytes));
        core.apply(nowMs, new UnsafeBuffer(bytes), 0, length);
        assertThat(rejectCode).as("line %d", lines.size()).isZero();
        return resultId;
    }

    /** A beat after so many milliseconds. */
    void tick(long afterMs) {
        nowMs += afterMs;
        lines.add(new Line(nowMs, new byte[0]));
        core.tick(nowMs);
    }

    long sequence() {
        return core.sequence();
    }

    /** A core that has only replayed this log. */
    MarketCore replayed() {
        MarketCore other = new MarketCore(EventSink.NONE);
        lines.forEach(line -> {
            if (line.bytes().length == 0) {
                other.tick(line.timestampMs());
            } else {
                other.apply(line.timestampMs(), new UnsafeBuffer(line.bytes()), 0, line.bytes().length);
            }
        });
        return other;
    }

    @Override
    public Reader from(long logPosition) {
        int[] at = {Math.toIntExact(logPosition)};
        return (entry, limit) -> {
            int taken = 0;
            while (taken < limit && at[0] < lines.size()) {
                Line line = lines.get(at[0]++);
                taken++;
                int length = line.bytes().length;
                entry.onEntry(at[0], line.timestampMs(), length == 0, new UnsafeBuffer(line.bytes()), 0, length);
            }
            return taken;
        };
    }
}
