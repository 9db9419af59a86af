package kz.sandyq.operator.acts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code operator.move_request}. */
@Repository
class MoveRequestStore {
    private static final String SELECT = """
            select r.*, i.code, i.scale, p.name as client from operator.move_request r
            join readmodel.issue i using (issue_id)
            join operator.client_relation c on c.id = r.client_relation_id join platform.person p on p.id = c.person_id
            """;
    private static final String FOUND =
            " (:client = 0 or r.client_relation_id = :client) and (:state = '' or r.state = :state)";

    private final JdbcClient database;

    MoveRequestStore(JdbcClient database) {
        this.database = database;
    }

    /** Where a request stands. */
    enum State {
        ASKED,
        WITHDRAWN,
        TAKEN,
        REFUSED
    }

    /**
     * A request. Quantity in minor units of the issue.
     *
     * @param client name of who asks
     * @param note of the desk
     */
    record MoveRequest(
            long id,
            long clientRelationId,
            String client,
            long accountId,
            long issueId,
            String assetCode,
            int assetScale,
            long quantity,
            int platform,
            State state,
            String note,
            Instant askedAt) {}

    /** Which requests; client 0 and an empty state leave a part open. */
    record Filter(long clientRelationId, String state) {}

    long add(long client, long account, long issue, long quantity, int platform, long person, Instant now) {
        return database.sql("""
                        insert into operator.move_request (client_relation_id, account_id, issue_id, quantity, platform,
                            state, asked_by, asked_at)
                        values (:client, :account, :issue, :quantity, :platform, 'ASKED', :person, :now)
                        returning id""")
                .param("client", client)
                .param("account", account)
                .param("issue", issue)
                .param("quantity", quantity)
                .param("platform", platform)
                .param("person", person)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    /** Ends a request that is still open; false when it no longer is. */
    boolean withdraw(long id) {
        return database.sql("update operator.move_request set state = 'WITHDRAWN' where id = :id and state = 'ASKED'")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Answers a request that is still open; false when it no longer is. */
    boolean answer(long id, State state, String note, long person, Instant now) {
        return database.sql("""
                                update operator.move_request set state = :state, note = :note, answered_by = :person,
                                    answered_at = :now where id = :id and state = 'ASKED'""")
                        .param("state", state.name())
                        .param("note", note)
                        .param("person", person)
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<MoveRequest> find(long id) {
        return database.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query(MoveRequestStore::request)
                .optional();
    }

    List<MoveRequest> page(Filter filter, long beforeId, int limit) {
        return database.sql(SELECT + "where r.id < :before and" + FOUND + " order by r.id desc limit :limit")
                .param("before", beforeId)
                .param("client", filter.clientRelationId())
                .param("state", filter.state())
                .param("limit", limit)
                .query(MoveRequestStore::request)
                .list();
    }

    long count(Filter filter) {
        return database.sql("select count(*) from operator.move_request r where" + FOUND)
                .param("client", filter.clientRelationId())
                .param("state", filter.state())
                .query(Long.class)
                .single();
    }

    private static MoveRequest request(ResultSet row, int number) throws SQLException {
        return new MoveRequest(
                row.getLong("id"),
                row.getLong("client_relation_id"),
                String.valueOf(row.getString("client")),
                row.getLong("account_id"),
                row.getLong("issue_id"),
                String.valueOf(row.getString("code")),
                row.getInt("scale"),
                row.getLong("quantity"),
                row.getInt("platform"),
                State.valueOf(row.getString("state")),
                String.valueOf(row.getString("note")),
                row.getTimestamp("asked_at").toInstant());
    }
}
