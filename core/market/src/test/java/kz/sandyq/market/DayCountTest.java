package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples of ISDA and ICMA, and the calendar against the library's. */
class DayCountTest {
    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    @Test
    void aCivilDateIsTheCalendars() {
        for (int day = -200_000; day <= 200_000; day += 37) {
            LocalDate date = LocalDate.ofEpochDay(day);
            assertThat(DayCount.civil(day))
                    .isEqualTo(date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth());
        }
    }

    /** Four hundred years end with a leap day. */
    @Test
    void theLastDayOfFourHundredYearsIsInFebruary() {
        assertThat(DayCount.civil(day("2000-02-29"))).isEqualTo(2000_02_29);
        assertThat(DayCount.civil(day("2000-03-01"))).isEqualTo(2000_03_01);
        assertThat(DayCount.civil(day("2400-02-29"))).isEqualTo(2400_02_29);
    }

    /** ISDA's table of 30/360 (bond basis). */
    @ParameterizedTest
    @CsvSource({
        "2007-01-15, 2007-01-30, 15",
        "2007-01-15, 2007-02-15, 30",
        "2007-01-15, 2007-07-15, 180",
        "2007-09-30, 2008-03-31, 180",
        "2007-09-30, 2007-10-31, 30",
        "2007-09-30, 2008-09-30, 360",
        "2007-01-15, 2007-01-31, 16",
        "2007-01-31, 2007-02-28, 28",
        "2007-02-28, 2007-03-31, 33",
        "2006-08-31, 2007-02-28, 178",
        "2007-02-28, 2007-08-31, 183",
        "2007-02-14, 2007-02-28, 14",
        "2007-02-26, 2008-02-29, 363",
        "2008-02-29, 2009-02-28, 359",
        "2008-02-29, 2008-03-30, 31",
        "2008-02-29, 2008-03-31, 32",
        "2007-02-28, 2007-03-05, 7",
        "2007-10-31, 2007-11-28, 28",
        "2007-08-31, 2008-02-29, 179",
        "2008-02-29, 2008-08-31, 182",
        "2008-08-31, 2009-02-28, 178",
        "2009-02-28, 2009-08-31, 183"
    })
    void thirtyOver360(String from, String to, long days) {
        assertThat(DayCount.days(DayCount.THIRTY_360, day(from), day(to))).isEqualTo(days);
        assertThat(DayCount.basis(DayCount.THIRTY_360, 0, 0, 0)).isEqualTo(360);
    }

    /** ICMA's examples: semi-annual, a short first period and a long first period of a yearly and half-yearly bond. */
    @ParameterizedTest
    @CsvSource({
        "2003-11-01, 2004-05-01, 2003-11-01, 2004-05-01, 2, 182, 364",
        "1999-02-01, 1999-07-01, 1998-07-01, 1999-07-01, 1, 150, 365",
        "2002-08-15, 2003-01-15, 2002-07-15, 2003-01-15, 2, 153, 368",
        "2003-01-15, 2003-07-15, 2003-01-15, 2003-07-15, 2, 181, 362",
        "1999-07-30, 2000-01-30, 1999-07-30, 2000-01-30, 2, 184, 368",
        "2000-01-30, 2000-06-30, 2000-01-30, 2000-07-30, 2, 152, 364"
    })
    void actualOverActualOfIcma(
            String from, String to, String periodFrom, String periodTo, int frequency, long days, long basis) {
        assertThat(DayCount.days(DayCount.ACT_ACT_ICMA, day(from), day(to))).isEqualTo(days);
        assertThat(DayCount.basis(DayCount.ACT_ACT_ICMA, day(periodFrom), day(periodTo), frequency))
                .isEqualTo(basis);
    }

    @Test
    void actualOver360And365() {
        int from = day("2007-12-28");
        int to = day("2008-02-28");
        assertThat(DayCount.days(DayCount.ACT_360, from, to)).isEqualTo(62);
        assertThat(DayCount.basis(DayCount.ACT_360, 0, 0, 0)).isEqualTo(360);
        assertThat(DayCount.days(DayCount.ACT_365_FIXED, from, to)).isEqualTo(62);
        assertThat(DayCount.basis(DayCount.ACT_365_FIXED, 0, 0, 0)).isEqualTo(365);
    }
}
