package kz.sandyq.operator.placement;

import java.time.Instant;
import kz.sandyq.operator.issuance.MarketView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.format.Amounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Placements as programs see them: quantities in whole units, money as decimal text of the tenge. */
@Component
class PlacementViews {
    private static final int MONEY_SCALE = 2;
    private static final String CURRENCY = "KZT";

    private final MarketView market;
    private final PublicId ids;

    PlacementViews(MarketView market, PublicId ids) {
        this.market = market;
        this.ids = ids;
    }

    /** What the issuer applied for; {@code price} of one unit. */
    record TermsView(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long minimumQuantity,
            @Nullable Long maximumQuantity,
            @Nullable String price,
            String currency,
            @Nullable Long lotQuantity,
            @Nullable Long investorCapQuantity,
            PlacementTerms.@Nullable Method method) {}

    /** How the placement stands in the log. */
    record StateView(
            String status, long subscribedQuantity, long allocatedQuantity, String proceeds, String currency) {}

    /** A placement, with its state in the log once it is open there. */
    record View(
            String id,
            String issueId,
            @Nullable String placementId,
            String status,
            TermsView terms,
            @Nullable Integer rejectCode,
            @Nullable Long sequence,
            @Nullable StateView state,
            MarketView.@Nullable TaskState allocation) {}

    View view(PlacementStore.Row row) {
        Long placement = row.placementId();
        return new View(
                ids.of(row.id()),
                ids.of(row.issueId()),
                placement == null ? null : ids.of(placement),
                row.status(),
                terms(row.terms()),
                row.rejectCode(),
                row.sequence(),
                placement == null
                        ? null
                        : market.placement(placement).map(PlacementViews::state).orElse(null),
                placement == null ? null : market.task("ALLOCATION", placement).orElse(null));
    }

    private static TermsView terms(PlacementTerms terms) {
        Long price = terms.priceMinor();
        return new TermsView(
                terms.from(),
                terms.until(),
                terms.minimumQuantity(),
                terms.maximumQuantity(),
                price == null ? null : money(price),
                CURRENCY,
                terms.lotQuantity(),
                terms.investorCapQuantity(),
                terms.method());
    }

    private static StateView state(MarketView.PlacementState state) {
        return new StateView(
                state.status(),
                state.subscribedQuantity(),
                state.allocatedQuantity(),
                money(state.proceedsMinor()),
                CURRENCY);
    }

    /** Decimal text of tenge. */
    static String money(long minor) {
        return Amounts.decimal(minor, MONEY_SCALE);
    }

    /** Minor units of a price; refuses with the codes of {@link Amounts#minor}. */
    static @Nullable Long minor(@Nullable String amount) {
        return amount == null ? null : (Long) Amounts.minor(amount, MONEY_SCALE);
    }
}
