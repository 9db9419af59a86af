package kz.sandyq.demo.clock;

import java.util.Locale;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The test clock as a page. */
@Controller
class ClockPages {
    private final DemoClock clock;
    private final RefusalText texts;

    ClockPages(DemoClock clock, RefusalText texts) {
        this.clock = clock;
        this.texts = texts;
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
            clock.advance(ClockApi.step(advance));
            return "redirect:/demo/clock?moved";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return page(model);
        }
    }
}
