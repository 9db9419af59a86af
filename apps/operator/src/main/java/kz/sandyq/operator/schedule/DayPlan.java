package kz.sandyq.operator.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.law.term.LegalTime;
import kz.sandyq.operator.schedule.ScheduleRun.State;

/**
 * What is to be done with one pair on one day. A phase that a later one has overtaken is missed, never made up for: a
 * pair is brought to the phase that its schedule says now. One step of a pair is on its way at a time.
 */
final class DayPlan {
    private final LocalDate day;
    private final TradingHours hours;
    private final Instant since;
    private final Map<ScheduleStep, State> runs;

    /**
     * Plans.
     *
     * @param since from when on the schedule holds; what was due before is nobody's
     * @param runs what has become of the steps of the day so far
     */
    DayPlan(LocalDate day, TradingHours hours, Instant since, Map<ScheduleStep, State> runs) {
        this.day = day;
        this.hours = hours;
        this.since = since;
        this.runs = Map.copyOf(runs);
    }

    /** A step with its moment. */
    record Moment(ScheduleStep step, Instant at) {}

    /**
     * What to do now.
     *
     * @param missed steps that nobody will do any more
     * @param next the step to do, if there is one
     */
    record Decision(List<Moment> missed, Optional<Moment> next) {}

    /** What to do at a moment of the day. */
    Decision at(Instant now) {
        List<Moment> open = open(now);
        if (runs.containsValue(State.SENT)) {
            return new Decision(List.of(), Optional.empty());
        }
        Optional<Moment> latest = moments().stream()
                .filter(each -> each.step().phase() && !each.at().isAfter(now))
                .reduce((first, second) -> second);
        List<Moment> missed = open.stream()
                .filter(each -> each.step().phase() && !Optional.of(each).equals(latest))
                .toList();
        Optional<Moment> next =
                open.stream().filter(each -> !missed.contains(each)).findFirst();
        return new Decision(missed, next);
    }

    /** What to do when the day is over: only the end of the day is made up for, and only while nothing follows it. */
    Decision over(boolean makesUp) {
        List<Moment> open = open(Instant.MAX);
        if (runs.containsValue(State.SENT)) {
            return new Decision(List.of(), Optional.empty());
        }
        Optional<Moment> end = open.stream()
                .filter(each -> makesUp && each.step() == ScheduleStep.DAY_END)
                .findFirst();
        List<Moment> missed = new ArrayList<>(open);
        end.ifPresent(missed::remove);
        return new Decision(missed, end);
    }

    private List<Moment> open(Instant now) {
        return moments().stream()
                .filter(each -> !each.at().isAfter(now))
                .filter(each -> !runs.getOrDefault(each.step(), State.RETRY).ended())
                .toList();
    }

    private List<Moment> moments() {
        return hours.steps().stream()
                .map(due -> new Moment(
                        due.step(), day.atTime(due.at()).atZone(LegalTime.ZONE).toInstant()))
                .filter(each -> !each.at().isBefore(since))
                .toList();
    }
}
