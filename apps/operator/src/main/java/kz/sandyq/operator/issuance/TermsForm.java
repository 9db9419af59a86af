package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** Terms as programs and pages write them: every amount a decimal text. Meanings are those of {@link IssueTerms}. */
record TermsForm(
        @Nullable Set<IssueKind> kinds,
        @Nullable String name,
        @Nullable String code,
        @Nullable String instrumentKind,
        @Nullable Set<BaseAssetKind> baseAssets,
        @Nullable String baseAssetDescription,
        @Nullable String valuationRule,
        @Nullable String holderClaim,
        @Nullable String volume,
        @Nullable String specifiedCurrency,
        @Nullable String specifiedDenomination,
        @Nullable String issuePrice,
        @Nullable String redemptionPrice,
        @Nullable String requiredBackingRatio,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate issueDate,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate maturityDate,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        Set<LocalDate> incomeDates,

        @Nullable Set<RedemptionGround> redemptionGrounds,
        @Nullable String redemptionTerms) {
    private static final int DIGITS_MAX = 40;

    IssueTerms terms() {
        return new IssueTerms(
                kinds,
                text(name),
                text(code),
                text(instrumentKind),
                baseAssets,
                text(baseAssetDescription),
                text(valuationRule),
                text(holderClaim),
                decimal(volume, "volume"),
                text(specifiedCurrency),
                decimal(specifiedDenomination, "specifiedDenomination"),
                decimal(issuePrice, "issuePrice"),
                decimal(redemptionPrice, "redemptionPrice"),
                decimal(requiredBackingRatio, "requiredBackingRatio"),
                issueDate,
                maturityDate,
                incomeDates,
                redemptionGrounds,
                text(redemptionTerms));
    }

    static TermsForm of(IssueTerms terms) {
        return new TermsForm(
                terms.kinds(),
                terms.name(),
                terms.code(),
                terms.instrumentKind(),
                terms.baseAssets(),
                terms.baseAssetDescription(),
                terms.valuationRule(),
                terms.holderClaim(),
                plain(terms.volume()),
                terms.specifiedCurrency(),
                plain(terms.specifiedDenomination()),
                plain(terms.issuePrice()),
                plain(terms.redemptionPrice()),
                plain(terms.requiredBackingRatio()),
                terms.issueDate(),
                terms.maturityDate(),
                terms.incomeDates(),
                terms.redemptionGrounds(),
                terms.redemptionTerms());
    }

    /** A decimal as typed; spaces between thousands and a comma are understood. */
    static @Nullable BigDecimal decimal(@Nullable String typed, String field) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String plain = typed.replaceAll("[\\s\\u00a0\\u2009]", "").replace(',', '.');
        if (plain.length() > DIGITS_MAX || !plain.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new RefusedException("AMOUNT_MALFORMED", typed).field(field);
        }
        return new BigDecimal(plain);
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
