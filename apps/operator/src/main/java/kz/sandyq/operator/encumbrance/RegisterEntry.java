package kz.sandyq.operator.encumbrance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row: an entry with its parties by name and, for an encumbrance in the log, what remains of it. Quantities in minor
 * units of the asset.
 *
 * @param coreId id of the encumbrance in the core, once it is in the log
 * @param remaining what still is encumbered; null while the read model does not know it
 * @param covered the blocked part of it
 * @param remainingAssetId asset of what remains: after redemption it is money
 */
record RegisterEntry(
        long id,
        EntryType entryType,
        EntryState state,
        long accountId,
        long clientId,
        String clientName,
        @Nullable Long toAccountId,
        @Nullable Long toClientId,
        @Nullable String toClientName,
        long assetId,
        String assetCode,
        int scale,
        long quantity,
        @Nullable Long pledgeeId,
        @Nullable String pledgeeName,
        int rank,
        boolean stopsCirculation,
        boolean stopsIncome,
        boolean stopsRedemption,
        @Nullable Instant expiresAt,
        @Nullable LocalDate effectiveDate,
        @Nullable Long releasesId,
        GroundKind groundKind,
        String groundNumber,
        LocalDate groundDate,
        String groundIssuedBy,
        long groundDocument,
        String groundSha256,
        long proposedBy,
        String proposedName,
        @Nullable Long approvedBy,
        @Nullable String approvedName,
        @Nullable Long approvalId,
        @Nullable Long coreId,
        int rejectCode,
        @Nullable Long sequence,
        Instant proposedAt,
        @Nullable Instant answeredAt,
        @Nullable Long remaining,
        @Nullable Long covered,
        @Nullable Long remainingAssetId,
        @Nullable String remainingCode,
        @Nullable Integer remainingScale) {
    /** The clients whose affair it is. */
    List<Long> parties() {
        return Stream.of(clientId, toClientId, pledgeeId)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether something of it can be released. */
    public boolean releasable() {
        return entryType.encumbers() && state == EntryState.ENTERED && (remaining == null || remaining > 0);
    }
}
