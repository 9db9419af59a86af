package kz.sandyq.demo.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The test clock as a page and for programs. */
@Controller
class ClockWeb {
    private final DemoClock clock;
    private final RefusalText texts;

    ClockWeb(DemoClock clock, RefusalText texts) {
        this.clock = clock;
        this.texts = texts;
    }

    /** How far to move; an ISO 8601 duration of days and time such as {@code P1D} or {@code PT6H}. */
    record Move(@Nullable String advance) {}

    /** The clock: its moment, the legal day of it, and its distance from real time in milliseconds. */
    record View(Instant now, LocalDate legalDay, long offsetMs) {}

    @GetMapping("/api/v1/demo/clock")
    @ResponseBody
    View get() {
        return new View(clock.now(), clock.today(), clock.offset().toMillis());
    }

    @PostMapping("/api/v1/demo/clock")
    @ResponseBody
    View move(@RequestBody Move body) {
        clock.advance(step(body.advance()));
        return get();
    }

    @GetMapping("/demo/clock")
    String page(Model model) {
        model.addAttribute("now", clock.now());
        model.addAttribute("days", clock.offset().toDays());
        return "demo/clock";
    }

    @PostMapping("/demo/clock")
    String move(@RequestParam String advance, Model model, Locale locale) {
        try {
            clock.advance(step(advance));
            return "redirect:/demo/clock?moved";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return page(model);
        }
    }

    private static Duration step(@Nullable String text) {
        try {
            return Duration.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException | ArithmeticException notDuration) {
            throw new RefusedException("CLOCK_STEP_MALFORMED").field("advance");
        }
    }
}
