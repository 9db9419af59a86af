package kz.sandyq.platform.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.sandyq.platform.approval.Approval.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads approvals. */
@Component
public class Approvals {
    private static final String SELECT = """
            select a.*, p.name proposed_name, d.name decided_name
            from platform.approval a
            join platform.person p on p.id = a.proposed_person
            left join platform.person d on d.id = a.decided_person
            """;

    private final JdbcClient database;

    Approvals(JdbcClient database) {
        this.database = database;
    }

    /** The approval of this id. */
    public Optional<Approval> find(long id) {
        return database.sql(SELECT + "where a.id = :id")
                .param("id", id)
                .query(Approvals::map)
                .optional();
    }

    /** Approvals about a subject, newest first. */
    public List<Approval> about(String subject) {
        return database.sql(SELECT + "where a.subject = :subject order by a.id desc")
                .param("subject", subject)
                .query(Approvals::map)
                .list();
    }

    /**
     * Approvals in a state, newest first, before an id.
     *
     * @param search part of the subject or kind; empty for all
     */
    public List<Approval> page(State state, String search, long beforeId, int limit) {
        return database.sql(SELECT + """
                        where a.state = :state and a.id < :before
                          and (:search = '' or strpos(lower(a.subject || ' ' || a.kind), lower(:search)) > 0)
                        order by a.id desc limit :limit
                        """)
                .param("state", state.name())
                .param("before", beforeId)
                .param("search", search)
                .param("limit", limit)
                .query(Approvals::map)
                .list();
    }

    /** How many are in the state. */
    public long count(State state, String search) {
        return database.sql("""
                        select count(*) from platform.approval a where a.state = :state
                          and (:search = '' or strpos(lower(a.subject || ' ' || a.kind), lower(:search)) > 0)
                        """)
                .param("state", state.name())
                .param("search", search)
                .query(Long.class)
                .single();
    }

    private static Approval map(ResultSet row, int number) throws SQLException {
        return new Approval(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("before_after"),
                State.valueOf(row.getString("state")),
                row.getLong("proposed_login"),
                row.getLong("proposed_person"),
                row.getString("proposed_name"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getObject("decided_login", Long.class),
                row.getObject("decided_person", Long.class),
                row.getString("decided_name"),
                instant(row.getTimestamp("decided_at")),
                row.getString("reason"),
                row.getInt("version"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
