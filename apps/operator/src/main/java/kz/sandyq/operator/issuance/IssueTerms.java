package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The terms of an issue as the issuer writes them; null is "not written yet". Names of a debt's fields are those of the
 * ICMA Bond Data Taxonomy.
 *
 * @param kinds kinds the issuer declares; exactly one is accepted
 * @param name full name of the asset
 * @param code short code, 3 to 12 capital letters and digits
 * @param instrumentKind what financial instrument it is; needed for FINANCIAL_INSTRUMENT
 * @param baseAssets kinds of property in the base basket, empty for none
 * @param baseAssetDescription what exactly the property is and where it is
 * @param valuationRule how the value or quantity of the base asset decides the value of the asset
 * @param holderClaim what a holder may demand in respect of the base asset
 * @param volume largest number of units that may ever exist
 * @param specifiedCurrency ISO 4217 code of the money of the terms
 * @param specifiedDenomination nominal of one unit
 * @param issuePrice price of one unit at placement; below the nominal for a discount note
 * @param redemptionPrice money the issuer pays for one unit at redemption
 * @param requiredBackingRatio base value per volume x nominal that the terms require, at least 1
 * @param issueDate first day on which units may exist
 * @param maturityDate day of redemption, null for a stablecoin
 * @param incomeDates days of periodic income, after the issue and not after the maturity
 * @param redemptionGrounds grounds of the terms besides performance at maturity
 * @param redemptionTerms in plain words: what is paid, when, how
 */
record IssueTerms(
        @Nullable Set<IssueKind> kinds,
        @Nullable String name,
        @Nullable String code,
        @Nullable String instrumentKind,
        @Nullable Set<BaseAssetKind> baseAssets,
        @Nullable String baseAssetDescription,
        @Nullable String valuationRule,
        @Nullable String holderClaim,
        @Nullable BigDecimal volume,
        @Nullable String specifiedCurrency,
        @Nullable BigDecimal specifiedDenomination,
        @Nullable BigDecimal issuePrice,
        @Nullable BigDecimal redemptionPrice,
        @Nullable BigDecimal requiredBackingRatio,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate maturityDate,
        @Nullable Set<LocalDate> incomeDates,
        @Nullable Set<RedemptionGround> redemptionGrounds,
        @Nullable String redemptionTerms) {

    static final IssueTerms EMPTY = new IssueTerms(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);

    IssueTerms {
        kinds = sorted(kinds);
        baseAssets = sorted(baseAssets);
        incomeDates = sorted(incomeDates);
        redemptionGrounds = sorted(redemptionGrounds);
    }

    /** The declared kind, null until exactly one is declared. */
    @Nullable
    public IssueKind kind() {
        Set<IssueKind> declared = kinds;
        return declared != null && declared.size() == 1 ? declared.iterator().next() : null;
    }

    /** True when the terms provide for a base asset. */
    public boolean hasBaseAsset() {
        Set<BaseAssetKind> basket = baseAssets;
        return basket != null && !basket.isEmpty();
    }

    private static <T extends Comparable<? super T>> @Nullable Set<T> sorted(@Nullable Set<T> values) {
        return values == null ? null : java.util.Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
