package kz.sandyq.readmodel;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A point of the register.
 *
 * @param at after the last command not later than this; or null with a sequence
 * @param sequence after this command, when {@code at} is null
 * @param effective only entries in effect by this legal day; null for everything recorded
 */
public record Moment(
        @Nullable Instant at, long sequence, @Nullable LocalDate effective) {
    /** A change is in effect by the day of its ground, or by the legal day on which it was recorded (UTC+5). */
    static final String IN_EFFECT = "case when h.ground_epoch_day <> 0 then h.ground_epoch_day"
            + " else (h.recorded_at_ms + 18000000) / 86400000 end <= :day";

    /** By time. */
    public static Moment at(Instant at) {
        return new Moment(at, 0, null);
    }

    /** By sequence, at least 0. */
    public static Moment after(long sequence) {
        return new Moment(null, sequence, null);
    }

    /** The same recorded moment, counting only entries in effect by a day. */
    public Moment effective(LocalDate day) {
        return new Moment(at, sequence, day);
    }
}
