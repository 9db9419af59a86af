package kz.sandyq.readmodel;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A moment that has been found in the log: everything up to this sequence, nothing after it.
 *
 * @param sequence the last command that counts; 0 before the first
 * @param time the moment that was asked for, or when the last entry up to the sequence was recorded
 * @param effective only entries in effect by this legal day; null for everything recorded
 */
public record AsOf(long sequence, Instant time, @Nullable LocalDate effective) {
    /** The day as the rows have it; the last day there is when every day counts. */
    int effectiveEpochDay() {
        return effective == null ? Integer.MAX_VALUE : Math.toIntExact(effective.toEpochDay());
    }
}
