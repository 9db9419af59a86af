package kz.sandyq.operator.encumbrance;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a registrar gives it; 0 stands for an id that the type does not have.
 *
 * @param accountId the holder's account in the core
 * @param toAccountId the recipient's account of a transfer
 * @param quantity decimal text in units of the asset
 * @param pledgeeId client relation of the pledgee
 * @param rank order among the encumbrances of one holding, 1 is the first; 0 for none
 * @param expiresAt when the encumbrance ends by itself, null for never
 * @param effectiveDate day on which it takes effect in law, null for the day of the record
 * @param releasesId the entry that is released
 */
record EntryForm(
        EntryType type,
        long accountId,
        long toAccountId,
        long assetId,
        String quantity,
        long pledgeeId,
        int rank,
        boolean stopsCirculation,
        boolean stopsIncome,
        boolean stopsRedemption,
        @Nullable Instant expiresAt,
        @Nullable LocalDate effectiveDate,
        long releasesId,
        GroundForm ground) {
    /** A release of an entry. */
    static EntryForm release(long releasesId, String quantity, GroundForm ground) {
        return new EntryForm(
                EntryType.RELEASE, 0, 0, 0, quantity, 0, 0, false, false, false, null, null, releasesId, ground);
    }

    /** A transfer outside trading. */
    static EntryForm transfer(
            long from, long to, long assetId, String quantity, @Nullable LocalDate effectiveDate, GroundForm ground) {
        return new EntryForm(
                EntryType.TRANSFER,
                from,
                to,
                assetId,
                quantity,
                0,
                0,
                false,
                false,
                false,
                null,
                effectiveDate,
                0,
                ground);
    }
}
