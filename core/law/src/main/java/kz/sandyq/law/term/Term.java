package kz.sandyq.law.term;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import kz.sandyq.law.LegalBasis;

/**
 * A term as a clause states it: a number of hours, calendar days, working days or months. The day of the event is day
 * 0.
 *
 * @param count how many, at least 0
 * @param unit of what
 */
public record Term(int count, TermUnit unit) {
    public Term {
        if (count < 0) {
            throw new IllegalArgumentException("a term is not negative: " + count);
        }
    }

    /** A term as a data file writes it, such as {@code 10 working days}. */
    public static Term parse(String words) {
        int blank = words.indexOf(' ');
        if (blank < 1) {
            throw new IllegalArgumentException("not a term: " + words);
        }
        return new Term(Integer.parseInt(words.substring(0, blank)), TermUnit.ofWords(words.substring(blank + 1)));
    }

    /**
     * The end of a term that binds whoever has to act: its last day does not move when it is a day off.
     *
     * @throws IllegalStateException for a term in hours, which needs an instant
     * @throws CalendarYearMissingException when the calendar has no data of a year that takes part
     */
    public Deadline from(LocalDate event, WorkingCalendar calendar) {
        return deadline(event, calendar, false);
    }

    /** The end of a term that protects another person: a last day off is moved to the next working day. */
    @LegalBasis("RUL-19.p2")
    public Deadline protecting(LocalDate event, WorkingCalendar calendar) {
        return deadline(event, calendar, true);
    }

    private Deadline deadline(LocalDate event, WorkingCalendar calendar, boolean moves) {
        LocalDate last = shifted(event, count, calendar);
        LocalDate working = calendar.onOrAfter(last);
        return new Deadline(last, working, moves, calendar.provisional(event, working));
    }

    /** The end of a term in hours: exactly so many hours after the event. */
    public Instant from(Instant event) {
        if (unit != TermUnit.HOURS) {
            throw new IllegalStateException("a term in " + unit + " is counted from a day");
        }
        return event.plus(count, ChronoUnit.HOURS);
    }

    /** The latest day that is "not later than this term before" a day. */
    public LocalDate latestBefore(LocalDate day, WorkingCalendar calendar) {
        return shifted(day, -count, calendar);
    }

    /**
     * The latest safe day to send something that must have been received this term before a day, when it may be
     * received on the working day after it was sent.
     */
    public LocalDate latestSafeBefore(LocalDate day, WorkingCalendar calendar) {
        return calendar.workingDay(latestBefore(day, calendar), -1);
    }

    private LocalDate shifted(LocalDate day, int by, WorkingCalendar calendar) {
        return switch (unit) {
            case WORKING_DAYS -> calendar.workingDay(day, by);
            case CALENDAR_DAYS -> day.plusDays(by);
            case MONTHS -> day.plusMonths(by);
            case HOURS -> throw new IllegalStateException("a term in hours is counted from an instant");
        };
    }
}
