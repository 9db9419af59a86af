package kz.sandyq.law.term;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A term of working days that can be suspended and resumed. Computed from facts each time, never stored: a corrected calendar
 * moves it. Day 0 is the day of registration; the day of a suspension counts as used.
 */
public final class ConsiderationTerm {
    private static final int FIRST_APPLICATION_DAYS = 20;
    private static final int COMPLETENESS_DAYS = 2;
    private static final int REVIEW_DAYS = 15;

    private final WorkingCalendar calendar;
    private final LocalDate registered;
    private final int days;
    private final List<Suspension> suspensions;

    private ConsiderationTerm(WorkingCalendar calendar, LocalDate registered, int days, List<Suspension> suspensions) {
        this.calendar = calendar;
        this.registered = registered;
        this.days = days;
        this.suspensions = suspensions;
    }

    /** A time in which the term stood: from its day (used) to the day of resumption (day 0 of the rest). */
    private record Suspension(LocalDate suspended, LocalDate resumed) {}

    /** A term of {@code days} working days, at least 1, from a registration. */
    public static ConsiderationTerm of(WorkingCalendar calendar, LocalDate registered, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("a term has at least one day");
        }
        return new ConsiderationTerm(calendar, registered, days, List.of());
    }

    /**
     * The same term with one more suspension.
     *
     * @throws IllegalArgumentException when it begins before the last resumption or at the end of the term or later
     */
    public ConsiderationTerm suspended(LocalDate day, LocalDate resumed) {
        LocalDate earliest = lastStart();
        if (day.isBefore(earliest) || !day.isBefore(end()) || resumed.isBefore(day)) {
            throw new IllegalArgumentException("a term from " + earliest + " to " + end() + " cannot be suspended on "
                    + day + " and resumed on " + resumed);
        }
        List<Suspension> all = new ArrayList<>(suspensions);
        all.add(new Suspension(day, resumed));
        return new ConsiderationTerm(calendar, registered, days, List.copyOf(all));
    }

    /** Working days used up to the last resumption. */
    public int elapsed() {
        int elapsed = 0;
        LocalDate start = registered;
        for (Suspension each : suspensions) {
            elapsed += calendar.workingDays(start, each.suspended);
            start = each.resumed;
        }
        return elapsed;
    }

    /** Working days left at the last resumption. */
    public int remaining() {
        return days - elapsed();
    }

    /** Last day of the term. */
    public LocalDate end() {
        return calendar.workingDay(lastStart(), remaining());
    }

    /** Last day of the check for completeness; no suspension moves it. */
    public LocalDate completeness() {
        return calendar.workingDay(registered, COMPLETENESS_DAYS);
    }

    /** Last day of the review; only a first application has one, and none is left once it has passed. */
    public Optional<LocalDate> review() {
        if (days != FIRST_APPLICATION_DAYS) {
            return Optional.empty();
        }
        int elapsed = elapsed();
        return Optional.of(
                elapsed < REVIEW_DAYS
                        ? calendar.workingDay(lastStart(), REVIEW_DAYS - elapsed)
                        : calendar.workingDay(registered, REVIEW_DAYS));
    }

    /** Last day on which a preliminary refusal may be sent: three working days before the end. */
    public LocalDate preliminaryRefusalLatest() {
        return calendar.workingDay(end(), -3);
    }

    /** Whether a forecast year takes part: the dates then change when that year is confirmed. */
    public boolean provisional() {
        return calendar.provisional(registered, end());
    }

    private LocalDate lastStart() {
        return suspensions.isEmpty() ? registered : suspensions.getLast().resumed;
    }
}
