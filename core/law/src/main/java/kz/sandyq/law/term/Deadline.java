package kz.sandyq.law.term;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Where a term ends. Computed from its facts each time, never stored alone: a corrected calendar moves it.
 *
 * @param lastDay last legal day of the term by pure count
 * @param nextWorkingDay the same day when it is a working day, else the next one; shown beside {@code lastDay}
 * @param moved whether the law moves the last day to {@code nextWorkingDay} (a term that protects another person)
 * @param provisional whether a forecast year took part; the date changes when that year is confirmed
 */
public record Deadline(LocalDate lastDay, LocalDate nextWorkingDay, boolean moved, boolean provisional) {
    /** The day that binds. */
    public LocalDate binding() {
        return moved ? nextWorkingDay : lastDay;
    }

    /** First instant that is too late on the portal, where a term ends with its last day. */
    public Instant portalEnd() {
        return LegalTime.endOf(binding());
    }

    /** First instant that is too late at the office, where intake ends earlier than the day. */
    public Instant officeEnd() {
        return binding()
                .atTime(OfficeHours.INTAKE_END)
                .atZone(LegalTime.ZONE)
                .toInstant()
                .plusNanos(1);
    }

    /** Whether an act on the portal is in time. */
    public boolean metBy(Instant act) {
        return act.isBefore(portalEnd());
    }
}
