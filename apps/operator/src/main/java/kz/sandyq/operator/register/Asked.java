package kz.sandyq.operator.register;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A moment as it was asked for, in words; an empty text leaves a part open.
 *
 * @param at moment: RFC 3339 with its offset
 * @param sequence number of the last command that counts
 * @param effective legal day, {@code 2026-11-21}
 */
record Asked(String at, String sequence, String effective) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** The present moment. */
    static final Asked NOW = new Asked("", "", "");

    static Asked of(@Nullable String at, @Nullable String sequence, @Nullable String effective) {
        return new Asked(text(at), text(sequence), text(effective));
    }

    /** Whether neither a time nor a sequence was given. */
    boolean present() {
        return at.isEmpty() && sequence.isEmpty();
    }

    /** The time, when one was given; MOMENT_NOT_VALID (400) otherwise. */
    Instant time() {
        return time(at, "at");
    }

    /** The sequence, when one was given; MOMENT_NOT_VALID (400) otherwise. */
    long number() {
        if (!sequence.matches("[0-9]{1,18}")) {
            throw notValid("sequence");
        }
        return Long.parseLong(sequence);
    }

    /** The legal day, null when none was given; MOMENT_NOT_VALID (400) when it is none. */
    @Nullable
    LocalDate day() {
        try {
            LocalDate day = effective.isEmpty() ? null : LocalDate.parse(effective);
            if (day != null && (day.getYear() < 1970 || day.getYear() > 9999)) {
                throw notValid("effective");
            }
            return day;
        } catch (DateTimeException notADay) {
            throw notValid("effective");
        }
    }

    /** A time of 1970 to 9999 in words; MOMENT_NOT_VALID (400) for another text. */
    static Instant time(String text, String field) {
        // A plus sign that was not encoded in the address arrives as a space.
        String plain = text.replace(' ', '+');
        try {
            Instant time = OffsetDateTime.parse(plain).toInstant();
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw notValid(field);
            }
            return time;
        } catch (DateTimeException notATime) {
            throw notValid(field);
        }
    }

    /** A moment as the API says it: RFC 3339, UTC, milliseconds. */
    static String text(Instant time) {
        return TIME.format(time);
    }

    private static RefusedException notValid(String field) {
        return new RefusedException("MOMENT_NOT_VALID", field).field(field).status(400);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
