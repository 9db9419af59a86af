package kz.sandyq.operator.issuance;

import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts a notice into a client's inbox; the cabinet shows it in the client's language by its kind. */
@Component
public class Notices {
    private final JdbcClient jdbc;
    private final TermsJson json;

    Notices(JdbcClient jdbc, TermsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds one notice in the caller's transaction. */
    public void put(long clientRelationId, String kind, Map<String, ?> payload, Instant now) {
        jdbc.sql("insert into operator.notice (client_relation_id, kind, payload, created_at)"
                        + " values (:relation, :kind, cast(:payload as jsonb), :now)")
                .param("relation", clientRelationId)
                .param("kind", kind)
                .param("payload", json.write(payload))
                .param("now", ApplicationStore.utc(now))
                .update();
    }
}
