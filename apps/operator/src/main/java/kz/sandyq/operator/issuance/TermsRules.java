package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;

/** What terms must be before they may be sent for registration. Pure: the same terms give the same findings. */
final class TermsRules {
    /** Digits after the decimal point of the tenge. */
    static final int MONEY_SCALE = 2;

    static final String CURRENCY = "KZT";
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{2,11}");

    private TermsRules() {}

    static List<Finding> check(IssueTerms terms) {
        List<Finding> findings = new ArrayList<>();
        typeMismatch(terms, findings);
        baseAssetComplete(terms, findings);
        required(terms.name(), "name", findings);
        required(terms.redemptionTerms(), "redemptionTerms", findings);
        String code = terms.code();
        if (code == null || !CODE.matcher(code).matches()) {
            findings.add(Finding.of("TERMS_CODE_INVALID", "", code == null ? "" : code));
        }
        quantities(terms, findings);
        dates(terms, findings);
        return findings;
    }

    /** One kind, and a base basket that the kind allows. A stablecoin in the basket is another DFA, not money. */
    @LegalBasis("LAW-5")
    @LegalBasis("LAW-5.1")
    @LegalBasis("LAW-5.2")
    @LegalBasis("LAW-5.3")
    private static void typeMismatch(IssueTerms terms, List<Finding> findings) {
        IssueKind kind = terms.kind();
        Set<BaseAssetKind> basket = terms.baseAssets() == null ? Set.of() : terms.baseAssets();
        boolean onlyMoney = basket.equals(Set.of(BaseAssetKind.BASE_MONEY));
        boolean money = basket.contains(BaseAssetKind.BASE_MONEY);
        if (kind == null) {
            findings.add(Finding.of("DFA_TYPE_MISMATCH", "LAW-5"));
        } else if (kind == IssueKind.STABLECOIN && !onlyMoney) {
            findings.add(Finding.of("DFA_TYPE_MISMATCH", "LAW-5.1"));
        } else if (kind == IssueKind.ASSET_BACKED && (money || basket.isEmpty())) {
            findings.add(Finding.of("DFA_TYPE_MISMATCH", "LAW-5.2"));
        } else if (kind == IssueKind.FINANCIAL_INSTRUMENT) {
            if (money) {
                findings.add(Finding.of("DFA_TYPE_MISMATCH", "LAW-5.3"));
            }
            required(terms.instrumentKind(), "instrumentKind", findings);
        }
    }

    @LegalBasis("LAW-1.6-8")
    private static void baseAssetComplete(IssueTerms terms, List<Finding> findings) {
        if (!terms.hasBaseAsset()) {
            return;
        }
        required(terms.baseAssetDescription(), "baseAssetDescription", findings);
        if (blank(terms.valuationRule()) || blank(terms.holderClaim())) {
            findings.add(Finding.of("BASE_ASSET_INCOMPLETE", "LAW-1.6-8"));
        }
        BigDecimal ratio = terms.requiredBackingRatio();
        if (ratio == null || ratio.compareTo(BigDecimal.ONE) < 0) {
            findings.add(
                    Finding.of("BACKING_RATIO_BELOW_ONE", "RUL-39.p2", ratio == null ? "" : ratio.toPlainString()));
        }
    }

    private static void quantities(IssueTerms terms, List<Finding> findings) {
        if (!CURRENCY.equals(terms.specifiedCurrency())) {
            findings.add(Finding.of("TERMS_CURRENCY_NOT_SUPPORTED", "", CURRENCY));
        }
        boolean stablecoin = terms.kind() == IssueKind.STABLECOIN;
        amount(terms.volume(), stablecoin ? MONEY_SCALE : 0, "volume", findings);
        boolean prices = amount(terms.specifiedDenomination(), MONEY_SCALE, "specifiedDenomination", findings)
                & amount(terms.issuePrice(), MONEY_SCALE, "issuePrice", findings)
                & amount(terms.redemptionPrice(), MONEY_SCALE, "redemptionPrice", findings);
        if (stablecoin && prices && !atPar(terms)) {
            findings.add(Finding.of("STABLECOIN_NOT_AT_PAR", "LAW-5.1"));
        }
    }

    private static boolean atPar(IssueTerms terms) {
        return is(terms.specifiedDenomination(), BigDecimal.ONE)
                && is(terms.issuePrice(), BigDecimal.ONE)
                && is(terms.redemptionPrice(), BigDecimal.ONE);
    }

    private static void dates(IssueTerms terms, List<Finding> findings) {
        var issueDate = terms.issueDate();
        var maturity = terms.maturityDate();
        if (issueDate == null) {
            findings.add(Finding.of("TERMS_MISSING", "", "issueDate"));
        }
        if (terms.kind() == IssueKind.STABLECOIN) {
            if (maturity != null) {
                findings.add(Finding.of("STABLECOIN_HAS_NO_MATURITY", "LAW-5.1"));
            }
        } else if (maturity == null) {
            findings.add(Finding.of("TERMS_MISSING", "", "maturityDate"));
        } else if (issueDate != null && !maturity.isAfter(issueDate)) {
            findings.add(Finding.of("MATURITY_NOT_AFTER_ISSUE", "", maturity));
        }
        if (!incomeWithinTerm(terms)) {
            findings.add(Finding.of("INCOME_DATES_OUT_OF_TERM", ""));
        }
    }

    /** Income is paid after the issue and not after the maturity; a stablecoin has none. */
    private static boolean incomeWithinTerm(IssueTerms terms) {
        var days = terms.incomeDates();
        var issueDate = terms.issueDate();
        var maturity = terms.maturityDate();
        return days == null
                || days.isEmpty()
                || terms.kind() != IssueKind.STABLECOIN
                        && issueDate != null
                        && maturity != null
                        && days.stream().allMatch(day -> day.isAfter(issueDate) && !day.isAfter(maturity));
    }

    private static boolean amount(@Nullable BigDecimal value, int scale, String field, List<Finding> findings) {
        if (value == null) {
            findings.add(Finding.of("TERMS_MISSING", "", field));
        } else if (value.signum() <= 0) {
            findings.add(Finding.of("AMOUNT_NOT_POSITIVE", "", field));
        } else if (value.stripTrailingZeros().scale() > scale) {
            findings.add(Finding.of("AMOUNT_TOO_PRECISE", "", field, scale));
        } else if (value.movePointRight(scale).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            findings.add(Finding.of("AMOUNT_OVERFLOW", "", field));
        } else {
            return true;
        }
        return false;
    }

    private static boolean is(@Nullable BigDecimal value, BigDecimal expected) {
        return value != null && value.compareTo(expected) == 0;
    }

    private static void required(@Nullable String value, String field, List<Finding> findings) {
        if (blank(value)) {
            findings.add(Finding.of("TERMS_MISSING", "", field));
        }
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
