package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;

/** May this issue be registered? All that stands in the way, not only the first. Pure. */
final class RegistrationRules {
    private RegistrationRules() {}

    /**
     * What a registration is decided on.
     *
     * @param permittedBaseAssets the regulator's list in force, null when not set
     * @param certificate certificate given by two persons, null for none
     * @param openMismatch true while another issue of this issuer lacks backing
     */
    record Facts(
            IssueTerms terms,
            IssuerFacts issuer,
            @Nullable IssueDecision decision,
            Map<Checklist.Line, Checklist.Answer> examination,
            CustodyFacts custody,
            @Nullable Set<BaseAssetKind> permittedBaseAssets,
            @Nullable Certificate certificate,
            boolean openMismatch,
            LocalDate today,
            Instant now) {}

    static List<Finding> check(Facts facts) {
        List<Finding> findings = new ArrayList<>(TermsRules.check(facts.terms()));
        facts.issuer().check().ifPresent(findings::add);
        IssueDecision.check(facts.decision(), facts.issuer(), facts.terms(), facts.today())
                .ifPresent(findings::add);
        findings.addAll(Checklist.conclusion(facts.terms(), facts.examination()));
        mismatch(facts, findings);
        if (facts.terms().hasBaseAsset()) {
            baseAsset(facts, findings);
        }
        return findings;
    }

    /** Bars every further issue of the issuer, with a base asset or without. */
    @LegalBasis("RUL-39.p4.2")
    private static void mismatch(Facts facts, List<Finding> findings) {
        if (facts.openMismatch()) {
            findings.add(Finding.of("ISSUER_HAS_OPEN_MISMATCH", "RUL-39.p4.2"));
        }
    }

    /** Kinds 1 and 2 always come here: {@link TermsRules} refuses them without a base asset. */
    @LegalBasis("RUL-44")
    @LegalBasis("LAW-6.3-p2")
    @LegalBasis("RUL-38.p1")
    @LegalBasis("LAW-6.4")
    private static void baseAsset(Facts facts, List<Finding> findings) {
        CustodyFacts custody = facts.custody();
        CustodyRules.agreement(custody, facts.issuer().bin(), facts.today()).ifPresent(findings::add);
        CustodyRules.consent(custody.consent(), facts.now()).ifPresent(findings::add);
        CustodyRules.answer(custody.answer(), facts.now()).ifPresent(findings::add);
        if (facts.terms().kind() == IssueKind.ASSET_BACKED) {
            CustodyRules.permitted(
                    Objects.requireNonNullElse(facts.terms().baseAssets(), Set.of()),
                    facts.permittedBaseAssets(),
                    findings);
        }
        certificate(facts, findings);
    }

    private static void certificate(Facts facts, List<Finding> findings) {
        Certificate certificate = facts.certificate();
        if (certificate == null || !Boolean.TRUE.equals(certificate.exists())) {
            findings.add(Finding.of("BASE_ASSET_NOT_VERIFIED", "RUL-44"));
            return;
        }
        Instant validUntil = certificate.validUntil();
        if (validUntil == null || !validUntil.isAfter(facts.now())) {
            findings.add(Finding.of("CERTIFICATE_EXPIRED", "RUL-39.p1", String.valueOf(validUntil)));
        }
        LocalDate evidence = certificate.evidenceDate();
        LocalDate issueDate = facts.terms().issueDate();
        if (evidence == null || issueDate == null || evidence.isAfter(issueDate)) {
            findings.add(Finding.of("CERTIFICATE_INCOMPLETE", "RUL-39.p1", "evidenceDate"));
        }
        if (facts.terms().kind() != IssueKind.STABLECOIN) {
            ratio(facts.terms(), certificate, findings);
        }
    }

    /** A stablecoin is not compared here: its value grows with each mint and is checked there, unit by unit. */
    private static void ratio(IssueTerms terms, Certificate certificate, List<Finding> findings) {
        BigDecimal value = certificate.marketValue();
        BigDecimal volume = terms.volume();
        BigDecimal nominal = terms.specifiedDenomination();
        BigDecimal required = terms.requiredBackingRatio();
        String currency = terms.specifiedCurrency();
        if (value == null || certificate.currency() == null) {
            findings.add(Finding.of("CERTIFICATE_INCOMPLETE", "RUL-39.p1", "marketValue"));
        } else if (volume != null
                && nominal != null
                && currency != null
                && required != null
                && required.compareTo(BigDecimal.ONE) >= 0) {
            BackingRatio.check(value, certificate.currency(), volume, nominal, currency, required)
                    .ifPresent(findings::add);
        }
    }

    /** Why an issue needed no certificate; empty when it needed one. */
    @LegalBasis("RUL-44")
    @LegalBasis("LAW-5.3")
    static String baseAssetReason(IssueTerms terms) {
        return terms.hasBaseAsset() ? "" : "NO_BASE_ASSET";
    }
}
