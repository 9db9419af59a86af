package kz.sandyq.platform.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.platform.fact.CanonicalJson;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.FactKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit trail. */
@Component
public class AuditTrail {
    private static final String FOUND = """
             (:search = '' or strpos(lower(action || ' ' || subject || ' ' || actor_name), lower(:search)) > 0)
            """;
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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
            String details) {
        /** A row of the table. */
        public static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    row.getTimestamp("at").toInstant(),
                    row.getObject("login_id", Long.class),
                    row.getObject("person_id", Long.class),
                    row.getString("actor_name"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("details"));
        }

        /** What the log learns of it: a commitment to every field, in RFC 8785 form. */
        public Fact fact(byte[] salt) {
            Map<String, Object> content = Map.of(
                    "id", id,
                    "at", at,
                    "login", Objects.requireNonNullElse(loginId, ""),
                    "person", Objects.requireNonNullElse(personId, ""),
                    "actor", actorName,
                    "action", action,
                    "subject", subject,
                    "details", EXACT.readValue(details, new TypeReference<Map<String, @Nullable Object>>() {}));
            byte[] bytes = CanonicalJson.of(content).getBytes(StandardCharsets.UTF_8);
            return Fact.of(FactKind.AUDIT, salt, Key.sha256().digest(bytes));
        }
    }

    /** Whether a JSON object says just these texts. */
    public static boolean sameDetails(String details, Map<String, String> expected) {
        try {
            return EXACT.readValue(details, new TypeReference<Map<String, @Nullable Object>>() {})
                    .equals(expected);
        } catch (JacksonException noObject) {
            return false;
        }
    }

    /**
     * A record and where it stands in the log.
     *
     * @param kept whether it was to go into the log; earlier ones were not
     * @param sequence entry of the log, null while it is on its way
     * @param place which event of the entry, null likewise
     */
    public record Logged(
            Row row,
            boolean erased,
            boolean kept,
            @Nullable Long sequence,
            @Nullable Integer place) {}

    /** Records before an id, newest first; the search looks into action, subject and actor. */
    public List<Logged> page(String search, long beforeId, int limit) {
        return database.sql("select a.*, f.id as fact_id, f.sequence, f.place from platform.audit a"
                        + " left join platform.fact f on f.audit_id = a.id where a.id < :before and" + FOUND
                        + "order by a.id desc limit :limit")
                .param("search", search)
                .param("before", beforeId)
                .param("limit", limit)
                .query((row, number) -> logged(row))
                .list();
    }

    /** Records about one subject, oldest first: the history of a thing. */
    public List<Row> about(String subject) {
        return page(subject, Long.MAX_VALUE, 1_000).stream()
                .map(Logged::row)
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

    private static Logged logged(ResultSet row) throws SQLException {
        Long sequence = row.getObject("sequence", Long.class);
        return new Logged(
                Row.of(row),
                row.getBoolean("erased"),
                row.getObject("fact_id", Long.class) != null,
                sequence,
                sequence == null ? null : row.getObject("place", Integer.class));
    }
}
