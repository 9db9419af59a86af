package kz.sandyq.node;

import java.time.Duration;
import kz.sandyq.cluster.LogFollower;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.market.MarketCore;
import kz.sandyq.node.history.Register;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import kz.sandyq.protocol.sbe.TransferDecoder;
import org.agrona.DirectBuffer;
import org.awaitility.Awaitility;

/** Makes the registers of a cluster from the log that one of its members holds. */
final class Registers {
    private final Register register = new Register();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final PostingDecoder posting = new PostingDecoder();
    private final MarketCore core = new MarketCore(this::onEvent);

    private Registers() {}

    /** What the log holds up to a sequence at least. */
    static Register of(LogHost log, long sequence) {
        Registers reading = new Registers();
        try (LogFollower follower = log.follow(0, reading::onEntry)) {
            Awaitility.await("the log up to " + sequence)
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        while (follower.poll(1_000) > 0) {}
                        return reading.core.sequence() >= sequence;
                    });
        }
        return reading.register;
    }

    private void onEntry(long position, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        if (tick) {
            core.tick(timestampMs);
        } else {
            core.apply(timestampMs, buffer, offset, length);
        }
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        int template = header.wrap(buffer, offset).templateId();
        if (template == ReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(buffer, offset, header);
            if (reply.commandTemplate() == TransferDecoder.TEMPLATE_ID && reply.answeredSequence() == sequence) {
                register.decided(new Register.KeyBits(reply.keyHigh(), reply.keyLow()), sequence, reply.rejectCode());
            }
        } else if (template == PostingDecoder.TEMPLATE_ID) {
            posting.wrapAndApplyHeader(buffer, offset, header);
            register.balance(posting.accountId(), posting.available() + posting.held() + posting.blocked());
        }
    }
}
