package kz.sandyq.operator.issuance;

import static kz.sandyq.operator.issuance.ApplicationStore.instant;
import static kz.sandyq.operator.issuance.ApplicationStore.utc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.MonitoringRules.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Findings, alerts and notices of monitoring in PostgreSQL. */
@Repository
class MonitoringStore {
    private final JdbcClient jdbc;
    private final TermsJson json;

    MonitoringStore(JdbcClient jdbc, TermsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A finding of a day. The last of a day is the day's outcome. */
    record Finding(
            long issueId,
            LocalDate day,
            Outcome outcome,
            @Nullable BigDecimal baseValue,
            @Nullable BigDecimal neededValue,
            String currency,
            Instant foundAt) {}

    /** Something open; {@code closedAt} null while it is. */
    record Alert(
            long id,
            long issueId,
            long clientRelationId,
            Outcome kind,
            LocalDate day,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String resolution) {}

    /** A duty to tell somebody. */
    record Notice(
            long id,
            long alertId,
            long issueId,
            String addressee,
            Instant queuedAt,
            @Nullable Instant deliveredAt,
            @Nullable String reference) {}

    /** One look at a time, whoever starts it. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(3904)")
                .query((row, number) -> number)
                .list();
    }

    void add(long clientRelationId, Finding finding) {
        jdbc.sql("insert into operator.monitoring_record (issue_id, client_relation_id, day, outcome, base_value,"
                        + " needed_value, currency, found_at)"
                        + " values (:issue, :relation, :day, :outcome, :value, :needed, :currency, :now)")
                .param("issue", finding.issueId())
                .param("relation", clientRelationId)
                .param("day", finding.day())
                .param("outcome", finding.outcome().name())
                .param("value", finding.baseValue())
                .param("needed", finding.neededValue())
                .param("currency", finding.currency())
                .param("now", utc(finding.foundAt()))
                .update();
    }

    Optional<Finding> last(long issueId) {
        return findings(issueId, 1).stream().findFirst();
    }

    /** Findings about an issue, newest first. */
    List<Finding> findings(long issueId, int limit) {
        return jdbc.sql("select issue_id, day, outcome, base_value, needed_value, currency, found_at"
                        + " from operator.monitoring_record where issue_id = :issue"
                        + " order by day desc, id desc limit :limit")
                .param("issue", issueId)
                .param("limit", limit)
                .query((row, number) -> new Finding(
                        row.getLong("issue_id"),
                        row.getObject("day", LocalDate.class),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getBigDecimal("base_value"),
                        row.getBigDecimal("needed_value"),
                        row.getString("currency"),
                        instant(row, "found_at")))
                .list();
    }

    /** Opens an alert; empty when the same is open already. */
    Optional<Long> open(long issueId, long clientRelationId, Outcome kind, LocalDate day, Instant now) {
        return jdbc.sql("insert into operator.monitoring_alert (issue_id, client_relation_id, kind, day, opened_at)"
                        + " values (:issue, :relation, :kind, :day, :now)"
                        + " on conflict (issue_id, kind) where closed_at is null do nothing returning id")
                .param("issue", issueId)
                .param("relation", clientRelationId)
                .param("kind", kind.name())
                .param("day", day)
                .param("now", utc(now))
                .query(Long.class)
                .optional();
    }

    /** Closes what a good day ends; a gap in the past stays until somebody explains it. */
    void closeFor(long issueId, Outcome kind, Instant now) {
        jdbc.sql("update operator.monitoring_alert set closed_at = :now, resolution = 'OK'"
                        + " where issue_id = :issue and kind = :kind and closed_at is null")
                .param("issue", issueId)
                .param("kind", kind.name())
                .param("now", utc(now))
                .update();
    }

    /** Closes a gap with its explanation; false when there is none open. */
    boolean explain(long alertId, long personId, String resolution, Instant now) {
        return jdbc.sql("update operator.monitoring_alert set closed_at = :now, closed_by = :person,"
                                + " resolution = :resolution where id = :id and kind = 'GAP' and closed_at is null")
                        .param("now", utc(now))
                        .param("person", personId)
                        .param("resolution", resolution)
                        .param("id", alertId)
                        .update()
                == 1;
    }

    List<Alert> openAlerts() {
        return jdbc.sql("select * from operator.monitoring_alert where closed_at is null order by id")
                .query(MonitoringStore::alert)
                .list();
    }

    /** Whether any issue of the issuer lacks backing; while it does, none of his is registered. */
    @LegalBasis("RUL-39.p4.2")
    boolean openMismatch(long clientRelationId) {
        return jdbc.sql("select exists (select 1 from operator.monitoring_alert where closed_at is null"
                        + " and kind = 'MISMATCH' and client_relation_id = :relation)")
                .param("relation", clientRelationId)
                .query(Boolean.class)
                .single();
    }

    void queue(long alertId, String addressee, Object body, Instant now) {
        jdbc.sql("insert into operator.monitoring_notice (alert_id, addressee, body, queued_at)"
                        + " values (:alert, :addressee, cast(:body as jsonb), :now)")
                .param("alert", alertId)
                .param("addressee", addressee)
                .param("body", json.write(body))
                .param("now", utc(now))
                .update();
    }

    /** Notices that nobody has delivered yet, oldest first. */
    List<Notice> undelivered() {
        return jdbc.sql("""
                        select n.id, n.alert_id, a.issue_id, n.addressee, n.queued_at, n.delivered_at, n.reference
                        from operator.monitoring_notice n join operator.monitoring_alert a on a.id = n.alert_id
                        where n.delivered_at is null order by n.id""")
                .query((row, number) -> new Notice(
                        row.getLong("id"),
                        row.getLong("alert_id"),
                        row.getLong("issue_id"),
                        row.getString("addressee"),
                        instant(row, "queued_at"),
                        instantOrNull(row, "delivered_at"),
                        row.getString("reference")))
                .list();
    }

    boolean delivered(long noticeId, long personId, String reference, Instant now) {
        return jdbc.sql("update operator.monitoring_notice set delivered_at = :now, delivered_by = :person,"
                                + " reference = :reference where id = :id and delivered_at is null")
                        .param("now", utc(now))
                        .param("person", personId)
                        .param("reference", reference)
                        .param("id", noticeId)
                        .update()
                == 1;
    }

    private static Alert alert(ResultSet row, int number) throws SQLException {
        return new Alert(
                row.getLong("id"),
                row.getLong("issue_id"),
                row.getLong("client_relation_id"),
                Outcome.valueOf(row.getString("kind")),
                row.getObject("day", LocalDate.class),
                instant(row, "opened_at"),
                instantOrNull(row, "closed_at"),
                row.getString("resolution"));
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
