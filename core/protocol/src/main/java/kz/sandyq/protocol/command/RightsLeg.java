package kz.sandyq.protocol.command;

/**
 * One leg of a succession, division or gift.
 *
 * @param encumbranceId the encumbrance that its units pass with, 0 for free units
 */
public record RightsLeg(long fromAccountId, long toAccountId, long assetId, long quantity, long encumbranceId) {
    /** Free units. */
    public static RightsLeg free(long fromAccountId, long toAccountId, long assetId, long quantity) {
        return new RightsLeg(fromAccountId, toAccountId, assetId, quantity, 0);
    }
}
