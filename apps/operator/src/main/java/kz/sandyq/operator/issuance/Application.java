package kz.sandyq.operator.issuance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's application to register an issue.
 *
 * @param version grows with every change; the ETag of the application
 * @param round number of the present examination, 0 before the first sending
 * @param issuerAccountId account of the issuer in the core, null until it is known
 * @param returnNote what the examiner said when he returned it
 */
record Application(
        long id,
        long clientRelationId,
        Status status,
        int version,
        int round,
        IssueTerms terms,
        @Nullable IssueDecision decision,
        @Nullable String returnNote,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant submittedAt) {

    /** Where an application stands. */
    enum Status {
        DRAFT,
        SUBMITTED,
        RETURNED,
        REGISTERING,
        REGISTERED,
        WITHDRAWN;

        boolean editable() {
            return this == DRAFT || this == RETURNED;
        }
    }
}
