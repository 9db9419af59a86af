package kz.sandyq.operator.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.command.Key;

/** What the read model knows of the log: how far it is, and the answers of the past by their keys, without end. */
public interface AnsweredCommands {
    /** Waits until the read model has passed a sequence; false when it has not within the time. */
    boolean await(long sequence, Duration atMost);

    /** The answer once given under a key. */
    Optional<CommandReply> find(Key key);

    /** The answers to the items of a batch that came under a key, in their order; none when no batch did. */
    List<CommandReply> findItems(Key key);
}
