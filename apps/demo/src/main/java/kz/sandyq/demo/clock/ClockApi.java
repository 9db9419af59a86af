package kz.sandyq.demo.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The test clock for programs. */
@RestController
@RequestMapping("/api/v1/demo/clock")
class ClockApi {
    private final DemoClock clock;

    ClockApi(DemoClock clock) {
        this.clock = clock;
    }

    /** How far to move; an ISO 8601 duration of days and time such as {@code P1D} or {@code PT6H}. */
    record Move(@Nullable String advance) {}

    /** The clock: its moment, the legal day of it, and its distance from real time in milliseconds. */
    record View(Instant now, LocalDate legalDay, long offsetMs) {}

    @GetMapping
    View get() {
        return new View(clock.now(), clock.today(), clock.offset().toMillis());
    }

    @PostMapping
    View move(@RequestBody Move body) {
        clock.advance(step(body.advance()));
        return get();
    }

    static Duration step(@Nullable String text) {
        try {
            return Duration.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException | ArithmeticException notDuration) {
            throw new RefusedException("CLOCK_STEP_MALFORMED").field("advance");
        }
    }
}
