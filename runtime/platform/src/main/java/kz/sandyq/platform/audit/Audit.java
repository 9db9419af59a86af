package kz.sandyq.platform.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import kz.sandyq.platform.audit.AuditTrail.Row;
import kz.sandyq.platform.fact.Salts;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/**
 * The audit trail. A record joins the caller's transaction: no act without its record, no record without its act; nor
 * without the fact by which the log will know of it.
 */
@Component
public class Audit {
    /** Name of the actor where no person acts: a scheduled duty or the answer of the log. */
    public static final String SYSTEM = "sandyq";

    private final JdbcClient database;
    private final SandyqClock clock;
    private final CurrentActor current;
    private final ObjectMapper json;

    Audit(JdbcClient database, SandyqClock clock, CurrentActor current, ObjectMapper json) {
        this.database = database;
        this.clock = clock;
        this.current = current;
        this.json = json;
    }

    /**
     * Records what the current actor did.
     *
     * @param action stable name, e.g. {@code INVITATION_USED}
     * @param subject what it was done to, as {@code kind:id}
     * @param details values that matter; nothing secret
     */
    public void record(String action, String subject, Map<String, ?> details) {
        Actor actor = current.find().orElse(null);
        if (actor == null) {
            write(null, null, SYSTEM, action, subject, details);
        } else {
            write(actor.loginId(), actor.personId(), actor.loginName(), action, subject, details);
        }
    }

    /** Records an act of a person who is not (yet) the current actor, e.g. at sign-in. */
    public void recordAs(long loginId, long personId, String name, String action, String subject) {
        write(loginId, personId, name, action, subject, Map.of());
    }

    /** Records what somebody without a login did, by the name under which the house knows him. */
    public void recordOf(String name, String action, String subject, Map<String, ?> details) {
        write(null, null, name, action, subject, details);
    }

    private void write(
            @Nullable Long login,
            @Nullable Long person,
            String name,
            String action,
            String subject,
            Map<String, ?> details) {
        long id = database.sql("select nextval(pg_get_serial_sequence('platform.audit', 'id'))")
                .query(Long.class)
                .single();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Row row = new Row(id, at, login, person, name, action, subject, json.writeValueAsString(details));
        byte[] salt = Salts.next();
        Fact fact = row.fact(salt);
        // One statement: at sign-in there is no transaction that would hold two together.
        database.sql("""
                        with recorded as (
                            insert into platform.audit
                                (id, at, login_id, person_id, actor_name, action, subject, details)
                            overriding system value
                            values (:id, :at, :login, :person, :name, :action, :subject, cast(:details as jsonb)))
                        insert into platform.fact (kind, commitment, salt, audit_id)
                        values (:kind, :commitment, :salt, :id)
                        """)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("login", login)
                .param("person", person)
                .param("name", name)
                .param("action", action)
                .param("subject", subject)
                .param("details", row.details())
                .param("kind", fact.kind().name())
                .param("commitment", fact.commitment())
                .param("salt", salt)
                .update();
    }
}
