package kz.sandyq.cluster;

/**
 * What of a recorded log may go.
 *
 * @param begins where the recording begins, bytes
 * @param fileBytes length of its files, above 0: only whole ones go
 * @param limit nothing at or behind it may go, bytes; 0 for nothing at all
 */
public record PurgeRoom(long begins, long fileBytes, long limit) {
    /** Of a log that nothing is known of. */
    public static final PurgeRoom NONE = new PurgeRoom(0, 1, 0);

    /** The same, and nothing at or behind this position. */
    public PurgeRoom upTo(long position) {
        return new PurgeRoom(begins, fileBytes, Math.min(limit, position));
    }

    /** Whether at least one file may go. */
    public boolean isAny() {
        return limit - begins >= fileBytes;
    }
}
