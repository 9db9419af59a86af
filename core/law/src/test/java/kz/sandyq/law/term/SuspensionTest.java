package kz.sandyq.law.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspensionTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.ofEdition();
    private static final LocalDate REGISTERED = LocalDate.of(2026, 5, 12);
    private static final LocalDate SUSPENDED = LocalDate.of(2026, 5, 19);

    @ParameterizedTest(name = "remarks {0}, verification {1}: eliminated {2}, verified {3}, on {4} resumes {5}")
    @CsvSource({
        "10, true,  2026-05-28, 2026-06-01, 2026-06-01, 2026-06-01",
        "10, true,  2026-06-01, 2026-05-28, 2026-06-01, 2026-06-01",
        "10, true,  2026-05-28, 2026-06-05, 2026-06-05, 2026-06-05",
        "10, true,  2026-05-28,           , 2026-06-20,           ",
        "10, true,            , 2026-06-01, 2026-06-02,           ",
        "10, true,            , 2026-06-01, 2026-06-03,           ",
        "10, true,            , 2026-06-01, 2026-06-04, 2026-06-03",
        "10, true,            ,           , 2026-06-04, 2026-06-03",
        "10, true,  2026-06-04,           , 2026-06-04, 2026-06-03",
        "10, false, 2026-06-03,           , 2026-06-03, 2026-06-03",
        "1,  false, 2026-05-21,           , 2026-05-21, 2026-05-20",
        "0,  true,            , 2026-06-01, 2026-06-01, 2026-06-01",
        "0,  true,            ,           , 2026-12-01,           ",
    })
    @LegalBasis(
            value = "RUL-11.L3",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "LAW-6.16-p4-a",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "LAW-6.16-p4-b",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void resumption(
            int remarkDays,
            boolean verification,
            @Nullable LocalDate eliminated,
            @Nullable LocalDate verified,
            LocalDate today,
            @Nullable LocalDate resumes) {
        LocalDate remarks = remarkDays == 0 ? null : SUSPENDED;
        var suspension = new Suspension(SUSPENDED, remarks, remarkDays, verification);
        assertThat(suspension.resumption(CALENDAR, eliminated, verified, today).orElse(null))
                .isEqualTo(resumes);
    }

    @Test
    @LegalBasis(
            value = "LAW-6.16-p3",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-11.L2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void remarksHaveAtMostTenWorkingDays() {
        var longest = new Suspension(SUSPENDED, SUSPENDED, 10, false);
        assertThat(longest.remarkEnd(CALENDAR)).contains(LocalDate.of(2026, 6, 3));
        assertThatThrownBy(() -> new Suspension(SUSPENDED, SUSPENDED, 11, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Suspension(SUSPENDED, SUSPENDED, 0, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Suspension(SUSPENDED, null, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Suspension(SUSPENDED, SUSPENDED.minusDays(1), 5, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @LegalBasis(value = "RUL-A2.3", shows = Shows.ACCEPTED)
    @LegalBasis(
            value = "LAW-6.19-p3",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-A2.9.L1",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aFirstApplicationHasTwentyDaysAndARepeatedOneTen() {
        ConsiderationTerm first = ConsiderationTerm.first(CALENDAR, REGISTERED);
        assertThat(first.end()).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(first.review()).contains(LocalDate.of(2026, 6, 3));
        ConsiderationTerm repeated = ConsiderationTerm.repeated(CALENDAR, LocalDate.of(2026, 7, 8));
        assertThat(repeated.end()).isEqualTo(LocalDate.of(2026, 7, 22));
        assertThat(repeated.completeness()).isEqualTo(LocalDate.of(2026, 7, 10));
        assertThat(repeated.preliminaryRefusalLatest()).isEqualTo(LocalDate.of(2026, 7, 17));
        assertThat(repeated.review()).isEmpty();
    }

    @Test
    void theStagesOfTheWorkedExample() {
        ConsiderationTerm term = ConsiderationTerm.first(CALENDAR, REGISTERED);
        assertThat(term.preliminaryRefusalLatest()).isEqualTo(LocalDate.of(2026, 6, 5));
        assertThat(term.preliminaryRefusalSafe()).isEqualTo(LocalDate.of(2026, 6, 4));
        ConsiderationTerm resumed = term.suspended(SUSPENDED, LocalDate.of(2026, 6, 1));
        assertThat(resumed.suspensions()).isEqualTo(1);
        assertThat(resumed.objectionEnd(LocalDate.of(2026, 6, 10))).isEqualTo(LocalDate.of(2026, 6, 12));
        assertThat(resumed.signingEnd(LocalDate.of(2026, 6, 12))).isEqualTo(LocalDate.of(2026, 6, 16));
        assertThat(resumed.signingEnd(LocalDate.of(2026, 6, 19))).isEqualTo(LocalDate.of(2026, 6, 22));
        assertThat(resumed.refusalAtRisk()).isFalse();
        assertThat(term.suspended(LocalDate.of(2026, 6, 4), LocalDate.of(2026, 6, 5))
                        .refusalAtRisk())
                .isFalse();
        assertThat(term.suspended(LocalDate.of(2026, 6, 5), LocalDate.of(2026, 6, 8))
                        .refusalAtRisk())
                .isTrue();
    }
}
