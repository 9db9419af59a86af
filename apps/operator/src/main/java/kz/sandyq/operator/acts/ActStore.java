package kz.sandyq.operator.acts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.platform.document.DocumentRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Rows of {@code operator.act}. */
@Repository
class ActStore {
    /** What was applied counts once the read model has passed it, so that whoever sees it sees its effect. */
    private static final String SELECT = """
            select a.id, a.room, a.kind, a.subject, a.given::text as given, a.ground_kind, a.ground_number,
                a.ground_date, a.ground_issued_by, a.ground_document, a.ground_sha256, a.approval, a.first_person,
                p1.name as first_name, a.second_person, p2.name as second_name, a.reject_code, a.result_id, a.sequence,
                a.asked_at, case when a.state = 'APPLIED'
                    and a.sequence > (select coalesce(max(sequence), 0) from readmodel.bookmark)
                    then 'SENT' else a.state end as state
            from operator.act a
            join platform.person p1 on p1.id = a.first_person
            left join platform.person p2 on p2.id = a.second_person
            """;

    private static final String FOUND = """
             a.room = :room and (:kind = '' or a.kind = :kind) and (:state = '' or a.state = :state)
                and (:search = '' or lower(coalesce(a.ground_number, '')) = lower(:search)
                or exists (select 1 from jsonb_each_text(a.given) g where lower(g.value) = lower(:search)))
                and (:issuer = 0 or a.subject in (select i.issue_id from readmodel.issue i
                join operator.client_account c on c.core_account_id = i.issuer_account_id
                where c.client_relation_id = :issuer))
            """;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient database;
    private final ObjectMapper json;

    ActStore(JdbcClient database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Which acts of a room; empty texts leave a part open.
     *
     * @param issuer the client about whose issues they are, 0 for all
     */
    record Filter(ActRoom room, String kind, String state, String search, long issuer) {
        Filter(ActRoom room, String kind, String state, String search) {
            this(room, kind, state, search, 0);
        }
    }

    /** The earlier request of a login under a key. */
    record Earlier(long id, byte[] requestSha256) {}

    /** Who asked under which key, with the hash of all that was asked. */
    record Request(long personId, long loginId, UUID key, byte[] sha256) {}

    /** Adds an act; 0 when the login has used the key before. */
    long add(
            ActKind kind,
            long subject,
            Map<String, String> given,
            @Nullable ActGround ground,
            @Nullable DocumentRef document,
            Request request,
            Instant now) {
        return database.sql("""
                        insert into operator.act (room, kind, subject, given, ground_kind, ground_number, ground_date,
                            ground_issued_by, ground_document, ground_sha256, state, first_person, request_login,
                            request_key, request_sha256, asked_at)
                        values (:room, :kind, :subject, cast(:given as jsonb), :paper, :number, :date, :issuedBy,
                            :document, :sha256, 'PROPOSED', :person, :login, :key, :request, :now)
                        on conflict (request_login, request_key) do nothing returning id""")
                .param("room", kind.room().name())
                .param("kind", kind.name())
                .param("subject", subject)
                .param("given", json.writeValueAsString(given))
                .param("paper", ground == null ? null : ground.paper().name())
                .param("number", ground == null ? null : ground.number())
                .param("date", ground == null ? null : ground.date())
                .param("issuedBy", ground == null ? null : ground.issuedBy())
                .param("document", document == null ? null : document.id())
                .param("sha256", document == null ? null : document.sha256())
                .param("person", request.personId())
                .param("login", request.loginId())
                .param("key", request.key())
                .param("request", request.sha256())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Optional<Earlier> earlier(long loginId, UUID key) {
        return database.sql("select id, request_sha256 from operator.act"
                        + " where request_login = :login and request_key = :key")
                .param("login", loginId)
                .param("key", key)
                .query((row, number) -> new Earlier(row.getLong("id"), row.getBytes("request_sha256")))
                .optional();
    }

    Optional<Act> find(long id) {
        return database.sql(SELECT + "where a.id = :id")
                .param("id", id)
                .query(this::act)
                .optional();
    }

    /** What was given for the same thing the last time it was applied; empty when it never was. */
    Map<String, String> before(ActKind kind, long subject) {
        return database.sql("select given::text as given from operator.act where kind = :kind and subject = :subject"
                        + " and state = 'APPLIED' order by sequence desc limit 1")
                .param("kind", kind.name())
                .param("subject", subject)
                .query((row, number) -> texts(row.getString("given")))
                .optional()
                .orElse(Map.of());
    }

    /** Whether an act of the kind on the same thing still waits for its second person or for the core. */
    boolean pending(ActKind kind, long subject) {
        return database.sql("select exists (select 1 from operator.act where kind = :kind and subject = :subject"
                        + " and state in ('PROPOSED', 'SENT'))")
                .param("kind", kind.name())
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    List<Act> page(Filter filter, long beforeId, int limit) {
        return with(
                        filter,
                        database.sql(SELECT + "where a.id < :before and" + FOUND + "order by a.id desc limit :limit")
                                .param("before", beforeId)
                                .param("limit", limit))
                .query(this::act)
                .list();
    }

    long count(Filter filter) {
        return with(filter, database.sql("select count(*) from operator.act a where" + FOUND))
                .query(Long.class)
                .single();
    }

    private static StatementSpec with(Filter filter, StatementSpec query) {
        return query.param("room", filter.room().name())
                .param("kind", filter.kind())
                .param("state", filter.state())
                .param("search", filter.search().strip())
                .param("issuer", filter.issuer());
    }

    void approval(long id, long approval) {
        database.sql("update operator.act set approval = :approval where id = :id")
                .param("approval", approval)
                .param("id", id)
                .update();
    }

    void decided(long id, Act.State state, @Nullable Long second) {
        database.sql("update operator.act set state = :state, second_person = :second where id = :id")
                .param("state", state.name())
                .param("second", second)
                .param("id", id)
                .update();
    }

    void answered(long id, int rejectCode, long resultId, long sequence, Instant now) {
        database.sql("""
                        update operator.act set state = :state, reject_code = :code, result_id = :result,
                            sequence = :sequence, answered_at = :now where id = :id""")
                .param("state", rejectCode == 0 ? "APPLIED" : "REFUSED")
                .param("code", rejectCode)
                .param("result", resultId)
                .param("sequence", sequence)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    private Act act(ResultSet row, int number) throws SQLException {
        String paper = row.getString("ground_kind");
        return new Act(
                row.getLong("id"),
                ActKinds.find(ActRoom.valueOf(row.getString("room")), row.getString("kind")),
                row.getLong("subject"),
                texts(row.getString("given")),
                paper == null
                        ? null
                        : new Act.Paper(
                                ActPaper.valueOf(paper),
                                row.getString("ground_number"),
                                row.getObject("ground_date", LocalDate.class),
                                row.getString("ground_issued_by"),
                                row.getLong("ground_document"),
                                row.getString("ground_sha256")),
                Act.State.valueOf(row.getString("state")),
                row.getObject("approval", Long.class),
                row.getLong("first_person"),
                String.valueOf(row.getString("first_name")),
                row.getObject("second_person", Long.class),
                row.getString("second_name"),
                row.getInt("reject_code"),
                row.getLong("result_id"),
                row.getLong("sequence"),
                row.getTimestamp("asked_at").toInstant());
    }

    private Map<String, String> texts(@Nullable String stored) {
        return stored == null ? Map.of() : json.readValue(stored, TEXTS);
    }
}
