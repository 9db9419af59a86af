package kz.sandyq.operator.schedule;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * When a pair is in which phase on a working day, Asia/Almaty.
 *
 * @param openingCall absent: the day begins with continuous trading
 * @param continuous absent, as is everything else, when the schedule does not run the pair
 * @param closingCall absent: continuous trading lasts until the end of the day
 * @param endOfDay trading ends and the orders for the day with it
 */
record TradingHours(
        @Nullable LocalTime openingCall,
        @Nullable LocalTime continuous,
        @Nullable LocalTime closingCall,
        @Nullable LocalTime endOfDay) {
    /** Hours that run nothing. */
    static final TradingHours NONE = new TradingHours(null, null, null, null);

    /** A step with its time. */
    record Due(ScheduleStep step, LocalTime at) {}

    /**
     * Reads times such as {@code 09:30}; all blank is {@link #NONE}.
     *
     * @throws RefusedException TIME_NOT_VALID, FIELD_REQUIRED, HOURS_OUT_OF_ORDER with their field
     */
    static TradingHours of(
            @Nullable String openingCall,
            @Nullable String continuous,
            @Nullable String closingCall,
            @Nullable String endOfDay) {
        TradingHours hours = new TradingHours(
                time(openingCall, "openingCall"),
                time(continuous, "continuous"),
                time(closingCall, "closingCall"),
                time(endOfDay, "endOfDay"));
        if (hours.equals(NONE)) {
            return hours;
        }
        if (hours.continuous == null) {
            throw new RefusedException("FIELD_REQUIRED").field("continuous");
        }
        if (hours.endOfDay == null) {
            throw new RefusedException("FIELD_REQUIRED").field("endOfDay");
        }
        List<Due> steps = hours.steps();
        for (int i = 1; i < steps.size() - 1; i++) {
            if (!steps.get(i).at().isAfter(steps.get(i - 1).at())) {
                throw new RefusedException("HOURS_OUT_OF_ORDER")
                        .field(field(steps.get(i).step()));
            }
        }
        return hours;
    }

    private static String field(ScheduleStep step) {
        return switch (step) {
            case OPENING_CALL -> "openingCall";
            case CONTINUOUS -> "continuous";
            case CLOSING_CALL -> "closingCall";
            case POST_TRADING, DAY_END -> "endOfDay";
        };
    }

    private static @Nullable LocalTime time(@Nullable String typed, String field) {
        String text = Objects.requireNonNullElse(typed, "").strip();
        try {
            return text.isEmpty() ? null : LocalTime.parse(text);
        } catch (DateTimeParseException notATime) {
            throw new RefusedException("TIME_NOT_VALID").field(field);
        }
    }

    /** The steps of a day in their order; none when the schedule does not run the pair. */
    List<Due> steps() {
        List<Due> steps = new ArrayList<>();
        add(steps, ScheduleStep.OPENING_CALL, openingCall);
        add(steps, ScheduleStep.CONTINUOUS, continuous);
        add(steps, ScheduleStep.CLOSING_CALL, closingCall);
        add(steps, ScheduleStep.POST_TRADING, endOfDay);
        add(steps, ScheduleStep.DAY_END, endOfDay);
        return List.copyOf(steps);
    }

    private static void add(List<Due> steps, ScheduleStep step, @Nullable LocalTime at) {
        if (at != null) {
            steps.add(new Due(step, at));
        }
    }
}
