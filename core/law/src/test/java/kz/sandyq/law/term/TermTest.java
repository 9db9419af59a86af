package kz.sandyq.law.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.ofEdition();

    @ParameterizedTest(name = "{0} + {1} working days = {2}: {3}")
    @CsvSource({
        "2026-05-12,   2, 2026-05-14, completeness",
        "2026-05-12,  15, 2026-06-03, review without suspension",
        "2026-05-12,  20, 2026-06-10, end without suspension",
        "2026-06-10,  -3, 2026-06-05, latest preliminary decision",
        "2026-05-19,  10, 2026-06-03, remark term over 27 May",
        "2026-06-01,  15, 2026-06-22, end after resumption",
        "2026-06-22,  -3, 2026-06-17, latest preliminary decision after resumption",
        "2026-06-16,  10, 2026-06-30, earliest first trading session",
        "2026-07-08,  10, 2026-07-22, repeated application",
        "2026-07-20,   2, 2026-07-22, incomplete package",
        "2026-07-01,   5, 2026-07-09, notice of exclusion over 6 July",
        "2026-05-08,   3, 2026-05-14, notice of liquidation over 11 May",
        "2026-06-22,   3, 2026-06-25, notice of reorganisation",
        "2026-06-22,  10, 2026-07-07, notice of reorganisation in ten days",
        "2026-06-26,  10, 2026-07-13, new internal rules",
        "2026-05-05,   5, 2026-05-14, stop for 31 days",
        "2026-05-06,   5, 2026-05-15, answer to a complaint",
        "2026-07-15, -10, 2026-06-30, test protocol before the first issue",
        "2024-05-03,   1, 2024-05-04, a Saturday made working",
        "2025-01-04,   1, 2025-01-05, a Sunday made working",
        "2026-08-28,   1, 2026-08-31, 30 August is no holiday from 2026",
        "2026-05-12,   0, 2026-05-12, no days",
    })
    void workingDays(LocalDate day, int n, LocalDate expected, String why) {
        assertThat(CALENDAR.workingDay(day, n)).as(why).isEqualTo(expected);
    }

    @Test
    void aYearWithoutDataIsAnErrorAndAForecastIsProvisional() {
        LocalDate newYearsEve = LocalDate.of(2027, 12, 31);
        assertThatThrownBy(() -> CALENDAR.workingDay(newYearsEve, 1))
                .isInstanceOf(CalendarYearMissingException.class)
                .hasMessageContaining("2028");
        LocalDate autumn = LocalDate.of(2026, 12, 1);
        assertThat(ConsiderationTerm.of(CALENDAR, autumn, 10).provisional()).isFalse();
        assertThat(ConsiderationTerm.of(CALENDAR, autumn, 30).provisional()).isTrue();
        assertThat(CALENDAR.source(2027)).contains("Constitution Day");
    }

    @Test
    void aConfirmedYearMovesAnOpenTerm() {
        WorkingCalendar confirmed =
                WorkingCalendar.parse(List.of("year 2027 FINAL the government's act", "off 2027-05-17", "on"));
        LocalDate friday = LocalDate.of(2027, 5, 14);
        assertThat(ConsiderationTerm.of(CALENDAR, friday, 1).end()).isEqualTo(LocalDate.of(2027, 5, 17));
        assertThat(ConsiderationTerm.of(confirmed, friday, 1).end()).isEqualTo(LocalDate.of(2027, 5, 18));
        assertThat(ConsiderationTerm.of(confirmed, friday, 1).provisional()).isFalse();
    }

    @Test
    void suspensionOfTheWorkedExample() {
        ConsiderationTerm open = ConsiderationTerm.of(CALENDAR, LocalDate.of(2026, 5, 12), 20);
        ConsiderationTerm resumed = open.suspended(LocalDate.of(2026, 5, 19), LocalDate.of(2026, 6, 1));
        assertThat(resumed.elapsed()).isEqualTo(5);
        assertThat(resumed.remaining()).isEqualTo(15);
        assertThat(resumed.end()).isEqualTo(LocalDate.of(2026, 6, 22));
        assertThat(resumed.review()).contains(LocalDate.of(2026, 6, 15));
        assertThat(resumed.preliminaryRefusalLatest()).isEqualTo(LocalDate.of(2026, 6, 17));
        assertThat(open.suspended(LocalDate.of(2026, 5, 19), LocalDate.of(2026, 6, 3))
                        .end())
                .isEqualTo(LocalDate.of(2026, 6, 24));
        assertThatThrownBy(() -> open.suspended(LocalDate.of(2026, 6, 10), LocalDate.of(2026, 6, 11)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open.suspended(LocalDate.of(2026, 5, 11), LocalDate.of(2026, 5, 13)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCountedDaysOfATermAlwaysSumToItsLength() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            LocalDate start = CALENDAR.onOrAfter(LocalDate.of(2024, 1, 1).plusDays(random.nextInt(500)));
            int days = random.nextBoolean() ? 20 : 10;
            ConsiderationTerm term = ConsiderationTerm.of(CALENDAR, start, days);
            int counted = 0;
            for (int i = random.nextInt(4); i > 0 && term.remaining() > 1; i--) {
                int used = random.nextInt(term.remaining());
                LocalDate suspended = CALENDAR.workingDay(start, used);
                counted += CALENDAR.workingDays(start, suspended);
                start = suspended.plusDays(random.nextInt(12));
                term = term.suspended(suspended, start);
            }
            counted += CALENDAR.workingDays(start, term.end());
            assertThat(counted).as("seed %d", seed).isEqualTo(days);
            assertThat(CALENDAR.isWorking(term.end())).as("seed %d", seed).isTrue();
        }
    }
}
