package kz.sandyq.operator.command;

/** Gets the definite answers to the commands of one type of object, in the transaction that stores the answer. */
public interface CommandAnswerHandler {
    /** The type of object given to {@link CommandOutbox#enqueue}. */
    String objectType();

    /** The answer to the oldest unanswered command of this object; called once. */
    void answered(long objectId, CommandReply reply);
}
