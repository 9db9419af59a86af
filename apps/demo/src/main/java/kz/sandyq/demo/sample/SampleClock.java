package kz.sandyq.demo.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** The test clock as an administrator moves it by the API. */
final class SampleClock {
    private static final String PATH = "/demo/clock";

    private final ApiUser administrator;

    SampleClock(ApiUser administrator) {
        this.administrator = administrator;
    }

    Instant now() {
        return Instant.parse(administrator.get(PATH).text("now"));
    }

    LocalDate today() {
        return LocalDate.parse(administrator.get(PATH).text("legalDay"));
    }

    /** Moves to an instant; nothing happens when it has passed. */
    void advanceTo(Instant instant) {
        move(Duration.between(now(), instant));
    }

    /** Ends the past: the clock shows real time. */
    void arrive() {
        long offsetMs = Long.parseLong(administrator.get(PATH).text("offsetMs"));
        move(Duration.ofMillis(-offsetMs));
    }

    private void move(Duration step) {
        if (step.isPositive()) {
            administrator.post(PATH, Map.of("advance", step.toString()));
        }
    }
}
