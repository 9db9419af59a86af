package kz.sandyq.platform;

import java.time.LocalDate;
import java.util.List;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Activities;
import kz.sandyq.platform.login.Capacities;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The smallest application on the platform. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    PlatformConfiguration.class,
    PlatformApplication.Pages.class,
    PlatformApplication.Api.class,
    People.class,
    RecordedDecisions.class
})
public class PlatformApplication {
    @Bean
    List<AccessRule> testAccessRules() {
        return List.of(
                AccessRule.signedIn("/api/v1/me"),
                AccessRule.signedIn("/parts"),
                AccessRule.signedIn("/capacities"),
                AccessRule.roles("/desk", Role.OFFICER),
                AccessRule.signedIn("/api/v1/trade").whenHeld("TRADING"),
                AccessRule.everybody("/api/v1/broken"));
    }

    @Bean
    Capacities testCapacities() {
        return person -> List.of(
                new Capacities.Capacity(person * 10 + 1, "first"), new Capacities.Capacity(person * 10 + 2, "second"));
    }

    @Bean
    Activities testActivities() {
        return "DFA"::equals;
    }

    @Controller
    static class Pages {
        @GetMapping("/")
        String home(Model model) {
            return "platform/refused";
        }

        @GetMapping("/parts")
        String parts(Model model) {
            model.addAttribute(
                    "refusal",
                    new RefusalView(
                            "CODE", "RUL-42.p2", "Қағидалар, 42-тармақ, 2-бөлік", "volume", "Too much", "Ask less"));
            model.addAttribute("day", LocalDate.of(2026, 11, 20));
            return "test/parts";
        }

        @GetMapping("/desk")
        String desk() {
            return "platform/refused";
        }
    }

    @RestController
    static class Api {
        private final CurrentActor current;

        Api(CurrentActor current) {
            this.current = current;
        }

        @GetMapping("/api/v1/me")
        String me() {
            return current.get().loginName();
        }

        @PostMapping("/api/v1/me")
        String change() {
            return "changed by " + current.get().loginName();
        }

        @GetMapping("/capacities")
        String capacity() {
            return String.valueOf(current.get().clientRelationId().orElse(-1L));
        }

        @GetMapping("/api/v1/closed")
        String closed() {
            return "never";
        }

        @GetMapping("/api/v1/broken")
        String broken() {
            throw new IllegalStateException("secret insides");
        }
    }
}
