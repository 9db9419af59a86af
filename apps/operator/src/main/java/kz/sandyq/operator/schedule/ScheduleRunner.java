package kz.sandyq.operator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.term.CalendarYearMissingException;
import kz.sandyq.law.term.LegalTime;
import kz.sandyq.law.term.WorkingCalendar;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.schedule.DayPlan.Decision;
import kz.sandyq.operator.schedule.DayPlan.Moment;
import kz.sandyq.operator.schedule.ScheduleRun.State;
import kz.sandyq.operator.schedule.ScheduleStore.ScheduledPair;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.RejectCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does on each working day what the schedules say. A step and its command are one transaction with one row that no
 * other can take, so that a restart at any moment does nothing twice; a refusal that passes is tried again under a key
 * of its own.
 */
@Service
class ScheduleRunner implements CommandAnswerHandler {
    /** How long a step is tried again while the pair is busy. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);
    private static final String OBJECT = "schedule.run";
    private static final Set<Integer> PASSING =
            Set.of(RejectCode.TASK_RUNNING.number(), RejectCode.STATUS_NOT_ALLOWED.number());

    private final ScheduleStore schedules;
    private final RunStore runs;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final SandyqClock clock;
    private final WorkingCalendar calendar = WorkingCalendar.ofEdition();

    ScheduleRunner(ScheduleStore schedules, RunStore runs, CommandOutbox outbox, RequestKeys keys, SandyqClock clock) {
        this.schedules = schedules;
        this.runs = runs;
        this.outbox = outbox;
        this.keys = keys;
        this.clock = clock;
    }

    /** Does what is due now. */
    @Scheduled(fixedDelayString = "${sandyq.schedule.every-ms:1000}")
    @Transactional
    public void run() {
        run(clock.instant());
    }

    /** Does what is due at a moment; harmless to call again. */
    @LegalBasis("RUL-62.p1")
    @Transactional
    public void run(Instant now) {
        runs.lock();
        LocalDate today = LegalTime.day(now);
        try {
            end(today, now);
            if (calendar.isWorking(today)) {
                schedules.on(today).forEach(pair -> day(pair, today, now));
            }
        } catch (CalendarYearMissingException noData) {
            LOG.error("the schedule of trading stands still: {}", noData.getMessage());
        }
    }

    private void day(ScheduledPair pair, LocalDate today, Instant now) {
        if (!runs.busy(pair.instrumentId())) {
            carryOut(pair, today, plan(pair, today).at(now), now);
        }
    }

    private DayPlan plan(ScheduledPair pair, LocalDate day) {
        Instant since = Objects.requireNonNull(pair.schedule().decidedAt());
        return new DayPlan(day, pair.schedule().hours(), since, runs.of(pair.instrumentId(), day));
    }

    private void carryOut(ScheduledPair pair, LocalDate day, Decision decision, Instant now) {
        for (Moment each : decision.missed()) {
            runs.put(pair.schedule().id(), pair.instrumentId(), day, each, State.MISSED, now);
        }
        if (decision.next().isEmpty()) {
            return;
        }
        Moment next = decision.next().get();
        if (!next.step().possible(pair.tradingStatus())) {
            runs.put(pair.schedule().id(), pair.instrumentId(), day, next, State.STOPPED, now);
            return;
        }
        long id = runs.put(pair.schedule().id(), pair.instrumentId(), day, next, State.SENT, now);
        long first = pair.schedule().firstPerson();
        long second = Objects.requireNonNull(pair.schedule().secondPerson());
        outbox.enqueue(
                OBJECT,
                id,
                new CommandContext("operator", keys.next(), first, first, second),
                next.step().command(pair.instrumentId()));
    }

    /** Ends the days that are over: what was missed on them is recorded, the last end of a day made up for. */
    private void end(LocalDate today, Instant now) {
        LocalDate yesterday = today.minusDays(1);
        LocalDate last = runs.lastEnded().orElse(yesterday.minusDays(1));
        LocalDate makesUp = calendar.workingDay(today, -1);
        for (LocalDate day = last.plusDays(1); !day.isAfter(yesterday); day = day.plusDays(1)) {
            if (calendar.isWorking(day)) {
                for (ScheduledPair pair : schedules.on(day)) {
                    carryOut(pair, day, plan(pair, day).over(day.equals(makesUp)), now);
                }
            }
            runs.ended(day, now);
        }
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    public void answered(long id, CommandReply reply) {
        ScheduleRun run = runs.find(id).orElseThrow();
        Instant now = clock.instant();
        State state = State.DONE;
        if (reply.rejectCode() != RejectCode.APPLIED) {
            boolean again = PASSING.contains(reply.rejectCode())
                    && now.isBefore(run.at().plus(PATIENCE))
                    && runs.lastEnded().map(run.day()::isAfter).orElse(true);
            state = again ? State.RETRY : State.REFUSED;
        }
        runs.answered(id, state, reply.rejectCode(), reply.sequence(), now);
    }
}
