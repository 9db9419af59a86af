package kz.sandyq.law.term;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.parameter.Parameters;

/**
 * A term of working days that can be suspended and resumed. Computed from facts each time, never stored: a corrected
 * calendar moves it. Day 0 is the day of registration; the day of a suspension counts as used.
 */
public final class ConsiderationTerm {
    /** With fewer days left a preliminary refusal, the objection to it and a signature no longer fit in. */
    private static final int REFUSAL_NEEDS_DAYS = 4;

    private static final Parameters PARAMETERS = Parameters.ofEdition();

    private final WorkingCalendar calendar;
    private final LocalDate registered;
    private final int days;
    private final List<Stood> suspensions;

    private ConsiderationTerm(WorkingCalendar calendar, LocalDate registered, int days, List<Stood> suspensions) {
        this.calendar = calendar;
        this.registered = registered;
        this.days = days;
        this.suspensions = suspensions;
    }

    /** A time in which the term stood: from its day (used) to the day of resumption (day 0 of the rest). */
    private record Stood(LocalDate suspended, LocalDate resumed) {}

    /** A term of {@code days} working days, at least 1, from a registration. */
    public static ConsiderationTerm of(WorkingCalendar calendar, LocalDate registered, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("a term has at least one day");
        }
        return new ConsiderationTerm(calendar, registered, days, List.of());
    }

    /** The term of a first application. */
    @LegalBasis("RUL-A2.3")
    public static ConsiderationTerm first(WorkingCalendar calendar, LocalDate registered) {
        return of(calendar, registered, length(registered, "registration.term.first"));
    }

    /** The term of an application repeated after a refusal. */
    @LegalBasis("LAW-6.19-p3")
    @LegalBasis("RUL-A2.9.L1")
    public static ConsiderationTerm repeated(WorkingCalendar calendar, LocalDate registered) {
        return of(calendar, registered, length(registered, "registration.term.repeated"));
    }

    /**
     * The same term with one more suspension that has ended.
     *
     * @throws IllegalArgumentException when it begins before the last resumption or at the end of the term or later
     */
    public ConsiderationTerm suspended(LocalDate day, LocalDate resumed) {
        LocalDate earliest = lastStart();
        if (day.isBefore(earliest) || !day.isBefore(end()) || resumed.isBefore(day)) {
            throw new IllegalArgumentException("a term from " + earliest + " to " + end() + " cannot be suspended on "
                    + day + " and resumed on " + resumed);
        }
        List<Stood> all = new ArrayList<>(suspensions);
        all.add(new Stood(day, resumed));
        return new ConsiderationTerm(calendar, registered, days, List.copyOf(all));
    }

    /** How often the term stood; the second time deserves attention. */
    public int suspensions() {
        return suspensions.size();
    }

    /** Working days used up to the last resumption. */
    public int elapsed() {
        int elapsed = 0;
        LocalDate start = registered;
        for (Stood each : suspensions) {
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
        return calendar.workingDay(registered, length(registered, "registration.completeness"));
    }

    /** Last day of the review; only a first application has one, and none is left once it has passed. */
    public Optional<LocalDate> review() {
        if (days != length(registered, "registration.term.first")) {
            return Optional.empty();
        }
        int elapsed = elapsed();
        int review = length(registered, "registration.review");
        return Optional.of(
                elapsed < review
                        ? calendar.workingDay(lastStart(), review - elapsed)
                        : calendar.workingDay(registered, review));
    }

    /** Last day on which a preliminary refusal may be sent: three working days before the end. */
    public LocalDate preliminaryRefusalLatest() {
        return preliminary().latestBefore(end(), calendar);
    }

    /**
     * Last day to send it so that the time to object ends before the term does, even when it is received a day later.
     */
    public LocalDate preliminaryRefusalSafe() {
        return preliminary().latestSafeBefore(end(), calendar);
    }

    /** Last day to object to a preliminary refusal; the refusal is not signed before its end. */
    public LocalDate objectionEnd(LocalDate received) {
        return calendar.workingDay(received, length(registered, "registration.objection"));
    }

    /** Last day to sign a draft: its own two days, cut by the end of the term. */
    public LocalDate signingEnd(LocalDate draftSubmitted) {
        LocalDate signing = calendar.workingDay(draftSubmitted, length(registered, "registration.signing"));
        return signing.isBefore(end()) ? signing : end();
    }

    /** Whether so few days are left that a lawful refusal hardly fits in any more. */
    public boolean refusalAtRisk() {
        return remaining() < REFUSAL_NEEDS_DAYS;
    }

    /** Whether a forecast year takes part: the dates then change when that year is confirmed. */
    public boolean provisional() {
        return calendar.provisional(registered, end());
    }

    private Term preliminary() {
        return PARAMETERS.on(registered, "registration.preliminary-refusal").term();
    }

    private static int length(LocalDate day, String key) {
        return PARAMETERS.on(day, key).term().count();
    }

    private LocalDate lastStart() {
        return suspensions.isEmpty() ? registered : suspensions.getLast().resumed;
    }
}
