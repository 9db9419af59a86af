package kz.sandyq.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import kz.sandyq.law.term.LegalTime;
import kz.sandyq.operator.schedule.DayPlan.Decision;
import kz.sandyq.operator.schedule.DayPlan.Moment;
import kz.sandyq.operator.schedule.ScheduleRun.State;
import kz.sandyq.platform.error.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayPlanTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final TradingHours HOURS = TradingHours.of("09:30", "09:45", "17:45", "18:00");

    @ParameterizedTest
    @CsvSource({
        "09:29:59, NONE",
        "09:30, OPENING_CALL",
        "09:45, CONTINUOUS",
        "17:44, CONTINUOUS",
        "17:45, CLOSING_CALL",
        "18:00, POST_TRADING",
        "23:59, POST_TRADING",
    })
    void aPairIsBroughtToThePhaseOfTheMoment(LocalTime now, String step) {
        Decision decision = plan(Map.of()).at(at(now));
        assertThat(decision.next().map(each -> each.step().name()).orElse("NONE"))
                .isEqualTo(step);
    }

    @Test
    void whatALaterPhaseHasOvertakenIsMissed() {
        Decision decision = plan(Map.of()).at(at(LocalTime.of(18, 1)));
        assertThat(steps(decision.missed()))
                .containsExactly(ScheduleStep.OPENING_CALL, ScheduleStep.CONTINUOUS, ScheduleStep.CLOSING_CALL);
    }

    @Test
    void theDayEndsAfterTradingHasAndNothingGoesBesideAStepOnItsWay() {
        Map<ScheduleStep, State> before = Map.of(
                ScheduleStep.OPENING_CALL, State.DONE,
                ScheduleStep.CONTINUOUS, State.REFUSED,
                ScheduleStep.CLOSING_CALL, State.STOPPED);
        assertThat(next(with(before, State.SENT), LocalTime.of(18, 1))).isEmpty();
        assertThat(next(with(before, State.RETRY), LocalTime.of(18, 1))).containsExactly(ScheduleStep.POST_TRADING);
        assertThat(next(with(before, State.DONE), LocalTime.of(18, 1))).containsExactly(ScheduleStep.DAY_END);
        assertThat(next(with(before, State.REFUSED), LocalTime.of(18, 1))).containsExactly(ScheduleStep.DAY_END);
    }

    @Test
    void whatWasDueBeforeTheScheduleHeldIsNobodys() {
        DayPlan plan = new DayPlan(DAY, HOURS, at(LocalTime.of(12, 0)), Map.of());
        Decision decision = plan.at(at(LocalTime.of(13, 0)));
        assertThat(decision.next()).isEmpty();
        assertThat(decision.missed()).isEmpty();
        assertThat(plan.at(at(LocalTime.of(17, 45))).next().orElseThrow().step())
                .isEqualTo(ScheduleStep.CLOSING_CALL);
    }

    @Test
    void ofADayThatIsOverOnlyItsEndIsMadeUpFor() {
        Map<ScheduleStep, State> done = Map.of(ScheduleStep.OPENING_CALL, State.DONE);
        Decision last = plan(done).over(true);
        assertThat(last.next().orElseThrow().step()).isEqualTo(ScheduleStep.DAY_END);
        assertThat(steps(last.missed()))
                .containsExactly(ScheduleStep.CONTINUOUS, ScheduleStep.CLOSING_CALL, ScheduleStep.POST_TRADING);
        Decision earlier = plan(done).over(false);
        assertThat(earlier.next()).isEmpty();
        assertThat(steps(earlier.missed())).endsWith(ScheduleStep.POST_TRADING, ScheduleStep.DAY_END);
    }

    @Test
    void timesStandInTheirOrderOrAllAreAbsent() {
        assertThat(TradingHours.of("", null, " ", "").steps()).isEmpty();
        assertThat(TradingHours.of("", "10:00", "", "18:00").steps()).hasSize(3);
        refused("", "", "", "18:00", "FIELD_REQUIRED", "continuous");
        refused("", "10:00", "", "", "FIELD_REQUIRED", "endOfDay");
        refused("10:00", "10:00", "", "18:00", "HOURS_OUT_OF_ORDER", "continuous");
        refused("", "10:00", "09:00", "18:00", "HOURS_OUT_OF_ORDER", "closingCall");
        refused("", "10:00", "", "10:00", "HOURS_OUT_OF_ORDER", "endOfDay");
        refused("ten", "10:00", "", "18:00", "TIME_NOT_VALID", "openingCall");
    }

    private static void refused(
            String opening, String continuous, String closing, String end, String code, String field) {
        assertThatThrownBy(() -> TradingHours.of(opening, continuous, closing, end))
                .isInstanceOfSatisfying(RefusedException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.field()).isEqualTo(field);
                });
    }

    private static Map<ScheduleStep, State> with(Map<ScheduleStep, State> before, State postTrading) {
        Map<ScheduleStep, State> all = new java.util.EnumMap<>(before);
        all.put(ScheduleStep.POST_TRADING, postTrading);
        return all;
    }

    private static List<ScheduleStep> next(Map<ScheduleStep, State> runs, LocalTime now) {
        return plan(runs).at(at(now)).next().map(Moment::step).stream().toList();
    }

    private static DayPlan plan(Map<ScheduleStep, State> runs) {
        return new DayPlan(DAY, HOURS, Instant.EPOCH, runs);
    }

    private static Instant at(LocalTime time) {
        return DAY.atTime(time).atZone(LegalTime.ZONE).toInstant();
    }

    private static List<ScheduleStep> steps(List<Moment> moments) {
        return moments.stream().map(Moment::step).toList();
    }
}
