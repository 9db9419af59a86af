package kz.sandyq.operator.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Applications for placement in PostgreSQL. */
@Repository
class PlacementStore {
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    PlacementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An issuer's application for placement and what became of it.
     *
     * @param placementId number in the core, null before its window is opened there
     */
    record Row(
            long id,
            long applicationId,
            long issueId,
            long clientRelationId,
            PlacementTerms terms,
            String status,
            @Nullable Long placementId,
            @Nullable Long openedBy,
            @Nullable Integer rejectCode,
            @Nullable Long sequence) {}

    long add(long applicationId, long issueId, long clientRelationId, PlacementTerms terms, Instant now) {
        return jdbc.sql("insert into operator.placement_application (application_id,"
                        + " issue_id, client_relation_id, terms,"
                        + " status, applied_at, changed_at) values (:application, :issue, :relation,"
                        + " cast(:terms as jsonb), 'APPLIED', :now, :now) returning id")
                .param("application", applicationId)
                .param("issue", issueId)
                .param("relation", clientRelationId)
                .param("terms", json.writeValueAsString(terms))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<Row> lock(long id) {
        return jdbc.sql("select * from operator.placement_application where id = :id for update")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    Optional<Row> find(long id) {
        return jdbc.sql("select * from operator.placement_application where id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    Optional<Row> byPlacement(long placementId) {
        return jdbc.sql("select * from operator.placement_application where placement_id = :id")
                .param("id", placementId)
                .query(this::row)
                .optional();
    }

    List<Row> page(long afterId, int limit) {
        return jdbc.sql("select * from operator.placement_application where id > :after order by id limit :limit")
                .param("after", afterId)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    List<Row> ofIssue(long issueId) {
        return jdbc.sql("select * from operator.placement_application where issue_id = :issue order by id desc")
                .param("issue", issueId)
                .query(this::row)
                .list();
    }

    void status(long id, String status, @Nullable Long personId, Instant now) {
        jdbc.sql("update operator.placement_application set status = :status, changed_at = :now,"
                        + " opened_by = coalesce(:person, opened_by) where id = :id")
                .param("status", status)
                .param("person", personId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void answered(long id, String status, @Nullable Long placementId, int rejectCode, long sequence, Instant now) {
        jdbc.sql("update operator.placement_application set status = :status, changed_at = :now,"
                        + " placement_id = coalesce(:placement, placement_id), reject_code = :code,"
                        + " sequence = :sequence where id = :id")
                .param("status", status)
                .param("placement", placementId)
                .param("code", rejectCode)
                .param("sequence", sequence)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** Placements whose end has not been told to their subscribers; locked, so that each is told once. */
    List<Row> untold(int limit) {
        return jdbc.sql("select * from operator.placement_application where placement_id is not null and not noticed"
                        + " order by id limit :limit for update skip locked")
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    void told(long id, Instant now) {
        jdbc.sql("update operator.placement_application set noticed = true, status = 'ENDED', changed_at = :now"
                        + " where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("application_id"),
                row.getLong("issue_id"),
                row.getLong("client_relation_id"),
                json.readValue(row.getString("terms"), PlacementTerms.class),
                row.getString("status"),
                row.getObject("placement_id", Long.class),
                row.getObject("opened_by", Long.class),
                row.getObject("reject_code", Integer.class),
                row.getObject("sequence", Long.class));
    }
}
