package kz.sandyq.operator.settings;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page, and the page of what is not set yet. */
@Controller
class SettingsPages {
    private final Unset unset;
    private final Deployment deployment;
    private final ActivityEntries activities;
    private final ClockConfirmations clock;
    private final RefusalText texts;

    SettingsPages(
            Unset unset,
            Deployment deployment,
            ActivityEntries activities,
            ClockConfirmations clock,
            RefusalText texts) {
        this.unset = unset;
        this.deployment = deployment;
        this.activities = activities;
        this.clock = clock;
        this.texts = texts;
    }

    @GetMapping("/")
    String home() {
        return "shell/home";
    }

    @GetMapping("/settings")
    String settings(Model model) {
        return settings(model, new SettingsApi.NewActivity("DFA", "", null, null));
    }

    private String settings(Model model, SettingsApi.NewActivity form) {
        model.addAttribute("form", form);
        model.addAttribute("missing", unset.names());
        model.addAttribute(
                "entries",
                Stream.of("DFA", "TRADING")
                        .flatMap(each -> deployment.entries(each).stream())
                        .toList());
        model.addAttribute("clusterNumber", deployment.clusterNumber());
        model.addAttribute(
                "clock", clock.view().filter(ClockConfirmations.View::suspect).orElse(null));
        return "settings/settings";
    }

    @PostMapping("/settings/activities")
    String propose(
            @RequestParam String activity,
            @RequestParam String number,
            @RequestParam LocalDate validFrom,
            @RequestParam(required = false) @Nullable LocalDate validTo,
            Model model,
            Locale locale) {
        try {
            activities.propose(activity, number, validFrom, validTo);
            return "redirect:/settings?proposed";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return settings(model, new SettingsApi.NewActivity(activity, number, validFrom, validTo));
        }
    }

    @PostMapping("/settings/clock")
    String confirmClock(@RequestParam String cause, Model model, Locale locale) {
        try {
            clock.propose(cause);
            return "redirect:/settings?proposed";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return settings(model);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> settingsAccess() {
            return List.of(
                    AccessRule.roles("/settings", Role.ADMINISTRATOR, Role.AUDITOR),
                    AccessRule.roles("/settings/parameters", Role.ADMINISTRATOR, Role.AUDITOR),
                    AccessRule.roles("/settings/**", Role.ADMINISTRATOR));
        }

        @Bean
        List<NavigationEntry> settingsNavigation() {
            return List.of(
                    new NavigationEntry(1, "shell.home", "/", Set.of(), ""),
                    new NavigationEntry(
                            93, "parameters.title", "/settings/parameters", Set.of("ADMINISTRATOR", "AUDITOR"), ""),
                    new NavigationEntry(90, "settings.title", "/settings", Set.of("ADMINISTRATOR", "AUDITOR"), ""));
        }
    }
}
