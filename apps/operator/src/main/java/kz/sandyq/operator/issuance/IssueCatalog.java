package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Registered issues, for the other modules. */
@Service
public class IssueCatalog {
    private final IssueStore issues;
    private final ApplicationStore applications;

    IssueCatalog(IssueStore issues, ApplicationStore applications) {
        this.issues = issues;
        this.applications = applications;
    }

    /**
     * A registered issue.
     *
     * @param issueId number of the issue and of its asset in the core
     * @param issuePriceMinor price of one unit at placement, minor units of its money
     */
    public record RegisteredIssue(
            long issueId,
            long applicationId,
            long clientRelationId,
            String registrationNumber,
            IssueKind kind,
            String code,
            String name,
            long issuePriceMinor) {}

    public Optional<RegisteredIssue> find(long issueId) {
        return issues.byIssue(issueId).flatMap(this::issue);
    }

    /** Registered issues after an id, in the order of their numbers. */
    public List<RegisteredIssue> list(long afterIssueId, int limit) {
        return issues.registered(afterIssueId, limit).stream()
                .flatMap(row -> issue(row).stream())
                .toList();
    }

    private Optional<RegisteredIssue> issue(IssueStore.Row row) {
        Long issueId = row.issueId();
        Application application = applications.find(row.applicationId()).orElseThrow();
        IssueTerms terms = application.terms();
        IssueKind kind = terms.kind();
        if (issueId == null || kind == null) {
            return Optional.empty();
        }
        return Optional.of(new RegisteredIssue(
                issueId,
                application.id(),
                application.clientRelationId(),
                row.registrationNumber(),
                kind,
                String.valueOf(terms.code()),
                String.valueOf(terms.name()),
                Registration.Minor.of(terms.issuePrice(), TermsRules.MONEY_SCALE)));
    }
}
