package kz.sandyq.platform.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the logins with their people and roles. */
@Component
class LoginList {
    private static final String ROWS = """
            select l.id, l.name, p.name person_name, l.disabled, l.locked_until, l.password_hash is null unset,
                coalesce((select string_agg(r.role, ',' order by r.role) from platform.login_role r
                    where r.login_id = l.id), '') roles
            from platform.login l join platform.person p on p.id = l.person_id
            """;
    private static final String FOUND =
            " (:search = '' or strpos(lower(l.name || ' ' || p.name), lower(:search)) > 0) ";

    private final JdbcClient database;
    private final SandyqClock clock;

    LoginList(JdbcClient database, SandyqClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a login can do now. */
    enum State {
        OPEN,
        INVITED,
        LOCKED,
        CLOSED
    }

    /** One login. */
    record Row(long id, String name, String personName, List<String> roles, State state, boolean withoutPassword) {}

    /** Logins after an id, the oldest first; the search looks into login and name. */
    List<Row> page(String search, long afterId, int limit) {
        return database.sql(ROWS + "where l.id > :after and" + FOUND + "order by l.id limit :limit")
                .param("after", afterId)
                .param("search", search)
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    long count(String search) {
        return database.sql("select count(*) from platform.login l join platform.person p on p.id = l.person_id where"
                        + FOUND)
                .param("search", search)
                .query(Long.class)
                .single();
    }

    Optional<Row> find(long id) {
        return database.sql(ROWS + "where l.id = :id")
                .param("id", id)
                .query((row, number) -> row(row))
                .optional();
    }

    private Row row(ResultSet row) throws SQLException {
        Timestamp locked = row.getTimestamp("locked_until");
        State state = State.OPEN;
        if (row.getBoolean("disabled")) {
            state = State.CLOSED;
        } else if (locked != null && locked.toInstant().isAfter(now())) {
            state = State.LOCKED;
        } else if (row.getBoolean("unset")) {
            state = State.INVITED;
        }
        String roles = row.getString("roles");
        return new Row(
                row.getLong("id"),
                row.getString("name"),
                row.getString("person_name"),
                roles.isEmpty() ? List.of() : List.of(roles.split(",")),
                state,
                row.getBoolean("unset"));
    }

    private Instant now() {
        return clock.instant();
    }
}
