package kz.sandyq.platform.audit;

import java.util.Map;
import java.util.Set;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectMapper;

/**
 * Erases who and what a record of the trail names, where the law wants it, by two administrators. With the salt goes
 * the last way to tell what the commitment in the log was to; that there was a record stays provable.
 */
@RestController
class AuditErasure implements ApprovalHandler {
    static final String KIND = "audit.erasure";
    /** The record of an erasure: it says what was erased, and stays. */
    static final String ERASED = "AUDIT_ERASED";

    private static final String SUBJECT = "audit:";

    private final JdbcClient database;
    private final Audit audit;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectMapper json;

    AuditErasure(JdbcClient database, Audit audit, ObjectProvider<FourEyes> fourEyes, ObjectMapper json) {
        this.database = database;
        this.audit = audit;
        this.fourEyes = fourEyes;
        this.json = json;
    }

    /** Why it is erased: the law or the order of a court. */
    record Ground(@Nullable String ground) {}

    record Proposed(String approval) {}

    /** What stays of a record, and what the log has of it. */
    private record Row(
            String action,
            String subject,
            boolean erased,
            long atMicros,
            @Nullable Long sequence,
            String commitment) {}

    /**
     * Proposes an erasure.
     *
     * @throws RefusedException REASON_REQUIRED, NOT_FOUND, AUDIT_RECORD_STAYS, AUDIT_NOT_IN_LOG
     */
    @PostMapping("/api/v1/audit/{id:[0-9]{1,18}}/erasure")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    public Proposed propose(@PathVariable long id, @RequestBody Ground body) {
        String ground = body.ground();
        if (ground == null || ground.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("ground");
        }
        check(id);
        String change = json.writeValueAsString(
                Map.of("before", Map.of("record", "" + id), "after", Map.of("ground", ground.strip())));
        return new Proposed("" + fourEyes.getObject().propose(KIND, SUBJECT + id, change));
    }

    private Row check(long id) {
        Row row = database.sql("""
                        select a.action, a.subject, a.erased, (extract(epoch from a.at) * 1000000)::bigint as at_micros,
                            f.sequence, coalesce(encode(f.commitment, 'hex'), '') as commitment
                        from platform.audit a left join platform.fact f on f.audit_id = a.id where a.id = :id""")
                .param("id", id)
                .query(Row.class)
                .optional()
                .filter(found -> !found.erased())
                .orElseThrow(RefusedException::notFound);
        // Its proposal and its decision as well: the comparison with the log asks for them.
        if (row.subject().startsWith(SUBJECT)) {
            throw new RefusedException("AUDIT_RECORD_STAYS").status(409);
        }
        if (row.sequence() == null) {
            throw new RefusedException("AUDIT_NOT_IN_LOG").status(409);
        }
        return row;
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
        long id = Long.parseLong(approval.subject().substring(SUBJECT.length()));
        Row row = check(id);
        database.sql("""
                        update platform.audit set login_id = null, person_id = null, actor_name = '', subject = '',
                            details = '{}', erased = true
                        where id = :id""").param("id", id).update();
        database.sql("update platform.fact set salt = null where audit_id = :id")
                .param("id", id)
                .update();
        audit.record(
                ERASED,
                SUBJECT + id,
                Map.of(
                        "approval", approval.id(),
                        "action", row.action(),
                        "atMicros", row.atMicros(),
                        "commitment", row.commitment()));
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; what was to be erased stays.
    }
}
