package kz.sandyq.cluster;

import java.util.concurrent.TimeUnit;

/**
 * When a snapshot is due, both, and how long one is kept.
 *
 * @param grownBytes of the log since the last one
 * @param notBeforeMs since the last one, or since the start before the first, milliseconds: commands wait while one is
 *     taken
 * @param kept how many of the newest stay on the disk, at least 1
 */
public record SnapshotDue(long grownBytes, long notBeforeMs, int kept) {
    /** At most one an hour, and one for each 256 MiB of log; three of them, lest the newest cannot be read. */
    public static final SnapshotDue STANDARD = new SnapshotDue(256L << 20, TimeUnit.HOURS.toMillis(1), 3);

    /** The same with so many kept. */
    SnapshotDue keeping(int newest) {
        return new SnapshotDue(grownBytes, notBeforeMs, newest);
    }
}
