package kz.sandyq.operator.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.law.term.CalendarYearMissingException;
import kz.sandyq.law.term.WorkingCalendar;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.RejectCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Schedules, the day of each pair and what was run or missed, as pages and programs see them. */
@Component
class ScheduleViews {
    private static final int AT_ONCE = 500;

    private final ScheduleStore schedules;
    private final RunStore runs;
    private final PublicId ids;
    private final SandyqClock clock;
    private final WorkingCalendar calendar = WorkingCalendar.ofEdition();

    ScheduleViews(ScheduleStore schedules, RunStore runs, PublicId ids, SandyqClock clock) {
        this.schedules = schedules;
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
    }

    /** A pair by its id and its name. */
    record PairView(String id, String symbol) {}

    /**
     * A schedule. Times are those of Asia/Almaty.
     *
     * @param pairs none: every pair that no schedule of its own names
     * @param continuous absent: the schedule does not run its pairs
     * @param approvalId what the second person decides at {@code /api/v1/approvals/{id}}
     */
    record ScheduleView(
            String id,
            String name,
            LocalDate validFrom,
            List<PairView> pairs,
            @Nullable LocalTime openingCall,
            @Nullable LocalTime continuous,
            @Nullable LocalTime closingCall,
            @Nullable LocalTime endOfDay,
            TradingSchedule.State state,
            @Nullable Long approvalId,
            String proposedBy,
            @Nullable String approvedBy,
            Instant proposedAt,
            @Nullable Instant decidedAt) {}

    /**
     * A step that was done, is on its way, or was not done.
     *
     * @param refusal code of the core's refusal, absent when there is none
     */
    record RunView(
            String id,
            String instrumentId,
            String symbol,
            LocalDate day,
            ScheduleStep step,
            Instant dueAt,
            ScheduleRun.State state,
            int attempts,
            @Nullable String refusal,
            @Nullable Long sequence,
            @Nullable Instant answeredAt) {}

    /** A step of the day of a pair; the state is absent while it is to come. */
    record StepView(ScheduleStep step, LocalTime at, ScheduleRun.@Nullable State state) {}

    /** The day of a pair by the schedule that holds for it. */
    record PairDayView(String instrumentId, String symbol, String scheduleId, String schedule, List<StepView> steps) {}

    /**
     * A day.
     *
     * @param working absent when the calendar has no data of the year: nothing is run then
     */
    record DayView(
            LocalDate day,
            @Nullable Boolean working,
            @Nullable LocalDate nextWorkingDay,
            List<PairDayView> pairs) {}

    DayView today() {
        LocalDate today = clock.today();
        List<PairDayView> pairs =
                schedules.on(today).stream().map(each -> day(each, today)).toList();
        try {
            return new DayView(today, calendar.isWorking(today), calendar.workingDay(today, 1), pairs);
        } catch (CalendarYearMissingException noData) {
            return new DayView(today, null, null, pairs);
        }
    }

    private PairDayView day(ScheduleStore.ScheduledPair pair, LocalDate day) {
        Map<ScheduleStep, ScheduleRun.State> done = runs.of(pair.instrumentId(), day);
        return new PairDayView(
                ids.of(pair.instrumentId()),
                pair.symbol(),
                ids.of(pair.schedule().id()),
                pair.schedule().name(),
                pair.schedule().hours().steps().stream()
                        .map(due -> new StepView(due.step(), due.at(), done.get(due.step())))
                        .toList());
    }

    ScheduleView view(TradingSchedule schedule) {
        return view(schedule, names());
    }

    Page<ScheduleView> page(String cursor, int size) {
        Map<Long, String> names = names();
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(schedules.page(before, size + 1), size, schedules.count(), each -> Keyset.of(each.id()))
                .map(each -> view(each, names));
    }

    Optional<ScheduleView> find(String id) {
        return schedules.find(ids.parse(id)).map(this::view);
    }

    /** The pairs that a form offers. */
    List<PairView> pairs() {
        return schedules.pairs().stream()
                .map(each -> new PairView(ids.of(each.instrumentId()), each.symbol()))
                .toList();
    }

    private Map<Long, String> names() {
        return schedules.pairs().stream()
                .collect(Collectors.toMap(ScheduleStore.Pair::instrumentId, ScheduleStore.Pair::symbol));
    }

    private ScheduleView view(TradingSchedule row, Map<Long, String> names) {
        Function<Long, PairView> pair = id -> new PairView(ids.of(id), names.getOrDefault(id, ""));
        return new ScheduleView(
                ids.of(row.id()),
                row.name(),
                row.validFrom(),
                row.pairs().stream().map(pair).toList(),
                row.hours().openingCall(),
                row.hours().continuous(),
                row.hours().closingCall(),
                row.hours().endOfDay(),
                row.state(),
                row.approval(),
                row.firstName(),
                row.secondName(),
                row.proposedAt(),
                row.decidedAt());
    }

    Page<RunView> runs(RunStore.Filter filter, String cursor, int size) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(runs.page(filter, before, size + 1), size, runs.count(filter), run -> Keyset.of(run.id()))
                .map(this::view);
    }

    /** All runs of a filter, the newest first, one row each. */
    void write(RunStore.Filter filter, CsvWriter csv) {
        csv.row("id", "instrumentId", "symbol", "day", "step", "dueAt", "state", "attempts", "refusal", "sequence");
        String cursor = "";
        Page<RunView> page;
        do {
            page = runs(filter, cursor, AT_ONCE);
            page.items()
                    .forEach(run -> csv.row(
                            run.id(),
                            run.instrumentId(),
                            run.symbol(),
                            run.day(),
                            run.step(),
                            run.dueAt(),
                            run.state(),
                            run.attempts(),
                            run.refusal(),
                            run.sequence()));
            cursor = Objects.requireNonNullElse(page.nextCursor(), "");
        } while (page.nextCursor() != null);
    }

    private RunView view(ScheduleRun run) {
        boolean done = run.state() == ScheduleRun.State.DONE;
        return new RunView(
                ids.of(run.id()),
                ids.of(run.instrumentId()),
                run.symbol(),
                run.day(),
                run.step(),
                run.dueAt(),
                run.state(),
                run.attempts(),
                run.rejectCode() == RejectCode.APPLIED || done
                        ? null
                        : RejectCode.of(run.rejectCode()).name(),
                done ? run.sequence() : null,
                run.answeredAt());
    }
}
