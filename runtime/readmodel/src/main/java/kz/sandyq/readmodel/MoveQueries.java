package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moves of units between platforms, and with which platforms they are agreed. */
public final class MoveQueries {
    private static final String SELECT = """
            select m.*, coalesce(i.code, '') as code, coalesce(i.scale, 0) as scale
            from readmodel.move m left join readmodel.issue i using (issue_id)
            """;
    private static final String FOUND =
            " (:status = '' or m.status = :status) and (:platform = 0 or m.platform = :platform)";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public MoveQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A move. Quantity in minor units.
     *
     * @param incoming whether the other platform sends
     * @param number as both platforms call it
     * @param issueId 0 for one that came and is not accepted yet
     * @param refusalReason of the internal rules, 0 for none
     */
    public record Move(
            long moveId,
            int platform,
            boolean incoming,
            long number,
            String status,
            long issueId,
            String assetCode,
            int assetScale,
            int originPlatform,
            long quantity,
            Instant deadline,
            int refusalReason,
            Instant changedAt,
            long sequence) {}

    /** What of a move is one account's; a hold of 0 is none. */
    public record Leg(long accountId, long quantity, long holdId) {}

    /** A change of a move with what it stands on. */
    public record Step(String status, int refusalReason, Instant at, long sequence, EntryGround ground) {}

    /** Whether a platform has an agreement with this one. */
    public record Agreement(int platform, boolean inForce, Instant since, long sequence, EntryGround ground) {}

    /** At most {@code limit} below an id, the newest first; empty status and platform 0 leave a part open. */
    public List<Move> page(String status, int platform, long beforeId, int limit) {
        return jdbc.sql(SELECT + "where m.move_id < :before and" + FOUND + " order by m.move_id desc limit :limit")
                .param("before", beforeId)
                .param("status", status)
                .param("platform", platform)
                .param("limit", limit)
                .query(MoveQueries::move)
                .list();
    }

    /** How many there are. */
    public long count(String status, int platform) {
        return jdbc.sql("select count(*) from readmodel.move m where" + FOUND)
                .param("status", status)
                .param("platform", platform)
                .query(Long.class)
                .single();
    }

    /** One of them. */
    public Optional<Move> find(long moveId) {
        return jdbc.sql(SELECT + "where m.move_id = :id")
                .param("id", moveId)
                .query(MoveQueries::move)
                .optional();
    }

    /** Whose units move. */
    public List<Leg> legs(long moveId) {
        return jdbc.sql("select account_id, quantity, hold_id from readmodel.move_leg where move_id = :id"
                        + " order by account_id")
                .param("id", moveId)
                .query((row, number) ->
                        new Leg(row.getLong("account_id"), row.getLong("quantity"), row.getLong("hold_id")))
                .list();
    }

    /** What has become of a move, from its beginning. */
    public List<Step> steps(long moveId) {
        return jdbc.sql("select * from readmodel.move_step where move_id = :id order by sequence, event_index")
                .param("id", moveId)
                .query((row, number) -> new Step(
                        row.getString("status"),
                        row.getInt("refusal_reason"),
                        Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                        row.getLong("sequence"),
                        EntryGround.of(row)))
                .list();
    }

    /** The agreements, one a platform as it stands now. */
    public List<Agreement> agreements() {
        return jdbc.sql("""
                        select distinct on (platform) * from readmodel.interaction_agreement
                        order by platform, sequence desc""")
                .query((row, number) -> new Agreement(
                        row.getInt("platform"),
                        row.getBoolean("in_force"),
                        Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                        row.getLong("sequence"),
                        EntryGround.of(row)))
                .list();
    }

    private static Move move(ResultSet row, int number) throws SQLException {
        return new Move(
                row.getLong("move_id"),
                row.getInt("platform"),
                row.getBoolean("incoming"),
                row.getLong("number"),
                row.getString("status"),
                row.getLong("issue_id"),
                row.getString("code"),
                row.getInt("scale"),
                row.getInt("origin_platform"),
                row.getLong("quantity"),
                Instant.ofEpochMilli(row.getLong("deadline_ms")),
                row.getInt("refusal_reason"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"));
    }
}
