package kz.sandyq.transparency.block;

/**
 * Where a block ends: after so many sequences; or so long after its first record; or, however little happens, so long
 * after its first entry. It reads the log alone, so that every node cuts alike.
 *
 * @param sequences sequences of a block, 1 or more; a batch is never cut, so that there may be a batch's more
 * @param spanMs milliseconds of cluster time from the block's first entry with a record, 0 or more
 * @param idleMs milliseconds of cluster time from the block's first entry, {@code spanMs} or more; 0 makes each entry a
 *     block
 */
public record BlockRule(int sequences, long spanMs, long idleMs) {
    /** The rule of header version 1: whoever waits for a proof waits half a second, and quiet hours cost little. */
    public static final BlockRule STANDARD = new BlockRule(1_024, 500, 60_000);

    /**
     * Any rule that can be.
     *
     * @throws IllegalArgumentException outside the ranges above
     */
    public BlockRule {
        if (sequences < 1 || spanMs < 0 || idleMs < spanMs) {
            throw new IllegalArgumentException("no rule of blocks");
        }
    }

    boolean ends(long entries, long firstMs, boolean hasRecord, long recordMs, long lastMs) {
        return entries >= sequences
                || isPast(firstMs, lastMs, idleMs)
                || (hasRecord && isPast(recordMs, lastMs, spanMs));
    }

    private static boolean isPast(long fromMs, long nowMs, long spanMs) {
        return nowMs >= fromMs && nowMs - fromMs >= spanMs;
    }
}
