package kz.sandyq.law.term;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import kz.sandyq.law.LegalBasis;

/**
 * When a filing counts. The portal is always open; what arrives after the working hours, on a day off or on a holiday
 * counts for the next working day. The end of the working hours decides, not the earlier end of intake: it gives the
 * earlier start and the stricter term.
 */
@LegalBasis("RUL-A2.7.1.p1")
public final class OfficeHours {
    /** Last moment of a working day that still counts for it. */
    static final LocalTime DAY_END = LocalTime.of(18, 30);
    /** Intake and issue of results. */
    static final LocalTime INTAKE_START = LocalTime.of(9, 0);

    static final LocalTime INTAKE_END = LocalTime.of(17, 30);
    private static final LocalTime LUNCH_START = LocalTime.of(13, 0);
    private static final LocalTime LUNCH_END = LocalTime.of(14, 30);

    private final WorkingCalendar calendar;

    public OfficeHours(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** The day of registration of a filing on the portal: day 0 of every term that starts with it. */
    public LocalDate registrationDay(Instant arrival) {
        ZonedDateTime local = arrival.atZone(LegalTime.ZONE);
        LocalDate day = local.toLocalDate();
        return local.toLocalTime().isAfter(DAY_END) ? calendar.workingDay(day, 1) : calendar.onOrAfter(day);
    }

    /**
     * Whether a paper can be handed in or a result leave at an instant: on working days, in the hours of intake, not at
     * lunch.
     */
    public boolean intakeOpen(Instant instant) {
        ZonedDateTime local = instant.atZone(LegalTime.ZONE);
        LocalTime time = local.toLocalTime();
        boolean lunch = !time.isBefore(LUNCH_START) && time.isBefore(LUNCH_END);
        return calendar.isWorking(local.toLocalDate())
                && !time.isBefore(INTAKE_START)
                && !time.isAfter(INTAKE_END)
                && !lunch;
    }
}
