package kz.sandyq.platform;

import java.util.List;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Activities;
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
                AccessRule.roles("/desk", Role.OFFICER),
                AccessRule.signedIn("/api/v1/trade").whenHeld("TRADING"),
                AccessRule.everybody("/api/v1/broken"));
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
