package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Tariffs of trading fees with their tiers, and the pairs that come under them. */
public final class TariffQueries {
    private static final String SCHEDULE = """
            select s.*, a.code, a.scale from readmodel.fee_schedule s
            join readmodel.asset a on a.asset_id = s.asset_id
            """;

    /**
     * The assignment that holds on a day: the last one that has begun. One that had not begun when another came gave
     * way to it.
     */
    private static final String IN_FORCE = """
            select distinct on (f.instrument_id) f.instrument_id, i.symbol, f.schedule_id, f.from_epoch_day
            from readmodel.fee_assignment f join readmodel.instrument i on i.instrument_id = f.instrument_id
            where f.from_epoch_day <= :day and not exists (select from readmodel.fee_assignment l
                where l.instrument_id = f.instrument_id and l.sequence > f.sequence
                    and (to_timestamp(l.recorded_at_ms / 1000.0) at time zone 'Asia/Almaty')::date
                        - date '1970-01-01' < f.from_epoch_day)
            order by f.instrument_id, f.sequence desc
            """;

    private static final String COMING = """
            select distinct on (f.instrument_id) f.instrument_id, i.symbol, f.schedule_id, f.from_epoch_day
            from readmodel.fee_assignment f join readmodel.instrument i on i.instrument_id = f.instrument_id
            order by f.instrument_id, f.sequence desc
            """;

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public TariffQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A tier: rates in parts per million of the money of a trade, for who traded so much in the last closed period. */
    public record Tier(long fromTurnoverMinor, int makerPpm, int takerPpm, int auctionPpm) {}

    /** A tariff in one money, the tiers ascending. */
    public record Schedule(
            long scheduleId,
            long assetId,
            String code,
            int scale,
            long feeAccountId,
            LocalDate validFrom,
            List<Tier> tiers,
            Instant since,
            EntryGround ground) {
        /** With tiers that cannot change. */
        public Schedule {
            tiers = List.copyOf(tiers);
        }
    }

    /** Under which schedule the orders of a pair come from a day on. */
    public record Assignment(long instrumentId, String symbol, long scheduleId, LocalDate from) {}

    /** Schedules before an id, the newest first; 0 for all, else one. */
    public List<Schedule> schedules(long scheduleId, long beforeId, int limit) {
        return list(
                jdbc.sql(SCHEDULE + "where s.schedule_id < :before and (:id = 0 or s.schedule_id = :id)"
                                + " order by s.schedule_id desc limit :limit")
                        .param("before", beforeId)
                        .param("id", scheduleId)
                        .param("limit", limit),
                this::schedule);
    }

    /** One schedule. */
    public Optional<Schedule> schedule(long scheduleId) {
        return schedules(scheduleId, Long.MAX_VALUE, 1).stream().findFirst();
    }

    /** How many schedules there are. */
    public long countSchedules(long scheduleId) {
        return jdbc.sql("select count(*) from readmodel.fee_schedule where :id = 0 or schedule_id = :id")
                .param("id", scheduleId)
                .query(Long.class)
                .single();
    }

    /** What holds for each pair on a day. */
    public List<Assignment> inForce(LocalDate day) {
        return list(jdbc.sql(IN_FORCE).param("day", day.toEpochDay()), TariffQueries::assignment);
    }

    /** What each pair comes under after a day, where that is decided. */
    public List<Assignment> coming(LocalDate day) {
        return list(jdbc.sql(COMING), TariffQueries::assignment).stream()
                .filter(each -> each.from().isAfter(day))
                .toList();
    }

    private static <T> List<T> list(StatementSpec query, RowMapper<T> mapper) {
        return query.query(mapper).list().stream().map(Objects::requireNonNull).toList();
    }

    private Schedule schedule(ResultSet row, int number) throws SQLException {
        long id = row.getLong("schedule_id");
        return new Schedule(
                id,
                row.getLong("asset_id"),
                row.getString("code"),
                row.getInt("scale"),
                row.getLong("fee_account_id"),
                LocalDate.ofEpochDay(row.getInt("valid_from_epoch_day")),
                list(
                        jdbc.sql("select * from readmodel.fee_tier where schedule_id = :id order by tier")
                                .param("id", id),
                        RecordRows.of(Tier.class)),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                EntryGround.of(row));
    }

    private static Assignment assignment(ResultSet row, int number) throws SQLException {
        return new Assignment(
                row.getLong("instrument_id"),
                row.getString("symbol"),
                row.getLong("schedule_id"),
                LocalDate.ofEpochDay(row.getInt("from_epoch_day")));
    }
}
