package kz.sandyq.platform.approval;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.platform.approval.Approval.State;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.StepUps;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A change proposed by one natural person takes effect when another approves it. Two logins of one person are one
 * person; so are two records with one IIN.
 */
@Component
public class FourEyes {
    /** How long a proposal waits when nothing else is said. */
    public static final Duration LIFETIME = Duration.ofDays(10);

    private final JdbcClient database;
    private final Approvals approvals;
    private final CurrentActor current;
    private final Persons persons;
    private final SandyqClock clock;
    private final Audit audit;
    private final StepUps stepUps;
    private final ObjectProvider<ApprovalHandler> handlers;

    FourEyes(
            JdbcClient database,
            Approvals approvals,
            CurrentActor current,
            Persons persons,
            SandyqClock clock,
            Audit audit,
            StepUps stepUps,
            ObjectProvider<ApprovalHandler> handlers) {
        this.database = database;
        this.approvals = approvals;
        this.current = current;
        this.persons = persons;
        this.clock = clock;
        this.audit = audit;
        this.stepUps = stepUps;
        this.handlers = handlers;
    }

    /** Proposes as the current actor; waits {@link #LIFETIME}. */
    @Transactional
    public long propose(String kind, String subject, String beforeAfterJson) {
        return propose(kind, subject, beforeAfterJson, LIFETIME);
    }

    /**
     * Proposes a change as the current actor.
     *
     * @return id of the approval
     * @throws IllegalArgumentException when no handler answers for the kind
     */
    @Transactional
    public long propose(String kind, String subject, String beforeAfterJson, Duration lifetime) {
        handler(kind);
        Actor actor = current.get();
        Instant now = clock.instant();
        long id = database.sql("""
                        insert into platform.approval (kind, subject, before_after, state, proposed_login,
                            proposed_person, proposed_at, expires_at)
                        values (:kind, :subject, cast(:change as jsonb), 'PROPOSED', :login, :person, :now, :until)
                        returning id
                        """)
                .param("kind", kind)
                .param("subject", subject)
                .param("change", beforeAfterJson)
                .param("login", actor.loginId())
                .param("person", actor.personId())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(lifetime)))
                .query(Long.class)
                .single();
        audit.record("CHANGE_PROPOSED", subject, Map.of("approval", id, "kind", kind));
        return id;
    }

    /**
     * Approves as the current actor and carries the change out.
     *
     * @param version the version that was shown to the approver
     * @throws RefusedException SECOND_PERSON_SAME, APPROVAL_NOT_YOURS, APPROVAL_EXPIRED, APPROVAL_CLOSED,
     *     CHANGED_MEANWHILE, NOT_FOUND, STEP_UP_REQUIRED
     */
    @Transactional
    public Approval approve(long id, int version) {
        stepUps.require(current.get(), "approve");
        Approval open = openForDecision(id, version);
        Approval decided = close(open, State.APPROVED, "");
        handler(open.kind()).approved(decided);
        return decided;
    }

    /** Declines as the current actor with a reason; refuses like {@link #approve}, and an empty reason. */
    @Transactional
    public Approval decline(long id, int version, String reason) {
        if (reason.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("reason");
        }
        Approval open = openForDecision(id, version);
        Approval decided = close(open, State.DECLINED, reason.strip());
        handler(open.kind()).declined(decided);
        return decided;
    }

    /** Takes one's own proposal back. */
    @Transactional
    public Approval withdraw(long id, int version) {
        Approval open = open(id, version);
        if (open.proposedPerson() != current.get().personId()) {
            throw new RefusedException("APPROVAL_NOT_YOURS").status(403);
        }
        Approval decided = close(open, State.WITHDRAWN, "");
        handler(open.kind()).declined(decided);
        return decided;
    }

    /** Closes what ran out; called by a schedule, harmless to call again. */
    @Transactional
    public int expire() {
        List<Long> due = database.sql("""
                        select id from platform.approval where state = 'PROPOSED' and expires_at <= :now
                        order by id for update skip locked
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> row.getLong("id"))
                .list();
        for (long id : due) {
            Approval open = approvals.find(id).orElseThrow();
            handler(open.kind()).declined(close(open, State.EXPIRED, ""));
        }
        return due.size();
    }

    /** Whether the actor may decide it now. */
    public boolean mayDecide(Actor actor, Approval approval) {
        return approval.state() == State.PROPOSED
                && approval.expiresAt().isAfter(clock.instant())
                && hasRole(actor, approval.kind())
                && !samePerson(actor.personId(), approval.proposedPerson());
    }

    private Approval openForDecision(long id, int version) {
        Approval open = open(id, version);
        Actor actor = current.get();
        if (!hasRole(actor, open.kind())) {
            throw new RefusedException("APPROVAL_NOT_YOURS").status(403);
        }
        if (samePerson(actor.personId(), open.proposedPerson())) {
            throw new RefusedException("SECOND_PERSON_SAME");
        }
        if (!open.expiresAt().isAfter(clock.instant())) {
            throw new RefusedException("APPROVAL_EXPIRED");
        }
        return open;
    }

    private Approval open(long id, int version) {
        database.sql("select id from platform.approval where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
        Approval found = approvals.find(id).orElseThrow(RefusedException::notFound);
        if (found.state() != State.PROPOSED) {
            throw new RefusedException("APPROVAL_CLOSED").status(409);
        }
        if (found.version() != version) {
            throw RefusedException.changedMeanwhile();
        }
        return found;
    }

    private Approval close(Approval open, State state, String reason) {
        Optional<Actor> actor = state == State.EXPIRED ? Optional.empty() : current.find();
        database.sql("""
                        update platform.approval set state = :state, reason = :reason, decided_login = :login,
                            decided_person = :person, decided_at = :now, version = version + 1
                        where id = :id
                        """)
                .param("state", state.name())
                .param("reason", reason)
                .param("login", actor.map(Actor::loginId).orElse(null))
                .param("person", actor.map(Actor::personId).orElse(null))
                .param("now", Timestamp.from(clock.instant()))
                .param("id", open.id())
                .update();
        audit.record("CHANGE_" + state, open.subject(), Map.of("approval", open.id(), "kind", open.kind()));
        return approvals.find(open.id()).orElseThrow();
    }

    private boolean hasRole(Actor actor, String kind) {
        Set<String> deciders = handler(kind).deciders();
        return deciders.isEmpty() ? actor.staff() : deciders.stream().anyMatch(actor.roles()::contains);
    }

    private boolean samePerson(long first, long second) {
        if (first == second) {
            return true;
        }
        Person one = persons.find(first).orElseThrow();
        Person other = persons.find(second).orElseThrow();
        return one.nationalId() != null && Objects.equals(one.nationalId(), other.nationalId());
    }

    private ApprovalHandler handler(String kind) {
        return handlers.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no handler for approvals of kind " + kind));
    }
}
