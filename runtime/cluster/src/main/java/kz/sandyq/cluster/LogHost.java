package kz.sandyq.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import kz.sandyq.market.Quarantine;

/** The log that an application works with: of the node in its own process, or of a cluster that it reaches. */
public interface LogHost extends AutoCloseable {
    /** How this process calls itself where members are named. */
    String OWN_BUILD = "this process";

    /** How a client of this process sends commands. */
    ClusterAddress address();

    /**
     * The core between two entries: of the node here now, of a cluster at its last tick.
     *
     * @throws IllegalStateException when no member of the cluster says it
     */
    NodeView view();

    /**
     * A sequence at or above that of every command that was answered before the call.
     *
     * @throws IllegalStateException when the log does not say it in time
     */
    long latestSequence();

    /**
     * Who could not go on with the log by rules of this number: members that do not know them or are not heard, and
     * this process itself. Rules are activated when there is nobody.
     *
     * @return names, for a person
     */
    List<String> withoutRules(int number);

    /** Entries that every host of this log refuses instead of applying them. */
    Quarantine quarantine();

    /**
     * Whether the node in this process can take commands: it runs and its disk has room. True of a cluster of other
     * processes, whose members say it of themselves.
     */
    boolean canAccept();

    /**
     * Begins to read the log. The reader ends with {@link IllegalStateException} when what it reads from has gone: then
     * ask again with the position reached.
     *
     * @param position 0 for the beginning, else a position that a handler was given
     * @throws IllegalStateException when nobody serves it
     */
    LogFollower follow(long position, LogHandler handler);

    /**
     * Copies what a start needs, while the log goes on, at least up to everything that was answered before the call.
     *
     * @param target a new directory
     * @param reader waits until a reader of the whole log is behind a sequence, and says where it stands; a log of
     *     other processes asks it, whose members do not say where exactly they are
     * @throws java.io.UncheckedIOException when something cannot be read or written
     * @throws IllegalStateException when there is no log, nobody serves it, or what is copied has gone meanwhile
     */
    NodeCopy copyTo(Path target, LongFunction<NodeCopy.Point> reader);

    @Override
    void close();
}
