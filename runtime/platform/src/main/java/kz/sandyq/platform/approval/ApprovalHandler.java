package kz.sandyq.platform.approval;

import java.util.Set;

/**
 * What happens after the decision; a bean per kind. Runs in the deciding transaction: if it throws, nothing is
 * decided.
 */
public interface ApprovalHandler {
    /** The kind it answers for. */
    String kind();

    /** Names of the roles that may decide this kind; empty for every role of the staff. */
    default Set<String> deciders() {
        return Set.of("APPROVER");
    }

    /** A second natural person approved. */
    void approved(Approval approval);

    /** A second person declined, the proposer withdrew, or the proposal ran out. */
    void declined(Approval approval);
}
