package kz.sandyq.cluster;

import java.util.List;
import kz.sandyq.protocol.sbe.ReplyDecoder;

/**
 * The definite answer to one command. That to a batch whose items were judged is the answer to its last item, with the
 * answers to all of them.
 *
 * @param sequence sequence of the entry that was answered
 * @param timestampMs cluster time of the entry, Unix milliseconds
 * @param rejectCode number of a RejectCode, 0 when applied
 * @param resultId id of what was made, 0 when nothing was
 * @param resultAmount amount that the command reports, minor units
 * @param answeredSequence sequence of the entry that was applied; an earlier one when repeated
 * @param repeated whether the key had been answered before
 * @param items answers to the items of a batch, in their order; empty for anything else
 */
public record Reply(
        long sequence,
        long timestampMs,
        int rejectCode,
        long resultId,
        long resultAmount,
        long answeredSequence,
        boolean repeated,
        List<Reply> items) {
    static Reply of(long sequence, ReplyDecoder in) {
        return new Reply(
                sequence,
                in.timestampMs(),
                in.rejectCode(),
                in.resultId(),
                in.resultAmount(),
                in.answeredSequence(),
                in.repeated().value() == 1,
                List.of());
    }

    /** The answer to a command; {@code item}: the first of these is of an item of a batch. */
    static Reply of(List<Reply> replies, boolean item) {
        Reply last = replies.getLast();
        return !item
                ? last
                : new Reply(
                        last.sequence,
                        last.timestampMs,
                        last.rejectCode,
                        last.resultId,
                        last.resultAmount,
                        last.answeredSequence,
                        last.repeated,
                        List.copyOf(replies));
    }
}
