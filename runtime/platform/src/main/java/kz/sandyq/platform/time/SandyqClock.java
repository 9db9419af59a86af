package kz.sandyq.platform.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock of the applications: real time plus the offset of a demo, which is zero elsewhere. The offset follows a
 * logged command, so applications, core and simulators read the same moment; HTTP sessions and the database keep
 * real time. Instants have millisecond resolution, as the log's timestamps do.
 */
public final class SandyqClock implements InstantSource {
    /** The zone in which the law's days begin and end. */
    public static final ZoneId LEGAL_ZONE = ZoneId.of("Asia/Almaty");

    private static final long NOT_MOVED = Long.MIN_VALUE;

    private final InstantSource real;
    private final AtomicLong offsetMs = new AtomicLong(NOT_MOVED);

    public SandyqClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The legal day of {@link #instant()}. */
    public LocalDate today() {
        return dayOf(instant());
    }

    /** The legal day that holds the instant. */
    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, LEGAL_ZONE);
    }

    /** The first instant of a legal day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(LEGAL_ZONE).toInstant();
    }

    /** How far the clock is moved from real time; zero outside a demo. */
    public Duration offset() {
        long moved = offsetMs.get();
        return moved == NOT_MOVED ? Duration.ZERO : Duration.ofMillis(moved);
    }

    /**
     * Moves the clock to real time plus the offset. The first call may go back: the sample history of a demo lies in
     * the past.
     *
     * @throws IllegalArgumentException when the offset is smaller than the present one: time does not go back
     */
    public void moveTo(Duration offset) {
        long wanted = offset.toMillis();
        long before = offsetMs.getAndAccumulate(wanted, Math::max);
        if (wanted < before) {
            throw new IllegalArgumentException("clock offset goes backwards: " + before + " ms to " + wanted + " ms");
        }
    }
}
