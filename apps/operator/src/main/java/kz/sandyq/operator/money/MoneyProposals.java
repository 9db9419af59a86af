package kz.sandyq.operator.money;

import java.util.Map;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Proposals about money, one at a time for each thing. */
@Component
class MoneyProposals {
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectMapper json;
    private final JdbcClient jdbc;

    MoneyProposals(ObjectProvider<FourEyes> fourEyes, ObjectMapper json, JdbcClient jdbc) {
        this.fourEyes = fourEyes;
        this.json = json;
        this.jdbc = jdbc;
    }

    /**
     * Proposes a change.
     *
     * @return id of the approval
     * @throws RefusedException APPROVAL_WAITS (409) when the same is proposed already
     */
    long propose(String kind, String subject, Map<String, ?> after) {
        boolean waits = jdbc.sql("""
                        select count(*) from platform.approval
                        where kind = :kind and subject = :subject and state = 'PROPOSED'""")
                        .param("kind", kind)
                        .param("subject", subject)
                        .query(Long.class)
                        .single()
                > 0;
        if (waits) {
            throw new RefusedException("APPROVAL_WAITS").status(409);
        }
        String change = json.writeValueAsString(Map.of("before", Map.of(), "after", after));
        return fourEyes.getObject().propose(kind, subject, change);
    }
}
