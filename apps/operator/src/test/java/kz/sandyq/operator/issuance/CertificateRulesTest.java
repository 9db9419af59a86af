package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import org.junit.jupiter.api.Test;

class CertificateRulesTest {
    @Test
    @LegalBasis(value = "RUL-40", shows = ACCEPTED)
    @LegalBasis(value = "RUL-39.p1", shows = ACCEPTED)
    void aWholeCertificateMayBeGiven() {
        assertThat(codes(Sample.certificate(), 1)).isEmpty();
    }

    @Test
    @LegalBasis(value = "RUL-39.p1", shows = REFUSED)
    void eachOfTheFourFindingsAndTheirEvidenceIsNeeded() {
        var empty = new Certificate(null, null, null, null, null, null, null, null, null, null, null);
        assertThat(codes(empty, 0)).hasSize(9).containsOnly("CERTIFICATE_INCOMPLETE");
        assertThat(codes(Sample.certificate(), 0)).containsExactly("CERTIFICATE_INCOMPLETE");
    }

    @Test
    @LegalBasis(value = "RUL-40", shows = REFUSED)
    void aBurdenInFavourOfTheOperatorIsRefused() {
        assertThat(codes(beneficiary(Sample.OPERATOR_BIN), 1)).containsExactly("BASE_ASSET_USED_BY_OPERATOR");
        assertThat(codes(beneficiary(Sample.ISSUER_BIN), 1)).isEmpty();
    }

    @Test
    void evidenceOfTomorrowIsNoEvidence() {
        Certificate c = Sample.certificate();
        var tomorrow = new Certificate(
                c.exists(),
                c.legalStatus(),
                c.encumbrances(),
                null,
                c.marketValue(),
                c.currency(),
                c.valuationDate(),
                Sample.TODAY.plusDays(1),
                c.quantity(),
                c.unit(),
                c.validUntil());
        assertThat(codes(tomorrow, 1)).containsExactly("CERTIFICATE_EVIDENCE_IN_FUTURE");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-9",
            shows = {ACCEPTED, REFUSED})
    void aCustodianIsAResidentLegalEntity() {
        assertThat(CustodyRules.custodian(true, "KZ")).isEmpty();
        assertThat(CustodyRules.custodian(false, "KZ"))
                .contains(Finding.of("CUSTODIAN_NOT_KZ_RESIDENT_LEGAL_ENTITY", "LAW-1.6-9"));
        assertThat(CustodyRules.custodian(true, "AE")).isPresent();
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-7",
            shows = {ACCEPTED, REFUSED})
    @LegalBasis(
            value = "LAW-1.6-6-p2",
            shows = {ACCEPTED, REFUSED})
    void redemptionNeedsMaturityOrAGroundOfTheTerms() {
        IssueTerms terms = Sample.note();
        var maturity = Sample.TODAY.plusYears(1);
        assertThat(RedemptionRules.check(terms, RedemptionGround.REDEMPTION_OBLIGATION_PERFORMED, maturity))
                .isEmpty();
        assertThat(RedemptionRules.check(
                        terms, RedemptionGround.REDEMPTION_OBLIGATION_PERFORMED, maturity.minusDays(1)))
                .contains(Finding.of("CONTRADICTS_ISSUE_TERMS", "LAW-1.6-6-p2"));
        assertThat(RedemptionRules.check(terms, RedemptionGround.EARLY_BY_ISSUER, Sample.TODAY))
                .isEmpty();
        assertThat(RedemptionRules.check(terms, RedemptionGround.COVENANT_BREACH, Sample.TODAY))
                .contains(Finding.of("REDEMPTION_GROUND_NOT_IN_TERMS", "LAW-1.6-7", "COVENANT_BREACH"));
    }

    private static Certificate beneficiary(String bin) {
        Certificate c = Sample.certificate();
        return new Certificate(
                c.exists(),
                c.legalStatus(),
                "pledge",
                bin,
                c.marketValue(),
                c.currency(),
                c.valuationDate(),
                c.evidenceDate(),
                c.quantity(),
                c.unit(),
                c.validUntil());
    }

    private static List<String> codes(Certificate certificate, int documents) {
        return CertificateRules.check(certificate, documents, Sample.TODAY, Sample.NOW, Sample.OPERATOR_BIN).stream()
                .map(Finding::code)
                .toList();
    }
}
