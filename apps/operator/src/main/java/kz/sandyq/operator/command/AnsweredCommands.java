package kz.sandyq.operator.command;

import java.time.Duration;
import java.util.Optional;
import kz.sandyq.protocol.command.Key;

/** What the read model knows of the log: how far it is, and the answers of the past by their keys, without end. */
public interface AnsweredCommands {
    /** Waits until the read model has passed a sequence; false when it has not within the time. */
    boolean await(long sequence, Duration atMost);

    /**
     * How far the read model is.
     *
     * @param sequence of the last entry that it holds
     * @param recordedAtMs time of that entry by the log's clock, in a demo with its offset; Unix milliseconds
     */
    record Reach(long sequence, long recordedAtMs) {}

    /** How far it is now. */
    Reach reach();

    /** The answer once given under a key. */
    Optional<CommandReply> find(Key key);
}
