package kz.sandyq.protocol.command;

/**
 * A holder of a wallet and his share.
 *
 * @param holderRef opaque reference of a client relation, above 0
 * @param shareNumerator at least 1
 * @param shareDenominator at least 1; the shares of a wallet sum to one
 */
public record Holder(long holderRef, int shareNumerator, int shareDenominator) {
    /** The only holder of a wallet. */
    public static Holder sole(long holderRef) {
        return new Holder(holderRef, 1, 1);
    }
}
