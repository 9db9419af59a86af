package kz.sandyq.operator.command;

/**
 * The definite answer of the core.
 *
 * @param sequence sequence of the command that was answered
 * @param rejectCode number of a reject code, 0 when applied
 * @param resultId id of what was made, 0 for none
 * @param resultAmount amount that belongs to the result, 0 for none
 */
public record CommandReply(long sequence, int rejectCode, long resultId, long resultAmount) {}
