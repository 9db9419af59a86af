package kz.sandyq.operator.issuance;

import static kz.sandyq.operator.issuance.ApplicationStore.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Certificates of base assets in PostgreSQL. */
@Repository
class CertificateStore {
    private static final String COLUMNS =
            "id, application_id, status, body, documents, issued_by, approved_by, issued_at";

    private final JdbcClient jdbc;
    private final TermsJson json;

    CertificateStore(JdbcClient jdbc, TermsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A certificate with those who gave it. */
    record Row(
            long id,
            long applicationId,
            String status,
            Certificate certificate,
            List<Long> documents,
            long issuedBy,
            @Nullable Long approvedBy,
            Instant issuedAt) {}

    long propose(long applicationId, Certificate certificate, List<Long> documents, long personId, Instant now) {
        String ids = String.join(",", documents.stream().map(String::valueOf).toList());
        return jdbc.sql("insert into operator.base_asset_certificate"
                        + " (application_id, status, body, documents, issued_by, issued_at) values (:application,"
                        + " 'PROPOSED', cast(:body as jsonb), cast(string_to_array(:documents, ',') as bigint[]),"
                        + " :person, :now) returning id")
                .param("application", applicationId)
                .param("body", json.write(certificate))
                .param("documents", ids)
                .param("person", personId)
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    void decide(long id, String status, @Nullable Long approvedBy, Instant now) {
        jdbc.sql("update operator.base_asset_certificate set status = :status, approved_by = :person,"
                        + " approved_at = :now where id = :id and status = 'PROPOSED'")
                .param("status", status)
                .param("person", approvedBy)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    Optional<Row> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from operator.base_asset_certificate where id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    List<Row> ofApplication(long applicationId) {
        return jdbc.sql("select " + COLUMNS
                        + " from operator.base_asset_certificate where application_id = :id order by id desc")
                .param("id", applicationId)
                .query(this::row)
                .list();
    }

    List<Row> page(long afterId, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from operator.base_asset_certificate where id > :after order by id limit :limit")
                .param("after", afterId)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** The newest certificate that two persons have given. */
    Optional<Row> issued(long applicationId) {
        return ofApplication(applicationId).stream()
                .filter(row -> row.status().equals("ISSUED"))
                .findFirst();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        Long[] documents = (Long[]) row.getArray("documents").getArray();
        return new Row(
                row.getLong("id"),
                row.getLong("application_id"),
                row.getString("status"),
                json.read(row.getString("body"), Certificate.class),
                Arrays.asList(documents),
                row.getLong("issued_by"),
                row.getObject("approved_by", Long.class),
                ApplicationStore.instant(row, "issued_at"));
    }
}
