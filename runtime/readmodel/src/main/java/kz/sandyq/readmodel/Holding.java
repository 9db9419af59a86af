package kz.sandyq.readmodel;

/**
 * What an account holds of an asset, minor units; the whole is the sum of the parts.
 *
 * @param capacity name of the account's capacity; UNSOLD is nobody's
 */
public record Holding(long accountId, long walletId, String capacity, long available, long held, long blocked) {
    /** Units that exist but were never sold. */
    public boolean unsold() {
        return capacity.equals("UNSOLD");
    }

    /** All three parts together. */
    public long total() {
        return Math.addExact(Math.addExact(available, held), blocked);
    }
}
