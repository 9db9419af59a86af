package kz.sandyq.platform.staff;

import java.util.EnumSet;
import java.util.Set;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Gives logins to the operator's staff by two administrators, closes them, opens them, invites again. */
@Component
class StaffLogins implements ApprovalHandler {
    static final String KIND = "staff.login";

    private final LoginList list;
    private final Logins logins;
    private final Persons persons;
    private final CurrentActor current;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectMapper json;

    StaffLogins(
            LoginList list,
            Logins logins,
            Persons persons,
            CurrentActor current,
            ObjectProvider<FourEyes> fourEyes,
            ObjectMapper json) {
        this.list = list;
        this.logins = logins;
        this.persons = persons;
        this.current = current;
        this.fourEyes = fourEyes;
        this.json = json;
    }

    /** A login as it is asked for. */
    record Wanted(String loginName, String iin, String name, Set<Role> roles) {}

    /**
     * Proposes a login of a member of staff.
     *
     * @throws RefusedException LOGIN_WITHOUT_ROLE, NATIONAL_ID_NOT_VALID, PERSON_NAME_REQUIRED, PERSON_NAME_DIFFERS,
     *     LOGIN_NAME_TAKEN
     */
    @Transactional
    long propose(Wanted typed) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        typed.roles().stream().filter(Role::staff).forEach(roles::add);
        Wanted wanted = new Wanted(
                typed.loginName().strip(), typed.iin().strip(), typed.name().strip(), roles);
        if (roles.isEmpty()) {
            throw new RefusedException("LOGIN_WITHOUT_ROLE").field("roles");
        }
        if (NationalId.parse(wanted.iin()).filter(NationalId::iin).isEmpty()) {
            throw new RefusedException("NATIONAL_ID_NOT_VALID").field("iin");
        }
        if (wanted.name().isEmpty()) {
            throw new RefusedException("PERSON_NAME_REQUIRED").field("name");
        }
        persons.byNationalId(wanted.iin())
                .filter(known -> !known.name().equals(wanted.name()))
                .ifPresent(known -> {
                    throw new RefusedException("PERSON_NAME_DIFFERS", known.name()).field("name");
                });
        if (logins.find(wanted.loginName()).isPresent()) {
            throw new RefusedException("LOGIN_NAME_TAKEN", wanted.loginName()).field("loginName");
        }
        return fourEyes.getObject().propose(KIND, "login:" + wanted.loginName(), json.writeValueAsString(wanted));
    }

    /**
     * Closes a login.
     *
     * @throws RefusedException NOT_FOUND, LOGIN_OWN
     */
    @Transactional
    void close(long loginId) {
        known(loginId);
        if (current.get().loginId() == loginId) {
            throw new RefusedException("LOGIN_OWN");
        }
        logins.disable(loginId);
    }

    /** Opens a closed or locked login. */
    @Transactional
    void open(long loginId) {
        known(loginId);
        logins.enable(loginId);
    }

    /**
     * A new one-time invitation; gives its token, once. Whoever holds it becomes the owner of the login: a password
     * that is set is taken away by two administrators first.
     *
     * @throws RefusedException NOT_FOUND, LOGIN_HAS_PASSWORD
     */
    @Transactional
    String invite(long loginId) {
        if (!known(loginId).withoutPassword()) {
            throw new RefusedException("LOGIN_HAS_PASSWORD");
        }
        return logins.invite(loginId);
    }

    /** The login of this id. */
    LoginList.Row known(long loginId) {
        return list.find(loginId).orElseThrow(RefusedException::notFound);
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
        Wanted wanted = json.readValue(approval.beforeAfterJson(), Wanted.class);
        long person = persons.byNationalId(wanted.iin())
                .map(Person::id)
                .orElseGet(() -> persons.add(Person.Kind.INDIVIDUAL, wanted.iin(), wanted.name()));
        logins.create(wanted.loginName(), person, wanted.roles());
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; no login was made.
    }
}
