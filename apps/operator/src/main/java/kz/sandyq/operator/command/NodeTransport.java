package kz.sandyq.operator.command;

import java.util.concurrent.CompletableFuture;
import kz.sandyq.cluster.BusyException;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;

/** Commands go to the cluster node in this process. */
final class NodeTransport implements CommandTransport {
    private final CommandClient client;

    NodeTransport(CommandClient client) {
        this.client = client;
    }

    @Override
    public CompletableFuture<CommandReply> submit(byte[] command) {
        try {
            return client.submit(command).thenApply(NodeTransport::reply);
        } catch (BusyException full) {
            return CompletableFuture.failedFuture(new TransportBusyException());
        }
    }

    private static CommandReply reply(Reply reply) {
        return new CommandReply(
                reply.answeredSequence(),
                reply.rejectCode(),
                reply.resultId(),
                reply.resultAmount(),
                reply.items().stream().map(NodeTransport::reply).toList());
    }
}
