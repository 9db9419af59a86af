package kz.sandyq.operator.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kz.sandyq.operator.people.ClientRelation.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of client relations and of those who act for them. */
@Repository
class ClientStore {
    private static final String SELECT = """
            select c.*, p.name, p.national_id, p.foreign_country, p.foreign_id, p.kind
            from operator.client_relation c join platform.person p on p.id = c.person_id
            """;
    private static final String FOUND = """
             (:search = '' or strpos(lower(p.name), lower(:search)) > 0 or p.national_id = :search
                or p.foreign_id = upper(:search)) and (:status = '' or c.status = :status)
            """;

    private final JdbcClient database;

    ClientStore(JdbcClient database) {
        this.database = database;
    }

    long add(long personId, ClientForm form, long documentId, long openedBy, Instant now) {
        return database.sql("""
                        insert into operator.client_relation (person_id, status, issuer, residency, address,
                            identification, identification_document, identified_until, opened_by, created_at)
                        values (:person, 'PROPOSED', :issuer, :residency, :address, :identification, :document,
                            :until, :by, :now)
                        on conflict (person_id) do update set status = 'PROPOSED', issuer = excluded.issuer,
                            residency = excluded.residency, address = excluded.address,
                            identification = excluded.identification,
                            identification_document = excluded.identification_document,
                            identified_until = excluded.identified_until, opened_by = excluded.opened_by,
                            approved_by = null, version = operator.client_relation.version + 1
                        where operator.client_relation.status = 'DECLINED'
                        returning id""")
                .param("person", personId)
                .param("issuer", form.issuer())
                .param("residency", form.residency())
                .param("address", form.address().strip())
                .param("identification", form.identification().strip())
                .param("document", documentId)
                .param("until", form.identifiedUntil())
                .param("by", openedBy)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Optional<ClientRelation> find(long id) {
        return database.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query(ClientStore::map)
                .optional();
    }

    /** The relations of these numbers that exist. */
    List<ClientRelation> all(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.sql(SELECT + "where c.id in (:ids) order by c.id")
                        .param("ids", ids)
                        .query(ClientStore::map)
                        .list();
    }

    List<ClientRelation> page(String search, String status, long afterId, int limit) {
        return database.sql(SELECT + "where c.id > :after and" + FOUND + "order by c.id limit :limit")
                .param("after", afterId)
                .param("search", search.strip())
                .param("status", status)
                .param("limit", limit)
                .query(ClientStore::map)
                .list();
    }

    long count(String search, String status) {
        return database.sql("select count(*) from operator.client_relation c join platform.person p"
                        + " on p.id = c.person_id where" + FOUND)
                .param("search", search.strip())
                .param("status", status)
                .query(Long.class)
                .single();
    }

    void decide(long id, Status status, long approvedBy) {
        database.sql("""
                        update operator.client_relation set status = :status, approved_by = nullif(:by, 0),
                            version = version + 1
                        where id = :id""")
                .param("status", status.name())
                .param("by", approvedBy)
                .param("id", id)
                .update();
    }

    void state(long id, Status status, int rejectCode) {
        database.sql("""
                        update operator.client_relation set status = :status, reject_code = :code,
                            version = version + 1
                        where id = :id""")
                .param("status", status.name())
                .param("code", rejectCode)
                .param("id", id)
                .update();
    }

    void addRepresentative(long relationId, long personId, Instant now) {
        database.sql("insert into operator.representative values (:relation, :person, :now) on conflict do nothing")
                .param("relation", relationId)
                .param("person", personId)
                .param("now", Timestamp.from(now))
                .update();
    }

    List<Long> representatives(long relationId) {
        return database.sql("""
                        select person_id from operator.representative where client_relation_id = :relation
                        order by added_at, person_id""")
                .param("relation", relationId)
                .query((row, number) -> row.getLong("person_id"))
                .list();
    }

    /** Active relations in which the person may act. */
    List<ClientRelation> representedBy(long personId) {
        return database.sql(SELECT + """
                        join operator.representative r on r.client_relation_id = c.id
                        where r.person_id = :person and c.status = 'ACTIVE'
                        order by (c.person_id = :person) desc, c.id""")
                .param("person", personId)
                .query(ClientStore::map)
                .list();
    }

    private static ClientRelation map(ResultSet row, int number) throws SQLException {
        return new ClientRelation(
                row.getLong("id"),
                row.getLong("person_id"),
                row.getString("name"),
                row.getString("national_id"),
                row.getString("foreign_country"),
                row.getString("foreign_id"),
                row.getString("kind").equals("ORGANISATION"),
                Status.valueOf(row.getString("status")),
                row.getBoolean("issuer"),
                row.getString("residency"),
                row.getString("address"),
                row.getString("identification"),
                row.getLong("identification_document"),
                row.getDate("identified_until").toLocalDate(),
                row.getLong("opened_by"),
                row.getObject("approved_by", Long.class),
                row.getInt("reject_code"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("version"));
    }
}
