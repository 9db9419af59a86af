package kz.sandyq.operator.command;

import kz.sandyq.protocol.command.CommandBody;

/** Keeps a command with the decision that led to it, in the caller's transaction, and sends it until it is answered. */
public interface CommandOutbox {
    /**
     * Enqueues; commands of one object are sent in order.
     *
     * @param objectType names the {@link CommandAnswerHandler} that gets the answer
     * @return id of the row
     */
    long enqueue(String objectType, long objectId, CommandContext context, CommandBody body);
}
