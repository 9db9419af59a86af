package kz.sandyq.operator.issuance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Applications, their documents, examination and history in PostgreSQL. */
@Repository
class ApplicationStore {
    private static final String COLUMNS =
            "id, client_relation_id, status, version, round, terms, decision, return_note,"
                    + " created_at, changed_at, submitted_at";

    private final JdbcClient jdbc;
    private final TermsJson json;

    ApplicationStore(JdbcClient jdbc, TermsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A document bound to an application by its hash. */
    record BoundDocument(long documentId, String role, String name, String sha256) {}

    /** One act in the life of an issue. */
    record HistoryLine(
            String action,
            long personId,
            String details,
            @Nullable Long sequence,
            Instant at) {}

    long create(long clientRelationId, IssueTerms terms, Instant now) {
        return jdbc.sql("insert into operator.issue_application (client_relation_id,"
                        + " status, terms, created_at, changed_at)"
                        + " values (:relation, 'DRAFT', cast(:terms as jsonb), :now, :now) returning id")
                .param("relation", clientRelationId)
                .param("terms", json.write(terms))
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    Optional<Application> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from operator.issue_application where id = :id")
                .param("id", id)
                .query(this::application)
                .optional();
    }

    /** Locks the application until the transaction ends, so that two acts on it never interleave. */
    Optional<Application> lock(long id) {
        return jdbc.sql("select " + COLUMNS + " from operator.issue_application where id = :id for update")
                .param("id", id)
                .query(this::application)
                .optional();
    }

    List<Application> ofClient(long clientRelationId, long afterId, int limit) {
        return jdbc.sql("select " + COLUMNS + " from operator.issue_application"
                        + " where client_relation_id = :relation and id > :after order by id limit :limit")
                .param("relation", clientRelationId)
                .param("after", afterId)
                .param("limit", limit)
                .query(this::application)
                .list();
    }

    /** Staff's queue: everything but drafts, optionally of one status. */
    List<Application> sent(Application.@Nullable Status status, long afterId, int limit) {
        return jdbc.sql("select " + COLUMNS + " from operator.issue_application where id > :after"
                        + " and status <> 'DRAFT' and (cast(:status as text) is null or status = :status)"
                        + " order by id limit :limit")
                .param("status", status == null ? null : status.name())
                .param("after", afterId)
                .param("limit", limit)
                .query(this::application)
                .list();
    }

    void saveTerms(long id, IssueTerms terms, Instant now) {
        jdbc.sql("update operator.issue_application set terms = cast(:terms as jsonb), version = version + 1,"
                        + " changed_at = :now where id = :id")
                .param("terms", json.write(terms))
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    void saveDecision(long id, IssueDecision decision, Instant now) {
        jdbc.sql("update operator.issue_application set decision = cast(:decision as jsonb), version = version + 1,"
                        + " changed_at = :now where id = :id")
                .param("decision", json.write(decision))
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    void saveStatus(long id, Application.Status status, int round, @Nullable String returnNote, Instant now) {
        jdbc.sql("update operator.issue_application set status = :status, round = :round, return_note = :note,"
                        + " version = version + 1, changed_at = :now,"
                        + " submitted_at = case when :status = 'SUBMITTED' then :now else submitted_at end"
                        + " where id = :id")
                .param("status", status.name())
                .param("round", round)
                .param("note", returnNote)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    void bind(long id, BoundDocument document, Instant now) {
        jdbc.sql("insert into operator.issue_document (application_id, document_id, role, name, sha256, added_at)"
                        + " values (:id, :document, :role, :name, :sha256, :now)"
                        + " on conflict (application_id, document_id) do nothing")
                .param("id", id)
                .param("document", document.documentId())
                .param("role", document.role())
                .param("name", document.name())
                .param("sha256", document.sha256())
                .param("now", utc(now))
                .update();
    }

    List<BoundDocument> documents(long id) {
        return jdbc.sql("select document_id, role, name, sha256 from operator.issue_document"
                        + " where application_id = :id order by added_at, document_id")
                .param("id", id)
                .query((row, number) -> new BoundDocument(
                        row.getLong("document_id"),
                        row.getString("role"),
                        row.getString("name"),
                        row.getString("sha256")))
                .list();
    }

    void answer(long id, int round, Checklist.Line line, Checklist.Answer answer, Instant now) {
        jdbc.sql("insert into operator.examination_answer"
                        + " (application_id, round, line, verdict, reason, examiner_person_id, answered_at)"
                        + " values (:id, :round, :line, :verdict, :reason, :examiner, :now)"
                        + " on conflict (application_id, round, line) do update set verdict = excluded.verdict,"
                        + " reason = excluded.reason, examiner_person_id = excluded.examiner_person_id,"
                        + " answered_at = excluded.answered_at")
                .param("id", id)
                .param("round", round)
                .param("line", line.name())
                .param("verdict", answer.verdict().name())
                .param("reason", answer.reason())
                .param("examiner", answer.examinerPersonId())
                .param("now", utc(now))
                .update();
    }

    Map<Checklist.Line, Checklist.Answer> answers(long id, int round) {
        Map<Checklist.Line, Checklist.Answer> answers = new EnumMap<>(Checklist.Line.class);
        jdbc.sql("select line, verdict, reason, examiner_person_id from operator.examination_answer"
                        + " where application_id = :id and round = :round")
                .param("id", id)
                .param("round", round)
                .query((row, number) -> answers.put(
                        Checklist.Line.valueOf(row.getString("line")),
                        new Checklist.Answer(
                                Checklist.Verdict.valueOf(row.getString("verdict")),
                                row.getString("reason"),
                                row.getLong("examiner_person_id"))))
                .list();
        return answers;
    }

    void note(long id, String action, long personId, String details, @Nullable Long sequence, Instant now) {
        jdbc.sql("insert into operator.issue_history (application_id, action, person_id, details, sequence, at)"
                        + " values (:id, :action, :person, :details, :sequence, :now)")
                .param("id", id)
                .param("action", action)
                .param("person", personId)
                .param("details", details)
                .param("sequence", sequence)
                .param("now", utc(now))
                .update();
    }

    List<HistoryLine> history(long id) {
        return jdbc.sql("select action, person_id, details, sequence, at from operator.issue_history"
                        + " where application_id = :id order by id")
                .param("id", id)
                .query((row, number) -> new HistoryLine(
                        row.getString("action"),
                        row.getLong("person_id"),
                        row.getString("details"),
                        row.getObject("sequence", Long.class),
                        instant(row, "at")))
                .list();
    }

    private Application application(ResultSet row, int number) throws SQLException {
        Timestamp submitted = row.getTimestamp("submitted_at");
        return new Application(
                row.getLong("id"),
                row.getLong("client_relation_id"),
                Application.Status.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getInt("round"),
                json.read(row.getString("terms"), IssueTerms.class),
                json.readIfAny(row.getString("decision"), IssueDecision.class),
                row.getString("return_note"),
                instant(row, "created_at"),
                instant(row, "changed_at"),
                submitted == null ? null : submitted.toInstant());
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** The driver takes no Instant. */
    static java.time.OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
