package kz.sandyq.platform.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit trail. */
@Component
public class AuditTrail {
    private static final String FOUND = """
             (:search = '' or strpos(lower(action || ' ' || subject || ' ' || actor_name), lower(:search)) > 0)
            """;

    private final JdbcClient database;

    AuditTrail(JdbcClient database) {
        this.database = database;
    }

    /**
     * One record.
     *
     * @param details JSON object
     */
    public record Row(
            long id,
            Instant at,
            @Nullable Long loginId,
            @Nullable Long personId,
            String actorName,
            String action,
            String subject,
            String details) {}

    /** Records before an id, newest first; the search looks into action, subject and actor. */
    public List<Row> page(String search, long beforeId, int limit) {
        return database.sql(
                        "select * from platform.audit where id < :before and" + FOUND + "order by id desc limit :limit")
                .param("search", search)
                .param("before", beforeId)
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("login_id", Long.class),
                        row.getObject("person_id", Long.class),
                        row.getString("actor_name"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("details")))
                .list();
    }

    /** Records about one subject, oldest first: the history of a thing. */
    public List<Row> about(String subject) {
        return page(subject, Long.MAX_VALUE, 1_000).stream()
                .filter(row -> row.subject().equals(subject))
                .sorted(java.util.Comparator.comparingLong(Row::id))
                .toList();
    }

    /** How many records the search finds. */
    public long count(String search) {
        return database.sql("select count(*) from platform.audit where" + FOUND)
                .param("search", search)
                .query(Long.class)
                .single();
    }
}
