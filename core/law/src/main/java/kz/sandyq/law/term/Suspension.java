package kz.sandyq.law.term;

import java.time.LocalDate;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;

/**
 * A suspension of a term of consideration and what ends it. Remarks that the applicant eliminates count on the day on
 * which the documents that eliminate them were filed.
 *
 * @param day the day of the suspension; it counts as used
 * @param remarksReceived when the applicant received remarks, null when there were none
 * @param remarkDays working days to eliminate them, 1 to 10; 0 without remarks
 * @param verification whether data are being verified as well
 */
@LegalBasis("LAW-6.16-p3")
@LegalBasis("RUL-11.L2")
public record Suspension(LocalDate day, @Nullable LocalDate remarksReceived, int remarkDays, boolean verification) {
    private static final int REMARK_DAYS_MAX = 10;

    public Suspension {
        if (remarksReceived == null) {
            if (remarkDays != 0 || !verification) {
                throw new IllegalArgumentException("a suspension has remarks or a verification");
            }
        } else if (remarkDays < 1 || remarkDays > REMARK_DAYS_MAX || remarksReceived.isBefore(day)) {
            throw new IllegalArgumentException(
                    "remarks follow the suspension and have 1 to 10 working days, not " + remarkDays);
        }
    }

    /** Last day to eliminate the remarks, empty without remarks. */
    public Optional<LocalDate> remarkEnd(WorkingCalendar calendar) {
        return Optional.ofNullable(remarksReceived).map(received -> calendar.workingDay(received, remarkDays));
    }

    /**
     * The day on which the term resumes, day 0 of its rest; empty while it stands. Remarks that were not eliminated in
     * their term end the suspension with that term even when a verification is still running.
     *
     * @param eliminated when documents that eliminate the remarks were filed, null when they were not
     * @param verified when the verification finished, null while it runs
     * @param today the day of the question
     */
    @LegalBasis("RUL-11.L3")
    @LegalBasis("LAW-6.16-p4-a")
    @LegalBasis("LAW-6.16-p4-b")
    public Optional<LocalDate> resumption(
            WorkingCalendar calendar, @Nullable LocalDate eliminated, @Nullable LocalDate verified, LocalDate today) {
        LocalDate answered = day;
        if (remarksReceived != null) {
            LocalDate remarkEnd = calendar.workingDay(remarksReceived, remarkDays);
            if (eliminated == null || eliminated.isAfter(remarkEnd)) {
                return today.isAfter(remarkEnd) ? Optional.of(remarkEnd) : Optional.empty();
            }
            answered = eliminated;
        }
        if (!verification) {
            return Optional.of(answered);
        }
        if (verified == null) {
            return Optional.empty();
        }
        return Optional.of(verified.isAfter(answered) ? verified : answered);
    }
}
