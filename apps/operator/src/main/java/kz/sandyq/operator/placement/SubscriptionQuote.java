package kz.sandyq.operator.placement;

import java.time.Instant;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription will cost and whether it can be taken, shown before the button. The core decides again.
 *
 * @param costMinor money that will be reserved
 * @param freeAfterMinor free money left, negative when it does not suffice
 * @param refusal why it would be refused now, null when it would not
 */
record SubscriptionQuote(
        long costMinor, long freeAfterMinor, @Nullable Finding refusal) {

    /**
     * Quotes.
     *
     * @param from first instant of the window
     * @param until instant at which it is over
     * @param maximumQuantity most that the placement sells
     * @param investorCapQuantity most for one account, 0 for no cap
     * @param alreadyQuantity what the account has subscribed for
     * @param freeMinor free money of the account
     */
    @LegalBasis("LAW-1.6-6-p2")
    @LegalBasis("RUL-47.p1")
    static SubscriptionQuote of(
            long quantity,
            long priceMinor,
            long lotQuantity,
            Instant from,
            Instant until,
            long maximumQuantity,
            long investorCapQuantity,
            long alreadyQuantity,
            long freeMinor,
            Instant now) {
        if (quantity <= 0) {
            return new SubscriptionQuote(0, freeMinor, finding("AMOUNT_NOT_POSITIVE", ""));
        }
        Optional<Long> cost = product(quantity, priceMinor);
        if (cost.isEmpty()) {
            return new SubscriptionQuote(0, freeMinor, finding("AMOUNT_OVERFLOW", ""));
        }
        long costMinor = cost.get();
        Finding refusal = null;
        if (now.isBefore(from) || !now.isBefore(until)) {
            refusal = finding("OUTSIDE_WINDOW", "LAW-1.6-6-p2");
        } else if (quantity % lotQuantity != 0) {
            refusal = finding("NOT_WHOLE_LOTS", "");
        } else if (quantity > maximumQuantity) {
            refusal = finding("ABOVE_MAXIMUM", "RUL-48");
        } else if (investorCapQuantity > 0 && quantity > investorCapQuantity - alreadyQuantity) {
            refusal = finding("ABOVE_INVESTOR_CAP", "");
        } else if (costMinor > freeMinor) {
            refusal = finding("INSUFFICIENT_FUNDS", "RUL-47.p1");
        }
        return new SubscriptionQuote(costMinor, freeMinor - costMinor, refusal);
    }

    private static Optional<Long> product(long quantity, long priceMinor) {
        try {
            return Optional.of(Math.multiplyExact(quantity, priceMinor));
        } catch (ArithmeticException overflow) {
            return Optional.empty();
        }
    }

    private static Finding finding(String code, String clause) {
        return new Finding(code, clause, java.util.List.of());
    }
}
