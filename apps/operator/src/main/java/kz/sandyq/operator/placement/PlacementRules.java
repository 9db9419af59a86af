package kz.sandyq.operator.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.Finding;
import org.jspecify.annotations.Nullable;

/** What a placement must be before its window may open. */
final class PlacementRules {
    private PlacementRules() {}

    /**
     * Checks an application against the issue.
     *
     * @param mintedUnsold units that exist and are unsold
     * @param termsPriceMinor price that the terms of the issue set
     * @param now current instant
     */
    @LegalBasis("RUL-48")
    static List<Finding> check(PlacementTerms terms, long mintedUnsold, long termsPriceMinor, Instant now) {
        List<Finding> findings = new ArrayList<>();
        present(terms, findings);
        if (!findings.isEmpty()) {
            return findings;
        }
        long lot = value(terms.lotQuantity());
        long minimum = value(terms.minimumQuantity());
        long maximum = value(terms.maximumQuantity());
        long cap = value(terms.investorCapQuantity());
        if (lot <= 0 || maximum <= 0 || minimum < 0 || cap < 0) {
            return List.of(finding("AMOUNT_NOT_POSITIVE", "", "quantity"));
        }
        if (maximum > mintedUnsold) {
            findings.add(finding("PLACEMENT_ABOVE_ISSUED", "RUL-48", maximum, mintedUnsold));
        }
        if (minimum > maximum) {
            findings.add(finding("PLACEMENT_MINIMUM_ABOVE_MAXIMUM", "", minimum, maximum));
        }
        if (minimum % lot != 0 || maximum % lot != 0 || cap % lot != 0) {
            findings.add(finding("NOT_WHOLE_LOTS", "", lot));
        }
        window(terms, now, findings);
        price(terms, termsPriceMinor, findings);
        return findings;
    }

    @LegalBasis("LAW-1.6-6-p2")
    private static void price(PlacementTerms terms, long termsPriceMinor, List<Finding> findings) {
        if (value(terms.priceMinor()) != termsPriceMinor) {
            findings.add(finding("CONTRADICTS_ISSUE_TERMS", "LAW-1.6-6-p2"));
        }
    }

    private static void window(PlacementTerms terms, Instant now, List<Finding> findings) {
        Instant from = terms.from();
        Instant until = terms.until();
        if (from == null || until == null || !until.isAfter(from) || !until.isAfter(now)) {
            findings.add(finding("PLACEMENT_WINDOW_INVALID", ""));
        }
    }

    private static void present(PlacementTerms terms, List<Finding> findings) {
        required(terms.from(), "from", findings);
        required(terms.until(), "until", findings);
        required(terms.minimumQuantity(), "minimumQuantity", findings);
        required(terms.maximumQuantity(), "maximumQuantity", findings);
        required(terms.priceMinor(), "price", findings);
        required(terms.lotQuantity(), "lotQuantity", findings);
        required(terms.investorCapQuantity(), "investorCapQuantity", findings);
        required(terms.method(), "method", findings);
    }

    private static void required(@Nullable Object value, String field, List<Finding> findings) {
        if (value == null) {
            findings.add(finding("TERMS_MISSING", "", field));
        }
    }

    private static long value(@Nullable Long value) {
        if (value == null) {
            throw new IllegalStateException("checked before");
        }
        return value;
    }

    private static Finding finding(String code, String clause, Object... args) {
        return new Finding(
                code, clause, java.util.Arrays.stream(args).map(String::valueOf).toList());
    }
}
