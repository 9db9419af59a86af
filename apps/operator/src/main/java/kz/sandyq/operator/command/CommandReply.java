package kz.sandyq.operator.command;

import java.util.List;

/**
 * The definite answer of the core; to a batch whose items were judged that to its last item, with all of them.
 *
 * @param sequence sequence of the command that was answered
 * @param rejectCode number of a reject code, 0 when applied
 * @param resultId id of what was made, 0 for none
 * @param resultAmount amount that belongs to the result, 0 for none
 * @param items answers to the items of a batch, in their order; empty for anything else
 */
public record CommandReply(long sequence, int rejectCode, long resultId, long resultAmount, List<CommandReply> items) {
    /** The answer to a command that is no batch. */
    public CommandReply(long sequence, int rejectCode, long resultId, long resultAmount) {
        this(sequence, rejectCode, resultId, resultAmount, List.of());
    }
}
