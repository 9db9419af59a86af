package kz.sandyq.cluster;

import kz.sandyq.protocol.sbe.ReplyDecoder;

/**
 * The definite answer to one command.
 *
 * @param sequence sequence of the entry that was answered
 * @param timestampMs cluster time of the entry, Unix milliseconds
 * @param rejectCode number of a RejectCode, 0 when applied
 * @param resultId id of what was made, 0 when nothing was
 * @param resultAmount amount that the command reports, minor units
 * @param answeredSequence sequence of the entry that was applied; an earlier one when repeated
 * @param repeated whether the key had been answered before
 */
public record Reply(
        long sequence,
        long timestampMs,
        int rejectCode,
        long resultId,
        long resultAmount,
        long answeredSequence,
        boolean repeated) {
    static Reply of(long sequence, ReplyDecoder in) {
        return new Reply(
                sequence,
                in.timestampMs(),
                in.rejectCode(),
                in.resultId(),
                in.resultAmount(),
                in.answeredSequence(),
                in.repeated().value() == 1);
    }
}
