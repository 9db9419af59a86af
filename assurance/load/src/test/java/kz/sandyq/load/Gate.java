package kz.sandyq.load;

import java.util.concurrent.CompletableFuture;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.CommandTransport;

/** Stands between the outbox and the log: while held, what the outbox sends does not arrive, as on a stalled way. */
final class Gate {
    private static final String OF_A_REQUEST = "tomcat";

    private volatile boolean held;

    String hold(boolean value) {
        held = value;
        return "held";
    }

    CommandTransport before(CommandTransport way) {
        return command -> held && !Thread.currentThread().getName().startsWith(OF_A_REQUEST)
                ? new CompletableFuture<CommandReply>()
                : way.submit(command);
    }
}
