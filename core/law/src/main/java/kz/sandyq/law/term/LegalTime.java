package kz.sandyq.law.term;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Legal days: those of Asia/Almaty, UTC+5 since 1 March 2024 and UTC+6 before. Instants themselves are kept in UTC. */
public final class LegalTime {
    /** The one time zone in which terms are counted. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private LegalTime() {}

    /** The legal day of an instant. */
    public static LocalDate day(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** The first instant after a legal day: an act is in time when it is earlier than this. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
