package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes one term and leaves the others. */
record TermsEdit(IssueTerms t) {
    static TermsEdit of(IssueTerms terms) {
        return new TermsEdit(terms);
    }

    IssueTerms done() {
        return t;
    }

    TermsEdit claim(@Nullable String claim) {
        return with(
                t.valuationRule(),
                claim,
                t.volume(),
                t.specifiedDenomination(),
                t.requiredBackingRatio(),
                t.maturityDate(),
                t.incomeDates());
    }

    TermsEdit valuationRule(String rule) {
        return with(
                rule,
                t.holderClaim(),
                t.volume(),
                t.specifiedDenomination(),
                t.requiredBackingRatio(),
                t.maturityDate(),
                t.incomeDates());
    }

    TermsEdit volume(String volume) {
        return with(
                t.valuationRule(),
                t.holderClaim(),
                new BigDecimal(volume),
                t.specifiedDenomination(),
                t.requiredBackingRatio(),
                t.maturityDate(),
                t.incomeDates());
    }

    TermsEdit denomination(String nominal) {
        return with(
                t.valuationRule(),
                t.holderClaim(),
                t.volume(),
                new BigDecimal(nominal),
                t.requiredBackingRatio(),
                t.maturityDate(),
                t.incomeDates());
    }

    TermsEdit ratio(String ratio) {
        return with(
                t.valuationRule(),
                t.holderClaim(),
                t.volume(),
                t.specifiedDenomination(),
                new BigDecimal(ratio),
                t.maturityDate(),
                t.incomeDates());
    }

    TermsEdit maturity(LocalDate day) {
        return with(
                t.valuationRule(),
                t.holderClaim(),
                t.volume(),
                t.specifiedDenomination(),
                t.requiredBackingRatio(),
                day,
                t.incomeDates());
    }

    TermsEdit income(Set<LocalDate> days) {
        return with(
                t.valuationRule(),
                t.holderClaim(),
                t.volume(),
                t.specifiedDenomination(),
                t.requiredBackingRatio(),
                t.maturityDate(),
                days);
    }

    private TermsEdit with(
            @Nullable String rule,
            @Nullable String claim,
            @Nullable BigDecimal volume,
            @Nullable BigDecimal nominal,
            @Nullable BigDecimal ratio,
            @Nullable LocalDate maturity,
            @Nullable Set<LocalDate> income) {
        return new TermsEdit(new IssueTerms(
                t.kinds(),
                t.name(),
                t.code(),
                t.instrumentKind(),
                t.baseAssets(),
                t.baseAssetDescription(),
                rule,
                claim,
                volume,
                t.specifiedCurrency(),
                nominal,
                t.issuePrice(),
                t.redemptionPrice(),
                ratio,
                t.issueDate(),
                maturity,
                income,
                t.redemptionGrounds(),
                t.redemptionTerms()));
    }
}
