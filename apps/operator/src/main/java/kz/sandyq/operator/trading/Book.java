package kz.sandyq.operator.trading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision to open a traded pair.
 *
 * @param lotQuantity minor units of the base asset in one lot
 * @param tickMinor smallest step of a price of one lot, minor units of the quote asset
 * @param instrumentId number of the pair in the core, once it is open there
 * @param rejectCode why the core refused, 0 when it did not
 */
record Book(
        long id,
        long baseAssetId,
        long quoteAssetId,
        long lotQuantity,
        long tickMinor,
        String symbol,
        Status status,
        @Nullable Long approval,
        long proposedBy,
        @Nullable Long approvedBy,
        @Nullable Long instrumentId,
        int rejectCode,
        long sequence,
        Instant createdAt) {
    /** Where it stands. */
    enum Status {
        PROPOSED,
        DECLINED,
        OPENING,
        OPEN,
        REFUSED
    }
}
