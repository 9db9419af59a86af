package kz.sandyq.operator.issuance;

import static kz.sandyq.operator.issuance.ApplicationStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Registered issues, their numbers and the acts on them in PostgreSQL. */
@Repository
class IssueStore {
    private final JdbcClient jdbc;

    IssueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A registration: asked for, sent to the core, entered or refused.
     *
     * @param issueId number of the issue in the core, null before it is registered there
     */
    record Row(
            long applicationId,
            @Nullable Long issueId,
            String registrationNumber,
            @Nullable Long certificateId,
            String baseAssetReason,
            String status,
            long proposedBy,
            @Nullable Long approvedBy,
            @Nullable Integer rejectCode,
            @Nullable Long sequence,
            @Nullable Instant registeredAt) {}

    /** An act on a registered issue that two persons decide: mint, burn of unsold units, redemption, backing. */
    record Act(
            long id,
            long applicationId,
            long issueId,
            String kind,
            long quantity,
            String reason,
            long validUntilMs,
            @Nullable Long documentId,
            String status,
            long proposedBy,
            @Nullable Long approvedBy,
            @Nullable Integer rejectCode,
            @Nullable Long sequence,
            boolean noticed) {}

    /** Takes a number for good; false when it was ever given before, to whatever issue. */
    @LegalBasis("RUL-42.p1")
    boolean takeNumber(String number, long applicationId, Instant now) {
        try {
            int taken = jdbc.sql("insert into operator.registration_number_used (number, application_id, given_at)"
                            + " values (:number, :application, :now) on conflict (number) do nothing")
                    .param("number", number)
                    .param("application", applicationId)
                    .param("now", utc(now))
                    .update();
            return taken == 1;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    void propose(Row row, Instant now) {
        jdbc.sql("insert into operator.issue (application_id, registration_number, certificate_id, base_asset_reason,"
                        + " status, proposed_by, proposed_at) values (:application, :number, :certificate, :reason,"
                        + " 'PROPOSED', :person, :now) on conflict (application_id) do update set"
                        + " registration_number = excluded.registration_number,"
                        + " certificate_id = excluded.certificate_id,"
                        + " base_asset_reason = excluded.base_asset_reason, status = 'PROPOSED', approved_by = null,"
                        + " reject_code = null, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at"
                        + " where operator.issue.status in ('REFUSED', 'DECLINED')")
                .param("application", row.applicationId())
                .param("number", row.registrationNumber())
                .param("certificate", row.certificateId())
                .param("reason", row.baseAssetReason())
                .param("person", row.proposedBy())
                .param("now", utc(now))
                .update();
    }

    void sent(long applicationId, @Nullable Long approvedBy, String status) {
        jdbc.sql("update operator.issue set status = :status, approved_by = :person where application_id = :id")
                .param("status", status)
                .param("person", approvedBy)
                .param("id", applicationId)
                .update();
    }

    @LegalBasis("RUL-43.2")
    @LegalBasis("LAW-6.3.2")
    void answered(long applicationId, int rejectCode, @Nullable Long issueId, long sequence, Instant now) {
        jdbc.sql("update operator.issue set status = case when :code = 0 then 'REGISTERED' else 'REFUSED' end,"
                        + " reject_code = :code, issue_id = :issue, sequence = :sequence,"
                        + " registered_at = case when :code = 0 then cast(:now as timestamptz) end"
                        + " where application_id = :id and status = 'SENT'")
                .param("code", rejectCode)
                .param("issue", issueId)
                .param("sequence", sequence)
                .param("now", utc(now))
                .param("id", applicationId)
                .update();
    }

    Optional<Row> ofApplication(long applicationId) {
        return jdbc.sql("select * from operator.issue where application_id = :id")
                .param("id", applicationId)
                .query(IssueStore::row)
                .optional();
    }

    Optional<Row> byIssue(long issueId) {
        return jdbc.sql("select * from operator.issue where issue_id = :id")
                .param("id", issueId)
                .query(IssueStore::row)
                .optional();
    }

    /** The public register: registered issues only, newest last. */
    List<Row> registered(long afterIssueId, int limit) {
        return jdbc.sql("select * from operator.issue where status = 'REGISTERED' and issue_id > :after"
                        + " order by issue_id limit :limit")
                .param("after", afterIssueId)
                .param("limit", limit)
                .query(IssueStore::row)
                .list();
    }

    long addAct(Act act, Instant now) {
        return jdbc.sql("insert into operator.issue_act (application_id, issue_id, kind, quantity, reason,"
                        + " valid_until_ms, document_id, status, proposed_by, proposed_at)"
                        + " values (:application, :issue,"
                        + " :kind, :quantity, :reason, :until, :document, :status, :person, :now) returning id")
                .param("application", act.applicationId())
                .param("issue", act.issueId())
                .param("kind", act.kind())
                .param("quantity", act.quantity())
                .param("reason", act.reason())
                .param("until", act.validUntilMs())
                .param("document", act.documentId())
                .param("status", act.status())
                .param("person", act.proposedBy())
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    Optional<Act> act(long id) {
        return jdbc.sql("select * from operator.issue_act where id = :id")
                .param("id", id)
                .query(IssueStore::act)
                .optional();
    }

    List<Act> acts(long issueId) {
        return jdbc.sql("select * from operator.issue_act where issue_id = :id order by id desc")
                .param("id", issueId)
                .query(IssueStore::act)
                .list();
    }

    List<Act> redemptions(long afterId, int limit) {
        return jdbc.sql("select * from operator.issue_act where kind = 'REDEMPTION' and id > :after"
                        + " order by id limit :limit")
                .param("after", afterId)
                .param("limit", limit)
                .query(IssueStore::act)
                .list();
    }

    void decideAct(long id, String status, @Nullable Long approvedBy) {
        jdbc.sql("update operator.issue_act set status = :status, approved_by = :person where id = :id")
                .param("status", status)
                .param("person", approvedBy)
                .param("id", id)
                .update();
    }

    void actAnswered(long id, int rejectCode, long sequence, Instant now) {
        jdbc.sql("update operator.issue_act set status = case when :code = 0 then 'DONE' else 'REFUSED' end,"
                        + " reject_code = :code, sequence = :sequence, answered_at = :now where id = :id")
                .param("code", rejectCode)
                .param("sequence", sequence)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Timestamp registered = row.getTimestamp("registered_at");
        return new Row(
                row.getLong("application_id"),
                row.getObject("issue_id", Long.class),
                row.getString("registration_number"),
                row.getObject("certificate_id", Long.class),
                row.getString("base_asset_reason"),
                row.getString("status"),
                row.getLong("proposed_by"),
                row.getObject("approved_by", Long.class),
                row.getObject("reject_code", Integer.class),
                row.getObject("sequence", Long.class),
                registered == null ? null : registered.toInstant());
    }

    private static Act act(ResultSet row, int number) throws SQLException {
        return new Act(
                row.getLong("id"),
                row.getLong("application_id"),
                row.getLong("issue_id"),
                row.getString("kind"),
                row.getLong("quantity"),
                row.getString("reason"),
                row.getLong("valid_until_ms"),
                row.getObject("document_id", Long.class),
                row.getString("status"),
                row.getLong("proposed_by"),
                row.getObject("approved_by", Long.class),
                row.getObject("reject_code", Integer.class),
                row.getObject("sequence", Long.class),
                row.getBoolean("noticed"));
    }
}
