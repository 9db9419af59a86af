package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;

/**
 * A legal day in Asia/Almaty, at whose end a statement stands; today it stands at the present moment.
 *
 * @param from first instant of the day
 * @param until first instant after it
 */
record StatementDay(LocalDate date, Instant from, Instant until) {
    // Before it nothing was kept here; far earlier years would not be instants at all.
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /**
     * Reads a day.
     *
     * @param text ISO 8601 day; empty for today
     * @throws RefusedException DATE_NOT_VALID, STATEMENT_DATE_IN_FUTURE
     */
    @LegalBasis("LAW-1.6-3-b")
    static StatementDay of(String text, LocalDate today) {
        LocalDate day = parse(text.strip(), today);
        if (day.isAfter(today)) {
            throw new RefusedException("STATEMENT_DATE_IN_FUTURE").field("date").clause("LAW-1.6-3-b");
        }
        if (day.isBefore(EARLIEST)) {
            throw new RefusedException("DATE_NOT_VALID").field("date");
        }
        return new StatementDay(day, SandyqClock.startOf(day), SandyqClock.startOf(day.plusDays(1)));
    }

    private static LocalDate parse(String text, LocalDate today) {
        try {
            return text.isEmpty() ? today : LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw new RefusedException("DATE_NOT_VALID").field("date");
        }
    }
}
