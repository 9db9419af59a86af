package kz.sandyq.operator.command;

import kz.sandyq.protocol.command.CommandBody;

/** Sends a client's command and waits for its definite answer and for the read model to pass it. */
public interface CommandGateway {
    /**
     * Submits and waits.
     *
     * @throws kz.sandyq.platform.error.RefusedException when the core rejects it, or with code BUSY when its window is
     *     full
     */
    CommandReply submit(CommandContext context, CommandBody body);
}
