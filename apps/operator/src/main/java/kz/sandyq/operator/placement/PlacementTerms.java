package kz.sandyq.operator.placement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer applies for. Quantities are units of the issue, prices minor units of its money; null is "not
 * written".
 *
 * @param from first instant of the window
 * @param until instant at which the window is over
 * @param minimumQuantity below it everybody is refunded, 0 for none
 * @param maximumQuantity most that may be sold
 * @param priceMinor price of one unit
 * @param lotQuantity step of a subscription
 * @param investorCapQuantity most that one account may subscribe for, 0 for no cap
 * @param method how an oversubscribed placement is shared out
 */
record PlacementTerms(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Long minimumQuantity,
        @Nullable Long maximumQuantity,
        @Nullable Long priceMinor,
        @Nullable Long lotQuantity,
        @Nullable Long investorCapQuantity,
        @Nullable Method method) {

    /** How an oversubscribed placement is shared out. */
    enum Method {
        FIRST_COME,
        PRO_RATA
    }
}
