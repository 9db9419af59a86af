package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each activity of the operator may still do, now and before. */
public final class PlatformQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public PlatformQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A status as it was set.
     *
     * @param activity DFA or TRADING
     * @param status OPEN, NO_NEW_CLIENTS_OR_ISSUES or SERVICES_PROHIBITED
     */
    public record Status(String activity, String status, Instant since, long sequence, EntryGround ground) {}

    /** The present status of each activity whose status was ever set; any other is open. */
    public List<Status> now() {
        return jdbc.sql("""
                        select distinct on (activity) * from readmodel.platform_status
                        order by activity, sequence desc""").query(PlatformQueries::status).list();
    }

    /** At most {@code limit} that were set before an entry of the log, the newest first. */
    public List<Status> history(long beforeSequence, int limit) {
        return jdbc.sql("select * from readmodel.platform_status where sequence < :before"
                        + " order by sequence desc limit :limit")
                .param("before", beforeSequence)
                .param("limit", limit)
                .query(PlatformQueries::status)
                .list();
    }

    /** How many were ever set. */
    public long count() {
        return jdbc.sql("select count(*) from readmodel.platform_status")
                .query(Long.class)
                .single();
    }

    private static Status status(ResultSet row, int number) throws SQLException {
        return new Status(
                row.getString("activity"),
                row.getString("status"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"),
                EntryGround.of(row));
    }
}
