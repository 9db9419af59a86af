package kz.sandyq.transparency.block;

/**
 * Where a block ends: after so many sequences, or with the first entry whose cluster time is this long or longer after
 * that of the block's first entry. It reads the log alone, so that every node cuts alike.
 *
 * @param sequences entries of a block at most, 1 or more
 * @param spanMs milliseconds of cluster time, 0 or more; 0 makes each entry a block
 */
public record BlockRule(int sequences, long spanMs) {
    /**
     * Any rule that can be.
     *
     * @throws IllegalArgumentException outside the ranges above
     */
    public BlockRule {
        if (sequences < 1 || spanMs < 0) {
            throw new IllegalArgumentException("no rule of blocks");
        }
    }

    boolean ends(long entries, long firstMs, long lastMs) {
        return entries >= sequences || (lastMs >= firstMs && lastMs - firstMs >= spanMs);
    }
}
