package kz.sandyq.operator.command;

import java.util.Optional;

/** The clock by which the log lives. */
public interface LogClock {
    /**
     * The clock between two commands.
     *
     * @param lastMs the last time the log believed, Unix milliseconds
     * @param suspect whether a jump forward waits for two persons; nothing expires meanwhile and the time stands at
     *     lastMs
     */
    record Reading(long lastMs, boolean suspect) {}

    /** What it shows now; empty when no log runs in this process. */
    Optional<Reading> read();
}
