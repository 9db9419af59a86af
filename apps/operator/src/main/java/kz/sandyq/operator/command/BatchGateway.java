package kz.sandyq.operator.command;

import java.util.List;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.sbe.BatchMode;

/** Sends many commands of a client under one key and waits for all their answers, and for the read model. */
public interface BatchGateway {
    /**
     * Submits and waits. An independent item that is refused is no failure: its answer says so.
     *
     * @return an answer for each item
     * @throws BatchRefusedException when a batch that is all or nothing was not applied
     * @throws kz.sandyq.platform.error.RefusedException when the core rejects the batch as a whole, or with code BUSY
     *     when its window is full
     */
    List<CommandReply> submit(CommandContext context, BatchMode mode, List<CommandBody> items);
}
