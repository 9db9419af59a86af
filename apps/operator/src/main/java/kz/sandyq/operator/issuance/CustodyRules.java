package kz.sandyq.operator.issuance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;

/** Who may keep a base asset, and what must be known from him before an issue. */
final class CustodyRules {
    private CustodyRules() {}

    @LegalBasis("LAW-1.6-9")
    static Optional<Finding> custodian(boolean legalEntity, String residency) {
        return legalEntity && residency.equals("KZ")
                ? Optional.empty()
                : Optional.of(Finding.of("CUSTODIAN_NOT_KZ_RESIDENT_LEGAL_ENTITY", "LAW-1.6-9"));
    }

    /** The query may go to the custodian only while the issuer consents. */
    @LegalBasis("RUL-38.p2")
    static Optional<Finding> consent(CustodyFacts.@Nullable Consent consent, Instant now) {
        return consent != null && consent.stands(now)
                ? Optional.empty()
                : Optional.of(Finding.of("ISSUER_CONSENT_MISSING", "RUL-38.p2"));
    }

    @LegalBasis("LAW-6.4")
    static Optional<Finding> agreement(CustodyFacts facts, String issuerBin, LocalDate today) {
        CustodyFacts.Custodian custodian = facts.custodian();
        CustodyFacts.Agreement agreement = facts.agreement();
        boolean kept = custodian != null
                && agreement != null
                && agreement.covers(today)
                && !custodian.bin().equals(issuerBin);
        return kept ? Optional.empty() : Optional.of(Finding.of("CUSTODIAN_MISSING", "LAW-6.4"));
    }

    /** Condition, quantity, value and the time they are true for: an answer without one of them is no answer. */
    @LegalBasis("RUL-38.p1")
    static Optional<Finding> answer(CustodyFacts.@Nullable Answer answer, Instant now) {
        boolean whole = answer != null
                && answer.condition() != null
                && !answer.condition().isBlank()
                && answer.quantity() != null
                && answer.value() != null
                && answer.currency() != null
                && answer.asOf() != null
                && !answer.asOf().isAfter(now);
        return whole ? Optional.empty() : Optional.of(Finding.of("CUSTODIAN_ANSWER_INCOMPLETE", "RUL-38.p1"));
    }

    /**
     * Every kind in the basket must stand on the list of the regulator that is in force.
     *
     * @param permitted the list in force on the day, null when none was ever set
     */
    @LegalBasis("LAW-4.2.5")
    @LegalBasis("LAW-6.4-p3")
    static void permitted(Set<BaseAssetKind> basket, @Nullable Set<BaseAssetKind> permitted, List<Finding> findings) {
        if (permitted == null) {
            findings.add(Finding.of("PARAMETER_NOT_CONFIGURED", "LAW-4.2.5", "base-asset.kinds"));
            return;
        }
        for (BaseAssetKind kind : basket) {
            if (!permitted.contains(kind)) {
                findings.add(Finding.of("BASE_ASSET_KIND_NOT_PERMITTED", "LAW-4.2.5", kind));
            }
        }
    }
}
