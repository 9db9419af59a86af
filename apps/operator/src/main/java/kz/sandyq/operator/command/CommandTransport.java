package kz.sandyq.operator.command;

import java.util.concurrent.CompletableFuture;

/**
 * The way to the replicated log. A deployment gives one bean over its cluster client; it sends the bytes again by
 * itself until the log answers.
 */
public interface CommandTransport {
    /**
     * Sends an encoded command, message header first.
     *
     * @return the definite answer; fails with {@link TransportBusyException} when the window is full and nothing was
     *     sent
     */
    CompletableFuture<CommandReply> submit(byte[] command);
}
