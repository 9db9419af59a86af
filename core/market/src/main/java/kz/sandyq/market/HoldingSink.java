package kz.sandyq.market;

/** Takes what holders hold, one account after another. */
@FunctionalInterface
public interface HoldingSink {
    /**
     * One account.
     *
     * @param accountId of the holder
     * @param quantity free, held and blocked together, minor units, above 0
     */
    void onHolding(long accountId, long quantity);
}
