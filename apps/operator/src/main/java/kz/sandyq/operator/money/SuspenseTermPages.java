package kz.sandyq.operator.money;

import java.time.LocalDate;
import java.util.Locale;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Money in suspense in the settings: how long it may wait. */
@Controller
@RequestMapping("/settings/suspense")
class SuspenseTermPages {
    private final SuspenseTerms terms;
    private final SandyqClock clock;
    private final RefusalText texts;

    SuspenseTermPages(SuspenseTerms terms, SandyqClock clock, RefusalText texts) {
        this.terms = terms;
        this.clock = clock;
        this.texts = texts;
    }

    @GetMapping
    String page(Model model) {
        return page(model, "", clock.today(), "");
    }

    @PostMapping
    String propose(
            @RequestParam int days,
            @RequestParam LocalDate validFrom,
            @RequestParam String source,
            Model model,
            Locale locale) {
        try {
            terms.propose(days, validFrom, source);
            return "redirect:/settings/suspense?proposed";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return page(model, String.valueOf(days), validFrom, source);
        }
    }

    private String page(Model model, String days, LocalDate validFrom, String source) {
        model.addAttribute("inForce", terms.on(clock.today()).orElse(null));
        model.addAttribute("versions", terms.versions());
        model.addAttribute("days", days);
        model.addAttribute("validFrom", validFrom);
        model.addAttribute("source", source);
        return "money/suspense-term";
    }
}
