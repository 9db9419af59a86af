package kz.sandyq.platform.staff;

import java.util.Set;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Takes a forgotten password away by two administrators, so that no one of them becomes another person alone. */
@Component
class PasswordResets implements ApprovalHandler {
    static final String KIND = "staff.password";

    private final LoginList list;
    private final Logins logins;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectMapper json;

    PasswordResets(LoginList list, Logins logins, ObjectProvider<FourEyes> fourEyes, ObjectMapper json) {
        this.list = list;
        this.logins = logins;
        this.fourEyes = fourEyes;
        this.json = json;
    }

    private record Reset(long loginId, String login, String person) {}

    /**
     * Proposes it; gives the number of the proposal.
     *
     * @throws RefusedException NOT_FOUND
     */
    @Transactional
    long propose(long loginId) {
        LoginList.Row row = list.find(loginId).orElseThrow(RefusedException::notFound);
        Reset reset = new Reset(loginId, row.name(), row.personName());
        return fourEyes.getObject().propose(KIND, "login:" + row.name(), json.writeValueAsString(reset));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of(Role.ADMINISTRATOR.name());
    }

    @Override
    public void approved(Approval approval) {
        logins.clearPassword(
                json.readValue(approval.beforeAfterJson(), Reset.class).loginId());
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; the password stays.
    }
}
