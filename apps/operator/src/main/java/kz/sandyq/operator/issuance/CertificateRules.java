package kz.sandyq.operator.issuance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;

/** What a certificate of a base asset must say. */
final class CertificateRules {
    private CertificateRules() {}

    /**
     * Checks a certificate before two persons give it.
     *
     * @param documents number of documents of evidence bound to it
     * @param today legal day
     * @param operatorBin BIN of this operator
     */
    static List<Finding> check(
            Certificate certificate, int documents, LocalDate today, Instant now, String operatorBin) {
        List<Finding> findings = new ArrayList<>();
        complete(certificate, documents, findings);
        LocalDate evidence = certificate.evidenceDate();
        LocalDate valuation = certificate.valuationDate();
        if (evidence != null && evidence.isAfter(today) || valuation != null && valuation.isAfter(today)) {
            findings.add(Finding.of("CERTIFICATE_EVIDENCE_IN_FUTURE", "RUL-39.p1"));
        }
        Instant validUntil = certificate.validUntil();
        if (validUntil != null && !validUntil.isAfter(now)) {
            findings.add(Finding.of("CERTIFICATE_EXPIRED", "RUL-39.p1", validUntil));
        }
        if (certificate.marketValue() != null && certificate.marketValue().signum() <= 0) {
            findings.add(Finding.of("AMOUNT_NOT_POSITIVE", "", "marketValue"));
        }
        notForOperator(certificate.encumbranceBeneficiary(), operatorBin, findings);
        return findings;
    }

    /** Existence, legal status, encumbrances, market value: each with a value and dated evidence. */
    @LegalBasis("RUL-39.p1")
    private static void complete(Certificate certificate, int documents, List<Finding> findings) {
        missing(certificate.exists(), "existence", findings);
        missing(certificate.legalStatus(), "legalStatus", findings);
        missing(certificate.encumbrances(), "encumbrances", findings);
        missing(certificate.marketValue(), "marketValue", findings);
        missing(certificate.currency(), "currency", findings);
        missing(certificate.valuationDate(), "valuationDate", findings);
        missing(certificate.evidenceDate(), "evidenceDate", findings);
        missing(certificate.validUntil(), "validUntil", findings);
        if (documents == 0) {
            findings.add(Finding.of("CERTIFICATE_INCOMPLETE", "RUL-39.p1", "documents"));
        }
    }

    private static void missing(@Nullable Object value, String field, List<Finding> findings) {
        if (value == null || value instanceof String text && text.isBlank()) {
            findings.add(Finding.of("CERTIFICATE_INCOMPLETE", "RUL-39.p1", field));
        }
    }

    /** The operator may not use a base asset for its own purposes, for loans, as pledge or other security. */
    @LegalBasis("RUL-40")
    static void notForOperator(@Nullable String beneficiary, String operatorBin, List<Finding> findings) {
        if (beneficiary != null && beneficiary.strip().equals(operatorBin)) {
            findings.add(Finding.of("BASE_ASSET_USED_BY_OPERATOR", "RUL-40"));
        }
    }
}
