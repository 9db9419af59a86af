package kz.sandyq.operator.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.operator.schedule.DayPlan.Moment;
import kz.sandyq.operator.schedule.ScheduleRun.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Rows of {@code operator.schedule_run}: one a step, pair and day. */
@Repository
class RunStore {
    /** What was done counts once the read model has passed it, so that whoever sees it sees its effect. */
    private static final String SELECT = """
            select r.id, r.instrument_id, coalesce(i.symbol, '') as symbol, r.day, r.step, r.due_at, r.attempts,
                r.reject_code, r.sequence, r.at, r.answered_at, case when r.state = 'DONE'
                    and r.sequence > (select coalesce(max(sequence), 0) from readmodel.bookmark)
                    then 'SENT' else r.state end as state
            from operator.schedule_run r left join readmodel.instrument i using (instrument_id)
            """;

    private static final String FOUND = " (:pair = 0 or r.instrument_id = :pair)"
            + " and (:state = '' or r.state = :state) and (:search = '' or i.symbol = :search"
            + " or r.day::text = :search)";

    private final JdbcClient database;

    RunStore(JdbcClient database) {
        this.database = database;
    }

    /** Which runs; 0 and empty texts leave a part open. */
    record Filter(long instrumentId, String state, String search) {}

    /** Waits until no other run of the schedule is under way, in this transaction. */
    void lock() {
        database.sql("select pg_advisory_xact_lock(hashtext('operator.schedule_run'))")
                .query((row, number) -> true)
                .list();
    }

    /** What has become of the steps of a pair on a day. */
    Map<ScheduleStep, State> of(long instrumentId, LocalDate day) {
        Map<ScheduleStep, State> runs = new EnumMap<>(ScheduleStep.class);
        database.sql("select step, state from operator.schedule_run where instrument_id = :pair and day = :day")
                .param("pair", instrumentId)
                .param("day", day)
                .query(row -> {
                    runs.put(ScheduleStep.valueOf(row.getString("step")), State.valueOf(row.getString("state")));
                });
        return runs;
    }

    /** Whether a step of a pair is on its way, of whatever day. */
    boolean busy(long instrumentId) {
        return database.sql("select exists (select 1 from operator.schedule_run"
                        + " where instrument_id = :pair and state = 'SENT')")
                .param("pair", instrumentId)
                .query(Boolean.class)
                .single();
    }

    /** Records what becomes of a step now; gives its number, the same at every attempt. */
    long put(long schedule, long instrumentId, LocalDate day, Moment moment, State state, Instant now) {
        return database.sql("""
                        insert into operator.schedule_run as r (schedule, instrument_id, day, step, due_at, state,
                            attempts, at)
                        values (:schedule, :pair, :day, :step, :due, :state, :attempts, :now)
                        on conflict (instrument_id, day, step) do update
                            set state = excluded.state, attempts = r.attempts + excluded.attempts
                            where r.state = 'RETRY'
                        returning id""")
                .param("schedule", schedule)
                .param("pair", instrumentId)
                .param("day", day)
                .param("step", moment.step().name())
                .param("due", Timestamp.from(moment.at()))
                .param("state", state.name())
                .param("attempts", state == State.SENT ? 1 : 0)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void answered(long id, State state, int rejectCode, long sequence, Instant now) {
        database.sql("""
                        update operator.schedule_run set state = :state, reject_code = :code, sequence = :sequence,
                            answered_at = :now where id = :id and state = 'SENT'""")
                .param("state", state.name())
                .param("code", rejectCode)
                .param("sequence", sequence)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    Optional<ScheduleRun> find(long id) {
        return database.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query(RunStore::run)
                .optional();
    }

    List<ScheduleRun> page(Filter filter, long beforeId, int limit) {
        return with(
                        filter,
                        database.sql(SELECT + "where r.id < :before and" + FOUND + " order by r.id desc limit :limit")
                                .param("before", beforeId)
                                .param("limit", limit))
                .query(RunStore::run)
                .list();
    }

    long count(Filter filter) {
        return with(
                        filter,
                        database.sql("select count(*) from operator.schedule_run r"
                                + " left join readmodel.instrument i using (instrument_id) where" + FOUND))
                .query(Long.class)
                .single();
    }

    private static StatementSpec with(Filter filter, StatementSpec query) {
        return query.param("pair", filter.instrumentId())
                .param("state", filter.state())
                .param("search", filter.search().strip());
    }

    /** The last day that is over; empty before the first. */
    Optional<LocalDate> lastEnded() {
        return database.sql("select max(day) from operator.schedule_day")
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    void ended(LocalDate day, Instant now) {
        database.sql("insert into operator.schedule_day (day, ended_at) values (:day, :now) on conflict do nothing")
                .param("day", day)
                .param("now", Timestamp.from(now))
                .update();
    }

    private static ScheduleRun run(ResultSet row, int number) throws SQLException {
        Timestamp answered = row.getTimestamp("answered_at");
        return new ScheduleRun(
                row.getLong("id"),
                row.getLong("instrument_id"),
                String.valueOf(row.getString("symbol")),
                row.getObject("day", LocalDate.class),
                ScheduleStep.valueOf(row.getString("step")),
                row.getTimestamp("due_at").toInstant(),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("reject_code"),
                row.getLong("sequence"),
                row.getTimestamp("at").toInstant(),
                answered == null ? null : answered.toInstant());
    }
}
