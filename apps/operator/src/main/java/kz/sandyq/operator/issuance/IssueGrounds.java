package kz.sandyq.operator.issuance;

import java.util.Optional;
import kz.sandyq.operator.command.GroundDocuments;
import org.springframework.stereotype.Component;

/** Documents behind the entries of issue, placement and redemption: they carry the number of their record here. */
@Component
class IssueGrounds implements GroundDocuments {
    private final IssueStore issues;
    private final PublicId ids;

    IssueGrounds(IssueStore issues, PublicId ids) {
        this.issues = issues;
        this.ids = ids;
    }

    @Override
    public Optional<GroundDocument> find(int documentKind, long documentRef) {
        return switch (documentKind) {
            case Commands.GROUND_REGISTRATION ->
                issues.ofApplication(documentRef)
                        .map(issue -> document("ISSUE_REGISTRATION", issue.registrationNumber()));
            case Commands.GROUND_ACT ->
                issues.act(documentRef).map(act -> document("ISSUE_ACT_" + act.kind(), ids.of(act.id())));
            case Commands.GROUND_PLACEMENT -> Optional.of(document("PLACEMENT_APPLICATION", ids.of(documentRef)));
            default -> Optional.empty();
        };
    }

    private static GroundDocument document(String kind, String number) {
        return new GroundDocument(kind, "issuance.ground." + kind, number);
    }
}
