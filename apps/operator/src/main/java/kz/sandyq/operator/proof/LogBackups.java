package kz.sandyq.operator.proof;

import java.util.OptionalLong;

/** What backups hold of the log; known to those who take them. */
public interface LogBackups {
    /**
     * Up to where the newest complete backup, its sealed keys in their place, holds the log.
     *
     * @return position in the log, bytes; nothing when there is no such backup
     */
    OptionalLong logPosition();
}
