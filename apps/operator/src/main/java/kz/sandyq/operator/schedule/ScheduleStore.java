package kz.sandyq.operator.schedule;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code operator.trading_schedule}. */
@Repository
class ScheduleStore {
    private static final String SELECT = """
            select s.*, p1.name as first_name, p2.name as second_name from operator.trading_schedule s
            join platform.person p1 on p1.id = s.first_person
            left join platform.person p2 on p2.id = s.second_person
            """;

    private final JdbcClient database;

    ScheduleStore(JdbcClient database) {
        this.database = database;
    }

    /** A pair with the schedule that holds for it. */
    record ScheduledPair(long instrumentId, String symbol, String tradingStatus, TradingSchedule schedule) {}

    /** A pair to choose. */
    record Pair(long instrumentId, String symbol) {}

    long add(String name, LocalDate validFrom, List<Long> pairs, TradingHours hours, long person, Instant now) {
        return database.sql("""
                        insert into operator.trading_schedule (name, valid_from, pairs, opening_call, continuous,
                            closing_call, end_of_day, state, first_person, proposed_at)
                        values (:name, :from, cast(:pairs as bigint[]), :opening, :continuous, :closing, :end,
                            'PROPOSED', :person, :now) returning id""")
                .param("name", name)
                .param("from", validFrom)
                .param("pairs", pairs.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                .param("opening", hours.openingCall())
                .param("continuous", hours.continuous())
                .param("closing", hours.closingCall())
                .param("end", hours.endOfDay())
                .param("person", person)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void approval(long id, long approval) {
        database.sql("update operator.trading_schedule set approval = :approval where id = :id")
                .param("approval", approval)
                .param("id", id)
                .update();
    }

    void decided(long id, TradingSchedule.State state, @Nullable Long person, Instant now) {
        database.sql("""
                        update operator.trading_schedule set state = :state, second_person = :person, decided_at = :now
                        where id = :id""")
                .param("state", state.name())
                .param("person", person)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    Optional<TradingSchedule> find(long id) {
        return database.sql(SELECT + "where s.id = :id")
                .param("id", id)
                .query(ScheduleStore::schedule)
                .optional();
    }

    List<TradingSchedule> page(long beforeId, int limit) {
        return database.sql(SELECT + "where s.id < :before order by s.id desc limit :limit")
                .param("before", beforeId)
                .param("limit", limit)
                .query(ScheduleStore::schedule)
                .list();
    }

    long count() {
        return database.sql("select count(*) from operator.trading_schedule")
                .query(Long.class)
                .single();
    }

    /** The schedule that holds for each pair on a day: one that names it before one for all, then the newest. */
    List<ScheduledPair> on(LocalDate day) {
        return database.sql("""
                        select distinct on (i.instrument_id) i.instrument_id, i.symbol, i.status, s.*,
                            p1.name as first_name, p2.name as second_name
                        from operator.trading_schedule s
                        join readmodel.instrument i on cardinality(s.pairs) = 0 or i.instrument_id = any (s.pairs)
                        join platform.person p1 on p1.id = s.first_person
                        left join platform.person p2 on p2.id = s.second_person
                        where s.state = 'IN_FORCE' and s.valid_from <= :day
                        order by i.instrument_id, cardinality(s.pairs) = 0, s.valid_from desc, s.id desc""")
                .param("day", day)
                .query((row, number) -> new ScheduledPair(
                        row.getLong("instrument_id"),
                        String.valueOf(row.getString("symbol")),
                        String.valueOf(row.getString("status")),
                        schedule(row, number)))
                .list();
    }

    List<Pair> pairs() {
        return database.sql("select instrument_id, symbol from readmodel.instrument order by symbol")
                .query((row, number) -> new Pair(row.getLong("instrument_id"), String.valueOf(row.getString("symbol"))))
                .list();
    }

    private static TradingSchedule schedule(ResultSet row, int number) throws SQLException {
        Array pairs = row.getArray("pairs");
        Timestamp decided = row.getTimestamp("decided_at");
        return new TradingSchedule(
                row.getLong("id"),
                String.valueOf(row.getString("name")),
                row.getObject("valid_from", LocalDate.class),
                Arrays.asList((Long[]) pairs.getArray()),
                new TradingHours(
                        row.getObject("opening_call", LocalTime.class),
                        row.getObject("continuous", LocalTime.class),
                        row.getObject("closing_call", LocalTime.class),
                        row.getObject("end_of_day", LocalTime.class)),
                TradingSchedule.State.valueOf(row.getString("state")),
                row.getObject("approval", Long.class),
                row.getLong("first_person"),
                String.valueOf(row.getString("first_name")),
                row.getObject("second_person", Long.class),
                row.getString("second_name"),
                row.getTimestamp("proposed_at").toInstant(),
                decided == null ? null : decided.toInstant());
    }
}
