package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationRulesTest {
    private static final Set<BaseAssetKind> GOODS = Set.of(BaseAssetKind.BASE_GOODS);
    private static final Instant LATER = Sample.NOW.plusSeconds(1);

    @Test
    @LegalBasis(value = "RUL-38.p1", shows = ACCEPTED)
    @LegalBasis(value = "RUL-38.p2", shows = ACCEPTED)
    @LegalBasis(value = "RUL-39.p1", shows = ACCEPTED)
    @LegalBasis(value = "RUL-39.p2", shows = ACCEPTED)
    @LegalBasis(value = "RUL-39.p4.2", shows = ACCEPTED)
    @LegalBasis(value = "RUL-41", shows = ACCEPTED)
    @LegalBasis(value = "RUL-43.1", shows = ACCEPTED)
    @LegalBasis(value = "RUL-44", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.1", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.3.1", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.3-p2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.4", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.4-p3", shows = ACCEPTED)
    @LegalBasis(value = "LAW-4.2.5", shows = ACCEPTED)
    @LegalBasis(value = "LAW-1.6-10", shows = ACCEPTED)
    void aSoundApplicationMayBeRegistered() {
        assertThat(codes(backed(Sample.certificate()))).isEmpty();
    }

    /** One line a certificate: value, currency, valid until; what it leads to. */
    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of(null, "KZT", LATER, "BASE_ASSET_NOT_VERIFIED"),
                Arguments.of("100000", "KZT", Sample.NOW, "CERTIFICATE_EXPIRED"),
                Arguments.of("100000", "KZT", Sample.NOW.minusMillis(1), "CERTIFICATE_EXPIRED"),
                Arguments.of("99999.99", "KZT", LATER, "BASE_ASSET_MISMATCH"),
                Arguments.of("99", "KZT", LATER, "BASE_ASSET_MISMATCH"),
                Arguments.of("100000", "USD", LATER, "BASE_ASSET_CURRENCY_MISMATCH"));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    @LegalBasis(value = "RUL-39.p1", shows = REFUSED)
    @LegalBasis(value = "RUL-39.p2", shows = REFUSED)
    @LegalBasis(value = "RUL-44", shows = REFUSED)
    @LegalBasis(value = "LAW-6.3-p2", shows = REFUSED)
    void aCertificateThatDoesNotCoverStops(@Nullable String value, String currency, Instant until, String code) {
        Certificate certificate = value == null ? null : Sample.certificate(value, currency, until);
        assertThat(codes(backed(certificate))).containsExactly(code);
    }

    @Test
    @LegalBasis(value = "RUL-39.p2", shows = ACCEPTED)
    void exactlyEnoughIsEnough() {
        assertThat(codes(backed(Sample.certificate("100000.00", "KZT", LATER)))).isEmpty();
        assertThat(BackingRatio.check(
                        new BigDecimal("100"), "KZT", new BigDecimal("100"), BigDecimal.ONE, "KZT", BigDecimal.ONE))
                .isEmpty();
        assertThat(BackingRatio.check(
                        new BigDecimal("110"),
                        "KZT",
                        new BigDecimal("100"),
                        BigDecimal.ONE,
                        "KZT",
                        new BigDecimal("1.1")))
                .isEmpty();
    }

    @Test
    @LegalBasis(value = "RUL-39.p2", shows = REFUSED)
    void theRatioOfTheTermsCounts() {
        IssueTerms terms = TermsEdit.of(Sample.backed()).ratio("1.00001").done();
        assertThat(codes(Sample.facts(terms, Sample.custody(), GOODS, Sample.certificate())))
                .containsExactly("BASE_ASSET_MISMATCH");
    }

    @Test
    @LegalBasis(value = "LAW-4.2.5", shows = REFUSED)
    @LegalBasis(value = "LAW-6.4-p3", shows = REFUSED)
    void aKindOutsideTheListIsNotPermittedAndWithoutAListNothingIs() {
        IssueTerms terms = Sample.backed();
        assertThat(codes(Sample.facts(terms, Sample.custody(), null, Sample.certificate())))
                .containsExactly("PARAMETER_NOT_CONFIGURED");
        assertThat(codes(Sample.facts(terms, Sample.custody(), Set.of(), Sample.certificate())))
                .containsExactly("BASE_ASSET_KIND_NOT_PERMITTED");
    }

    /** One line a gap in the custody: what is there; what it leads to. */
    static Stream<Arguments> custodies() {
        CustodyFacts whole = Sample.custody();
        var consent = whole.consent();
        var answer = whole.answer();
        var withdrawn = new CustodyFacts.Consent(Sample.NOW.minusSeconds(60), Sample.NOW);
        var noValue = new CustodyFacts.Answer("whole", BigDecimal.TEN, null, "KZT", Sample.NOW);
        var noTime = new CustodyFacts.Answer("whole", BigDecimal.TEN, BigDecimal.TEN, "KZT", null);
        var ended = new CustodyFacts.Agreement("1", Sample.TODAY.minusDays(9), Sample.TODAY.minusDays(1));
        var issuer = new CustodyFacts.Custodian(3, "x", Sample.ISSUER_BIN, true, "KZ");
        return Stream.of(
                Arguments.of(new CustodyFacts(whole.custodian(), null, consent, answer), "CUSTODIAN_MISSING"),
                Arguments.of(new CustodyFacts(whole.custodian(), ended, consent, answer), "CUSTODIAN_MISSING"),
                Arguments.of(new CustodyFacts(issuer, whole.agreement(), consent, answer), "CUSTODIAN_MISSING"),
                Arguments.of(with(whole, null, answer), "ISSUER_CONSENT_MISSING"),
                Arguments.of(with(whole, withdrawn, answer), "ISSUER_CONSENT_MISSING"),
                Arguments.of(with(whole, consent, null), "CUSTODIAN_ANSWER_INCOMPLETE"),
                Arguments.of(with(whole, consent, noValue), "CUSTODIAN_ANSWER_INCOMPLETE"),
                Arguments.of(with(whole, consent, noTime), "CUSTODIAN_ANSWER_INCOMPLETE"));
    }

    private static CustodyFacts with(
            CustodyFacts whole, CustodyFacts.@Nullable Consent consent, CustodyFacts.@Nullable Answer answer) {
        return new CustodyFacts(whole.custodian(), whole.agreement(), consent, answer);
    }

    @ParameterizedTest
    @MethodSource("custodies")
    @LegalBasis(value = "LAW-6.4", shows = REFUSED)
    @LegalBasis(value = "RUL-38.p1", shows = REFUSED)
    @LegalBasis(value = "RUL-38.p2", shows = REFUSED)
    void aGapInTheCustodyStops(CustodyFacts custody, String code) {
        assertThat(codes(Sample.facts(Sample.backed(), custody, GOODS, Sample.certificate())))
                .containsExactly(code);
    }

    @Test
    @LegalBasis(value = "RUL-44", shows = ACCEPTED)
    @LegalBasis(value = "LAW-5.3", shows = ACCEPTED)
    @LegalBasis(value = "RUL-38.p1", shows = ACCEPTED)
    void anInstrumentWithoutBaseAssetNeedsNoCertificate() {
        assertThat(codes(Sample.facts(Sample.note(), CustodyFacts.NONE, null, null)))
                .isEmpty();
        assertThat(RegistrationRules.baseAssetReason(Sample.note())).isEqualTo("NO_BASE_ASSET");
    }

    @Test
    @LegalBasis(value = "RUL-44", shows = REFUSED)
    void aStablecoinNeedsTheCertificateOfItsBankAccountButNotItsFullBalance() {
        IssueTerms terms = Sample.stablecoin();
        assertThat(codes(Sample.facts(terms, Sample.custody(), null, null))).containsExactly("BASE_ASSET_NOT_VERIFIED");
        assertThat(codes(Sample.facts(terms, Sample.custody(), null, Sample.certificate("0.01", "KZT", LATER))))
                .isEmpty();
    }

    @Test
    @LegalBasis(value = "RUL-41", shows = REFUSED)
    @LegalBasis(value = "LAW-6.2", shows = REFUSED)
    @LegalBasis(value = "RUL-43.1", shows = REFUSED)
    @LegalBasis(value = "LAW-6.3.1", shows = REFUSED)
    void anOpenOrNegativeLineStops() {
        IssueTerms terms = Sample.note();
        var open = Sample.examined(terms);
        open.remove(Checklist.Line.KIND_FITS);
        assertThat(Checklist.conclusion(terms, open))
                .containsExactly(Finding.of("EXAMINATION_NOT_COMPLETE", "RUL-41", "KIND_FITS"));
        var negative = Sample.examined(terms);
        negative.put(
                Checklist.Line.KIND_FITS, new Checklist.Answer(Checklist.Verdict.DOES_NOT_CONFORM, "two kinds", 1));
        assertThat(Checklist.conclusion(terms, negative))
                .containsExactly(Finding.of("ISSUE_DOCUMENTS_NONCONFORMING", "LAW-6.2", "KIND_FITS"));
        var noReason = new Checklist.Answer(Checklist.Verdict.DOES_NOT_CONFORM, " ", 1);
        assertThat(Checklist.answerable(Map.of(Checklist.Line.KIND_FITS, noReason)))
                .containsExactly(Finding.of("VERDICT_NEEDS_REASON", "RUL-41", "KIND_FITS"));
    }

    @Test
    @LegalBasis(value = "LAW-1.6-10", shows = REFUSED)
    void onlyAResidentLegalEntityIssues() {
        assertThat(new IssuerFacts(1, "x", "1", false, "KZ").check()).isPresent();
        assertThat(new IssuerFacts(1, "x", "1", true, "DE").check())
                .contains(Finding.of("ISSUER_NOT_KZ_RESIDENT_LEGAL_ENTITY", "LAW-1.6-10"));
    }

    @Test
    @LegalBasis(value = "LAW-6.1", shows = REFUSED)
    void aDecisionMustBeThisIssuersAndNameThisAsset() {
        IssueDecision good = Sample.decision();
        var other = new IssueDecision("1", good.date(), "000000000000", good.issueName(), 1, good.sha256());
        var otherName = new IssueDecision("1", good.date(), good.issuerBin(), "another", 1, good.sha256());
        var tomorrow =
                new IssueDecision("1", Sample.TODAY.plusDays(1), good.issuerBin(), good.issueName(), 1, good.sha256());
        for (IssueDecision decision : java.util.Arrays.asList(null, other, otherName, tomorrow)) {
            assertThat(IssueDecision.check(decision, Sample.issuer(), Sample.note(), Sample.TODAY))
                    .contains(Finding.of("ISSUE_DECISION_MISSING", "LAW-6.1"));
        }
    }

    @Test
    @LegalBasis(value = "RUL-39.p4.2", shows = REFUSED)
    void anOpenMismatchOfTheIssuerStopsHisNextIssue() {
        IssueTerms terms = Sample.backed();
        var facts = new RegistrationRules.Facts(
                terms,
                Sample.issuer(),
                Sample.decision(),
                Sample.examined(terms),
                Sample.custody(),
                GOODS,
                Sample.certificate(),
                true,
                Sample.TODAY,
                Sample.NOW);
        assertThat(codes(facts)).containsExactly("ISSUER_HAS_OPEN_MISMATCH");
    }

    private static RegistrationRules.Facts backed(@Nullable Certificate certificate) {
        return Sample.facts(Sample.backed(), Sample.custody(), GOODS, certificate);
    }

    private static List<String> codes(RegistrationRules.Facts facts) {
        return RegistrationRules.check(facts).stream().map(Finding::code).toList();
    }
}
