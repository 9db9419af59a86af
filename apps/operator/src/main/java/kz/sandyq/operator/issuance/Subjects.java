package kz.sandyq.operator.issuance;

import java.util.Objects;
import kz.sandyq.platform.approval.Approval;

/** Reads what an approval is about. */
final class Subjects {
    private Subjects() {}

    /** The number after the colon of {@code kind:id}. */
    static long id(Approval approval) {
        String subject = approval.subject();
        return Long.parseLong(subject.substring(subject.indexOf(':') + 1));
    }

    /** The second person; there is one once it is approved. */
    static long decidedBy(Approval approval) {
        return Objects.requireNonNull(approval.decidedPerson(), "approved without a person");
    }
}
