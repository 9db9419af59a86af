package kz.sandyq.operator.acts;

import java.util.Objects;
import java.util.Set;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.login.Role;

/** The second person of the acts of one room: an approver or another of those who propose there. */
final class ActApprovals implements ApprovalHandler {
    private final ActRoom room;
    private final ActDesk acts;

    ActApprovals(ActRoom room, ActDesk acts) {
        this.room = room;
        this.acts = acts;
    }

    static String kind(ActRoom room) {
        return "acts." + room.path();
    }

    @Override
    public String kind() {
        return kind(room);
    }

    @Override
    public Set<String> deciders() {
        return Set.of(Role.APPROVER.name(), room.proposer().name());
    }

    @Override
    public void approved(Approval approval) {
        acts.approved(ActDesk.number(approval.subject()), Objects.requireNonNull(approval.decidedPerson()));
    }

    @Override
    public void declined(Approval approval) {
        acts.declined(ActDesk.number(approval.subject()), approval.decidedPerson());
    }
}
