package kz.sandyq.operator.settings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.sandyq.law.Citation;
import kz.sandyq.law.parameter.DatedParameter;
import kz.sandyq.law.parameter.Parameters;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What clauses set as a number, an amount, a term or a list, with its source; what is not set shows what it blocks. */
@Controller
class ParameterPages {
    private static final String PERMITTED = "base-asset.kinds";

    private final PermittedKinds permitted;
    private final SandyqClock clock;

    ParameterPages(PermittedKinds permitted, SandyqClock clock) {
        this.permitted = permitted;
        this.clock = clock;
    }

    /**
     * A parameter as the page shows it.
     *
     * @param value null when no act has set it
     * @param inForce whether it applies today
     */
    record Line(
            String key,
            @Nullable String value,
            String unit,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String source,
            boolean inForce) {}

    @GetMapping("/settings/parameters")
    String parameters(Model model, Locale locale) {
        List<Line> all = new ArrayList<>();
        Parameters.ofEdition().all().forEach(each -> all.add(line(each, locale)));
        all.addAll(permitted(locale));
        model.addAttribute(
                "unset", all.stream().filter(each -> each.value() == null).toList());
        model.addAttribute(
                "set", all.stream().filter(each -> each.value() != null).toList());
        return "settings/parameters";
    }

    private Line line(DatedParameter each, Locale locale) {
        return new Line(
                each.key(),
                each.value().orElse(null),
                each.unit(),
                each.validFrom(),
                each.validTo().orElse(null),
                Citation.of(each.clause(), locale),
                each.appliesOn(clock.today()));
    }

    /** The regulator's list is entered on the custody desk; each version ends the day before the next begins. */
    private List<Line> permitted(Locale locale) {
        String clause = Citation.of("LAW-4.2.5", locale);
        List<Line> lines = new ArrayList<>();
        LocalDate today = clock.today();
        LocalDate end = null;
        for (PermittedKinds.Version version : permitted.newestFirst()) {
            boolean inForce = !version.validFrom().isAfter(today) && (end == null || end.isAfter(today));
            lines.add(new Line(
                    PERMITTED,
                    String.join(" ", version.kinds()),
                    "list",
                    version.validFrom(),
                    end,
                    clause + "; " + version.source(),
                    inForce));
            end = version.validFrom();
        }
        if (lines.isEmpty()) {
            lines.add(new Line(PERMITTED, null, "list", today, null, clause, true));
        }
        return lines;
    }
}
