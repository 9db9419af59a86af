package kz.sandyq.operator.issuance;

import java.util.Optional;
import kz.sandyq.law.LegalBasis;

/**
 * The issuer as the client file knows him.
 *
 * @param clientRelationId his relation with the operator
 * @param name legal name
 * @param bin business identification number
 * @param legalEntity false for a natural person or a sole entrepreneur
 * @param residency ISO 3166-1 alpha-2 code
 */
public record IssuerFacts(long clientRelationId, String name, String bin, boolean legalEntity, String residency) {
    /** Only a legal entity resident in Kazakhstan issues; admissions of AIFC participants are not kept yet. */
    @LegalBasis("LAW-1.6-10")
    Optional<Finding> check() {
        return legalEntity && residency.equals("KZ")
                ? Optional.empty()
                : Optional.of(Finding.of("ISSUER_NOT_KZ_RESIDENT_LEGAL_ENTITY", "LAW-1.6-10"));
    }
}
