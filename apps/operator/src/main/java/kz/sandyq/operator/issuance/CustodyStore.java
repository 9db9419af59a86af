package kz.sandyq.operator.issuance;

import static kz.sandyq.operator.issuance.ApplicationStore.instant;
import static kz.sandyq.operator.issuance.ApplicationStore.utc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Custodians, agreements, consents, queries, answers and the regulator's list in PostgreSQL. */
@Repository
class CustodyStore {
    private final JdbcClient jdbc;

    CustodyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long addCustodian(String name, String bin, long personId, Instant now) {
        return jdbc.sql("insert into operator.custodian (name, bin, legal_entity, residency, recorded_by, recorded_at)"
                        + " values (:name, :bin, true, 'KZ', :person, :now) returning id")
                .param("name", name)
                .param("bin", bin)
                .param("person", personId)
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    List<CustodyFacts.Custodian> custodians(long afterId, int limit) {
        return jdbc.sql("select id, name, bin, legal_entity, residency from operator.custodian"
                        + " where id > :after order by id limit :limit")
                .param("after", afterId)
                .param("limit", limit)
                .query((row, number) -> new CustodyFacts.Custodian(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("bin"),
                        row.getBoolean("legal_entity"),
                        row.getString("residency")))
                .list();
    }

    boolean binTaken(String bin) {
        return jdbc.sql("select count(*) from operator.custodian where bin = :bin")
                        .param("bin", bin)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void addAgreement(
            long applicationId,
            long custodianId,
            CustodyFacts.Agreement agreement,
            @Nullable Long documentId,
            long personId,
            Instant now) {
        jdbc.sql("insert into operator.custody_agreement (application_id,"
                        + " custodian_id, number, valid_from, valid_until,"
                        + " document_id, recorded_by, recorded_at)"
                        + " values (:application, :custodian, :number, :from,"
                        + " :until, :document, :person, :now)")
                .param("application", applicationId)
                .param("custodian", custodianId)
                .param("number", agreement.number())
                .param("from", agreement.validFrom())
                .param("until", agreement.validUntil())
                .param("document", documentId)
                .param("person", personId)
                .param("now", utc(now))
                .update();
    }

    void addConsent(long clientRelationId, @Nullable Long documentId, Instant now) {
        jdbc.sql("insert into operator.issuer_consent (client_relation_id, document_id, given_at)"
                        + " values (:relation, :document, :now)")
                .param("relation", clientRelationId)
                .param("document", documentId)
                .param("now", utc(now))
                .update();
    }

    void withdrawConsent(long clientRelationId, Instant now) {
        jdbc.sql("update operator.issuer_consent set withdrawn_at = :now"
                        + " where client_relation_id = :relation and withdrawn_at is null")
                .param("relation", clientRelationId)
                .param("now", utc(now))
                .update();
    }

    long addQuery(long applicationId, long custodianId, long personId, Instant now) {
        return jdbc.sql("insert into operator.custodian_query (application_id, custodian_id, asked_by, asked_at)"
                        + " values (:application, :custodian, :person, :now) returning id")
                .param("application", applicationId)
                .param("custodian", custodianId)
                .param("person", personId)
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    Optional<Long> lastQuery(long applicationId) {
        return jdbc.sql("select max(id) from operator.custodian_query where application_id = :application")
                .param("application", applicationId)
                .query(Long.class)
                .optional();
    }

    void addAnswer(
            long queryId,
            long applicationId,
            CustodyFacts.Answer answer,
            String unit,
            @Nullable Long documentId,
            long personId,
            Instant now) {
        Instant asOf = answer.asOf();
        jdbc.sql("insert into operator.custodian_answer (query_id, application_id, condition, quantity, unit, value,"
                        + " currency, as_of, document_id, recorded_by, recorded_at) values (:query, :application,"
                        + " :condition, :quantity, :unit, :value, :currency, :asOf, :document, :person, :now)")
                .param("query", queryId)
                .param("application", applicationId)
                .param("condition", answer.condition())
                .param("quantity", answer.quantity())
                .param("unit", unit)
                .param("value", answer.value())
                .param("currency", answer.currency())
                .param("asOf", asOf == null ? null : utc(asOf))
                .param("document", documentId)
                .param("person", personId)
                .param("now", utc(now))
                .update();
    }

    /** The issuer's newest consent, standing or withdrawn. */
    Optional<CustodyFacts.Consent> consent(long clientRelationId) {
        return jdbc.sql("select given_at, withdrawn_at from operator.issuer_consent"
                        + " where client_relation_id = :relation order by id desc limit 1")
                .param("relation", clientRelationId)
                .query((row, number) -> new CustodyFacts.Consent(
                        instant(row, "given_at"), instantOrNull(row.getTimestamp("withdrawn_at"))))
                .optional();
    }

    /**
     * What a custodian was asked about an application, and his newest answer to it; nulls while he has not answered.
     */
    record Question(
            Instant askedAt,
            @Nullable String condition,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal value,
            @Nullable String currency,
            @Nullable Instant asOf) {}

    /** Questions about an application, newest first. */
    List<Question> questions(long applicationId) {
        return jdbc.sql("""
                        select q.asked_at, a.condition, a.quantity, a.unit, a.value, a.currency, a.as_of
                        from operator.custodian_query q
                        left join lateral (
                            select * from operator.custodian_answer where query_id = q.id order by id desc limit 1) a on true
                        where q.application_id = :application order by q.id desc""")
                .param("application", applicationId)
                .query((row, number) -> new Question(
                        instant(row, "asked_at"),
                        row.getString("condition"),
                        row.getBigDecimal("quantity"),
                        row.getString("unit"),
                        row.getBigDecimal("value"),
                        row.getString("currency"),
                        instantOrNull(row.getTimestamp("as_of"))))
                .list();
    }

    /** Everything about the custody of one application: always the newest record of each sort. */
    CustodyFacts facts(long applicationId, long clientRelationId) {
        CustodyFacts.Consent consent = consent(clientRelationId).orElse(null);
        CustodyFacts.Answer answer = jdbc.sql("select condition, quantity, value, currency, as_of"
                        + " from operator.custodian_answer where application_id ="
                        + " :application order by id desc limit 1")
                .param("application", applicationId)
                .query((row, number) -> new CustodyFacts.Answer(
                        row.getString("condition"),
                        row.getBigDecimal("quantity"),
                        row.getBigDecimal("value"),
                        row.getString("currency"),
                        instant(row, "as_of")))
                .optional()
                .orElse(null);
        return jdbc.sql("select c.id, c.name, c.bin, c.legal_entity, c.residency, a.number, a.valid_from, a.valid_until"
                        + " from operator.custody_agreement a join operator.custodian c on c.id = a.custodian_id"
                        + " where a.application_id = :application order by a.id desc limit 1")
                .param("application", applicationId)
                .query((row, number) -> new CustodyFacts(
                        new CustodyFacts.Custodian(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getString("bin"),
                                row.getBoolean("legal_entity"),
                                row.getString("residency")),
                        new CustodyFacts.Agreement(
                                row.getString("number"),
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class)),
                        consent,
                        answer))
                .optional()
                .orElse(new CustodyFacts(null, null, consent, answer));
    }

    void setPermitted(LocalDate validFrom, Set<BaseAssetKind> kinds, String source, long personId, Instant now) {
        jdbc.sql("insert into operator.permitted_base_asset (valid_from, kinds, source, recorded_by, recorded_at)"
                        + " values (:from, string_to_array(:kinds, ','), :source, :person, :now)")
                .param("from", validFrom)
                .param("kinds", String.join(",", kinds.stream().map(Enum::name).toList()))
                .param("source", source)
                .param("person", personId)
                .param("now", utc(now))
                .update();
    }

    /** A version of the regulator's list. */
    record Permitted(LocalDate validFrom, List<BaseAssetKind> kinds, String source) {}

    /** Every version of the regulator's list, newest first. */
    List<Permitted> permittedVersions() {
        return jdbc.sql("select valid_from, kinds, source from operator.permitted_base_asset order by valid_from desc")
                .query((row, number) -> new Permitted(
                        row.getObject("valid_from", LocalDate.class),
                        List.copyOf(kinds((String[]) row.getArray("kinds").getArray())),
                        row.getString("source")))
                .list();
    }

    /** The regulator's list in force on a day; empty when none was ever set, which permits nothing and refuses. */
    Optional<Set<BaseAssetKind>> permitted(LocalDate day) {
        return jdbc.sql("select kinds from operator.permitted_base_asset where valid_from <= :day"
                        + " order by valid_from desc limit 1")
                .param("day", day)
                .query((row, number) -> kinds((String[]) row.getArray("kinds").getArray()))
                .optional();
    }

    private static Set<BaseAssetKind> kinds(String[] names) {
        Set<BaseAssetKind> kinds = EnumSet.noneOf(BaseAssetKind.class);
        Arrays.stream(names).map(BaseAssetKind::valueOf).forEach(kinds::add);
        return kinds;
    }

    private static @Nullable Instant instantOrNull(@Nullable Timestamp timestamp) throws SQLException {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
