package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static kz.sandyq.operator.issuance.BaseAssetKind.BASE_GOODS;
import static kz.sandyq.operator.issuance.BaseAssetKind.BASE_MONEY;
import static kz.sandyq.operator.issuance.BaseAssetKind.BASE_OTHER_DFA;
import static kz.sandyq.operator.issuance.IssueKind.ASSET_BACKED;
import static kz.sandyq.operator.issuance.IssueKind.FINANCIAL_INSTRUMENT;
import static kz.sandyq.operator.issuance.IssueKind.STABLECOIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TermsRulesTest {
    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of(Set.of(STABLECOIN), Set.of(BASE_MONEY)),
                Arguments.of(Set.of(ASSET_BACKED), Set.of(BASE_GOODS)),
                Arguments.of(Set.of(ASSET_BACKED), Set.of(BASE_OTHER_DFA)),
                Arguments.of(Set.of(ASSET_BACKED), Set.of(BaseAssetKind.BASE_FINANCIAL_ASSET)),
                Arguments.of(Set.of(FINANCIAL_INSTRUMENT), Set.of()),
                Arguments.of(Set.of(FINANCIAL_INSTRUMENT), Set.of(BASE_GOODS)));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    @LegalBasis(value = "LAW-5", shows = ACCEPTED)
    @LegalBasis(value = "LAW-5.1", shows = ACCEPTED)
    @LegalBasis(value = "LAW-5.2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-5.3", shows = ACCEPTED)
    @LegalBasis(value = "LAW-1.6-8", shows = ACCEPTED)
    void aKindGoesWithItsBaseAsset(Set<IssueKind> kinds, Set<BaseAssetKind> basket) {
        assertThat(TermsRules.check(Sample.terms(kinds, basket))).isEmpty();
    }

    static Stream<Arguments> mismatched() {
        return Stream.of(
                Arguments.of(Set.of(), Set.of(BASE_GOODS), "LAW-5"),
                Arguments.of(Set.of(STABLECOIN, ASSET_BACKED), Set.of(BASE_MONEY), "LAW-5"),
                Arguments.of(Set.of(STABLECOIN), Set.of(), "LAW-5.1"),
                Arguments.of(Set.of(STABLECOIN), Set.of(BASE_MONEY, BASE_GOODS), "LAW-5.1"),
                Arguments.of(Set.of(ASSET_BACKED), Set.of(BASE_MONEY), "LAW-5.2"),
                Arguments.of(Set.of(ASSET_BACKED), Set.of(BASE_GOODS, BASE_MONEY), "LAW-5.2"),
                Arguments.of(Set.of(ASSET_BACKED), Set.of(), "LAW-5.2"),
                Arguments.of(Set.of(FINANCIAL_INSTRUMENT), Set.of(BASE_MONEY), "LAW-5.3"));
    }

    @ParameterizedTest
    @MethodSource("mismatched")
    @LegalBasis(value = "LAW-5", shows = REFUSED)
    @LegalBasis(value = "LAW-5.1", shows = REFUSED)
    @LegalBasis(value = "LAW-5.2", shows = REFUSED)
    @LegalBasis(value = "LAW-5.3", shows = REFUSED)
    void anyOtherPairIsAMismatch(Set<IssueKind> kinds, Set<BaseAssetKind> basket, String clause) {
        List<Finding> findings = TermsRules.check(Sample.terms(kinds, basket));
        assertThat(findings).contains(Finding.of("DFA_TYPE_MISMATCH", clause));
    }

    @Test
    void anEmptyDraftNamesEverythingThatIsMissing() {
        assertThat(TermsRules.check(IssueTerms.EMPTY))
                .extracting(Finding::code)
                .contains("DFA_TYPE_MISMATCH", "TERMS_CODE_INVALID", "TERMS_MISSING", "TERMS_CURRENCY_NOT_SUPPORTED");
    }

    @Test
    @LegalBasis(value = "LAW-1.6-8", shows = REFUSED)
    void aBaseAssetWithoutValuationRuleOrClaimIsIncomplete() {
        IssueTerms whole = Sample.backed();
        IssueTerms noClaim = TermsEdit.of(whole).claim(null).done();
        IssueTerms noRule = TermsEdit.of(whole).valuationRule(" ").done();
        assertThat(codes(noClaim)).containsExactly("BASE_ASSET_INCOMPLETE");
        assertThat(codes(noRule)).containsExactly("BASE_ASSET_INCOMPLETE");
    }

    @Test
    void valuesOutsideTheirRangeAreRefused() {
        assertThat(codes(TermsEdit.of(Sample.backed()).ratio("0.999").done()))
                .containsExactly("BACKING_RATIO_BELOW_ONE");
        assertThat(codes(TermsEdit.of(Sample.backed()).volume("0").done())).containsExactly("AMOUNT_NOT_POSITIVE");
        assertThat(codes(TermsEdit.of(Sample.backed()).volume("-1").done())).containsExactly("AMOUNT_NOT_POSITIVE");
        assertThat(codes(TermsEdit.of(Sample.backed()).volume("1.5").done())).containsExactly("AMOUNT_TOO_PRECISE");
        assertThat(codes(TermsEdit.of(Sample.backed())
                        .volume("9223372036854775807")
                        .done()))
                .isEmpty();
        assertThat(codes(TermsEdit.of(Sample.backed())
                        .volume("9223372036854775808")
                        .done()))
                .containsExactly("AMOUNT_OVERFLOW");
        assertThat(codes(TermsEdit.of(Sample.stablecoin()).denomination("2").done()))
                .containsExactly("STABLECOIN_NOT_AT_PAR");
        assertThat(codes(TermsEdit.of(Sample.note()).maturity(Sample.TODAY).done()))
                .containsExactly("MATURITY_NOT_AFTER_ISSUE");
        assertThat(codes(TermsEdit.of(Sample.note())
                        .income(Set.of(Sample.TODAY.plusDays(1), Sample.TODAY.plusYears(1)))
                        .done()))
                .isEmpty();
        assertThat(codes(
                        TermsEdit.of(Sample.note()).income(Set.of(Sample.TODAY)).done()))
                .containsExactly("INCOME_DATES_OUT_OF_TERM");
        assertThat(codes(TermsEdit.of(Sample.note())
                        .income(Set.of(Sample.TODAY.plusYears(1).plusDays(1)))
                        .done()))
                .containsExactly("INCOME_DATES_OUT_OF_TERM");
        assertThat(codes(TermsEdit.of(Sample.stablecoin())
                        .income(Set.of(Sample.TODAY.plusDays(1)))
                        .done()))
                .containsExactly("INCOME_DATES_OUT_OF_TERM");
    }

    @Test
    @LegalBasis(
            value = "LAW-6.1-p2",
            shows = {ACCEPTED, REFUSED})
    @LegalBasis(
            value = "LAW-6.1-p2-a",
            shows = {ACCEPTED, REFUSED})
    @LegalBasis(
            value = "LAW-6.1-p2-b",
            shows = {ACCEPTED, REFUSED})
    void theKindAloneDecidesWhoseRulesApply() {
        assertThat(STABLECOIN.ruleSetOwner()).isEqualTo(IssueKind.RuleSetOwner.NBK);
        assertThat(ASSET_BACKED.ruleSetOwner()).isEqualTo(IssueKind.RuleSetOwner.FIN_REGULATOR);
        assertThat(FINANCIAL_INSTRUMENT.ruleSetOwner()).isEqualTo(IssueKind.RuleSetOwner.FIN_REGULATOR);
        assertThat(codes(Sample.terms(Set.of(), Set.of())))
                .as("no kind, no registration")
                .contains("DFA_TYPE_MISMATCH");
    }

    private static List<String> codes(IssueTerms terms) {
        return TermsRules.check(terms).stream().map(Finding::code).toList();
    }
}
