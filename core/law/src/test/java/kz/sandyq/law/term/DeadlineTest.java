package kz.sandyq.law.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import kz.sandyq.law.parameter.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.ofEdition();
    private static final OfficeHours OFFICE = new OfficeHours(CALENDAR);

    private static Instant local(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.ofHours(5));
    }

    @ParameterizedTest(name = "{0} + {1}: last day {2}, next working day {3}")
    @CsvSource({
        "2026-07-08, 30 calendar days, 2026-08-07, 2026-08-07",
        "2026-06-30, 2 months, 2026-08-30, 2026-08-31",
        "2026-12-31, 2 months, 2027-02-28, 2027-03-01",
        "2026-01-31, 1 month, 2026-02-28, 2026-03-02",
        "2024-01-31, 1 month, 2024-02-29, 2024-02-29",
        "2026-05-06, 1 calendar day, 2026-05-07, 2026-05-08",
        "2026-05-06, 5 working days, 2026-05-15, 2026-05-15",
        "2026-05-06, 0 working days, 2026-05-06, 2026-05-06",
    })
    void aTermThatBindsDoesNotMove(LocalDate event, String term, LocalDate last, LocalDate working) {
        Deadline deadline = Term.parse(term).from(event, CALENDAR);
        assertThat(deadline.lastDay()).isEqualTo(last);
        assertThat(deadline.nextWorkingDay()).isEqualTo(working);
        assertThat(deadline.binding()).isEqualTo(last);
    }

    @Test
    @LegalBasis(
            value = "RUL-19.p2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aTermThatProtectsAnotherMovesForward() {
        Term claims = Parameters.ofEdition()
                .on(LocalDate.of(2026, 6, 30), "register.reorganisation.claims")
                .term();
        Deadline open = claims.protecting(LocalDate.of(2026, 6, 30), CALENDAR);
        assertThat(open.binding()).isEqualTo(LocalDate.of(2026, 8, 31));
        assertThat(open.lastDay()).isEqualTo(LocalDate.of(2026, 8, 30));
        assertThat(open.metBy(local("2026-08-31T23:59:59.999"))).isTrue();
        assertThat(open.metBy(local("2026-09-01T00:00:00"))).isFalse();
        Deadline pure = claims.from(LocalDate.of(2026, 6, 30), CALENDAR);
        assertThat(pure.metBy(local("2026-08-31T00:00:00"))).isFalse();
    }

    @Test
    void theOfficeClosesEarlierThanThePortal() {
        Deadline deadline = Term.parse("10 working days").from(LocalDate.of(2026, 5, 19), CALENDAR);
        assertThat(deadline.lastDay()).isEqualTo(LocalDate.of(2026, 6, 3));
        assertThat(local("2026-06-03T17:30:00").isBefore(deadline.officeEnd())).isTrue();
        assertThat(local("2026-06-03T17:30:01").isBefore(deadline.officeEnd())).isFalse();
        assertThat(deadline.metBy(local("2026-06-03T23:59:59"))).isTrue();
        assertThat(deadline.metBy(local("2026-06-04T00:00:00"))).isFalse();
    }

    @Test
    void hoursAreExactAndKnowNoDayOff() {
        Term hours = Term.parse("48 hours");
        assertThat(hours.from(local("2026-05-08T19:10:00"))).isEqualTo(local("2026-05-10T19:10:00"));
        LocalDate day = LocalDate.of(2026, 5, 8);
        assertThatThrownBy(() -> hours.from(day, CALENDAR)).isInstanceOf(IllegalStateException.class);
        Instant instant = local("2026-05-08T19:10:00");
        Term days = Term.parse("2 working days");
        assertThatThrownBy(() -> days.from(instant)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Term.parse("2 moons")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Term(-1, TermUnit.HOURS)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{1} before {0}: at the latest {2}, safely {3}")
    @CsvSource({
        "2026-06-10, 3 working days, 2026-06-05, 2026-06-04",
        "2026-06-22, 3 working days, 2026-06-17, 2026-06-16",
        "2026-07-15, 10 working days, 2026-06-30, 2026-06-29",
        "2026-08-31, 2 months, 2026-06-30, 2026-06-29",
        "2026-05-12, 1 calendar day, 2026-05-11, 2026-05-08",
    })
    void backwards(LocalDate day, String term, LocalDate latest, LocalDate safe) {
        assertThat(Term.parse(term).latestBefore(day, CALENDAR)).isEqualTo(latest);
        assertThat(Term.parse(term).latestSafeBefore(day, CALENDAR)).isEqualTo(safe);
    }

    @Test
    void aTermIntoAForecastYearIsProvisional() {
        Term term = Term.parse("30 working days");
        assertThat(term.from(LocalDate.of(2026, 12, 1), CALENDAR).provisional()).isTrue();
        assertThat(term.from(LocalDate.of(2026, 11, 2), CALENDAR).provisional()).isFalse();
        LocalDate late = LocalDate.of(2027, 12, 20);
        assertThatThrownBy(() -> term.from(late, CALENDAR)).isInstanceOf(CalendarYearMissingException.class);
    }

    @ParameterizedTest(name = "filed {0}, registered {1}")
    @CsvSource({
        "2026-05-12T00:00:00, 2026-05-12",
        "2026-05-12T08:59:00, 2026-05-12",
        "2026-05-12T13:15:00, 2026-05-12",
        "2026-05-12T17:29:00, 2026-05-12",
        "2026-05-12T17:31:00, 2026-05-12",
        "2026-05-12T18:29:00, 2026-05-12",
        "2026-05-12T18:30:00, 2026-05-12",
        "2026-05-12T18:30:01, 2026-05-13",
        "2026-05-12T18:31:00, 2026-05-13",
        "2026-05-08T19:10:00, 2026-05-12",
        "2026-07-18T11:00:00, 2026-07-20",
        "2026-07-17T10:05:00, 2026-07-17",
        "2026-07-17T18:31:00, 2026-07-20",
        "2026-05-07T10:00:00, 2026-05-08",
        "2026-05-27T10:00:00, 2026-05-28",
    })
    @LegalBasis(value = "RUL-A2.7.1.p1", shows = Shows.ACCEPTED)
    void registrationOfAPortalFiling(String filed, LocalDate registered) {
        assertThat(OFFICE.registrationDay(local(filed))).isEqualTo(registered);
    }

    @Test
    @LegalBasis(value = "RUL-A2.7.1.p1", shows = Shows.REFUSED)
    void anUnknownYearIsNotGuessed() {
        Instant filed = local("2028-01-10T10:00:00");
        assertThatThrownBy(() -> OFFICE.registrationDay(filed))
                .isInstanceOf(CalendarYearMissingException.class)
                .hasMessageContaining("2028");
    }

    @ParameterizedTest(name = "{0} open {1}")
    @CsvSource({
        "2026-05-12T08:59:59, false",
        "2026-05-12T09:00:00, true",
        "2026-05-12T12:59:59, true",
        "2026-05-12T13:00:00, false",
        "2026-05-12T14:29:59, false",
        "2026-05-12T14:30:00, true",
        "2026-05-12T17:30:00, true",
        "2026-05-12T17:30:01, false",
        "2026-05-09T10:00:00, false",
        "2026-05-11T10:00:00, false",
    })
    void intakeAndIssueOfResults(String at, boolean open) {
        assertThat(OFFICE.intakeOpen(local(at))).isEqualTo(open);
    }

    @Test
    void legalDaysAreThoseOfAlmatyWhichOnceHadAnHourTwice() {
        assertThat(LegalTime.day(Instant.parse("2026-11-21T18:59:59Z"))).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(LegalTime.day(Instant.parse("2026-11-21T19:00:00Z"))).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(LegalTime.endOf(LocalDate.of(2024, 2, 28))).isEqualTo(Instant.parse("2024-02-28T18:00:00Z"));
        assertThat(LegalTime.endOf(LocalDate.of(2024, 2, 29))).isEqualTo(Instant.parse("2024-02-29T19:00:00Z"));
        assertThat(LegalTime.day(Instant.parse("2024-02-29T18:30:00Z"))).isEqualTo(LocalDate.of(2024, 2, 29));
    }
}
