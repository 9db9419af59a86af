package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;

/**
 * When a snapshot is due: both.
 *
 * @param grownBytes of the log since the last one
 * @param notBeforeMs since the last one, or since the start before the first, milliseconds: commands wait while one is
 *     taken
 */
public record SnapshotDue(long grownBytes, long notBeforeMs) {
    /** Snapshots stay on the disk like the log itself: at most one an hour, and one for each 256 MiB of log. */
    public static final SnapshotDue STANDARD = new SnapshotDue(256L << 20, TimeUnit.HOURS.toMillis(1));
}
