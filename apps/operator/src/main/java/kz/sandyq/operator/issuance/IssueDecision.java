package kz.sandyq.operator.issuance;

import java.time.LocalDate;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's decision to issue, bound to its document by hash.
 *
 * @param number number of the decision
 * @param date day of the decision
 * @param issuerBin whose decision it is
 * @param issueName which asset it decides on
 * @param documentId document in the store
 * @param sha256 lower-case hex of the document
 */
record IssueDecision(
        String number, LocalDate date, String issuerBin, String issueName, long documentId, String sha256) {

    /** Missing, of another issuer, or naming another asset: there is no decision. */
    @LegalBasis("LAW-6.1")
    static Optional<Finding> check(
            @Nullable IssueDecision decision, IssuerFacts issuer, IssueTerms terms, LocalDate today) {
        boolean fits = decision != null
                && !decision.number().isBlank()
                && decision.issuerBin().equals(issuer.bin())
                && decision.issueName().equals(terms.name())
                && !decision.date().isAfter(today);
        return fits ? Optional.empty() : Optional.of(Finding.of("ISSUE_DECISION_MISSING", "LAW-6.1"));
    }
}
