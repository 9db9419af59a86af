package kz.sandyq.simulator.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.simulator.schema.Layout;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;
import org.jspecify.annotations.Nullable;

/** What a reply says about the key of its command. */
final class Answer {
    /** Answers to a submission, of which the key knows nothing. */
    private static final Set<Long> OF_THE_SUBMISSION = Set.of(
            (long) RejectCode.UNREADABLE_COMMAND.number(),
            (long) RejectCode.UNSUPPORTED_VERSION.number(),
            (long) RejectCode.KEY_CONTENT_MISMATCH.number(),
            (long) RejectCode.TOO_OLD.number(),
            (long) RejectCode.KEY_FROM_FUTURE.number(),
            (long) RejectCode.NOT_STARTED.number());

    private Answer() {}

    /** Whether the key remembers this answer. A market that has not begun remembers nothing. */
    static boolean isOfTheKey(Message reply) {
        long code = reply.number("rejectCode");
        boolean beforeTheStart = reply.number("commandTemplate") == GenesisDecoder.TEMPLATE_ID
                && code != RejectCode.APPLIED
                && code != RejectCode.ALREADY_STARTED.number();
        return !beforeTheStart && !OF_THE_SUBMISSION.contains(code);
    }

    /** The key of a command that can be read; null for anything else. */
    static Keys.@Nullable Name keyOf(byte[] bytes) {
        if (bytes.length < 8) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Layout layout = Schema.market().command(buffer.getShort(2) & 0xFFFF);
        return layout == null || bytes.length < 8 + layout.length()
                ? null
                : Keys.name(Schema.market().block(layout, buffer).part("header"));
    }
}
