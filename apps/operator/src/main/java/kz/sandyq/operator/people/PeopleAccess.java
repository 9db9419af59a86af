package kz.sandyq.operator.people;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the paths of clients: staff read, officers propose. */
@Configuration(proxyBeanMethods = false)
class PeopleAccess {
    private static final Role[] READERS = {Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.MONEY_OFFICER, Role.REGISTRAR
    };

    @Bean
    List<AccessRule> peopleAccessRules() {
        return List.of(
                AccessRule.roles("/desk/clients/**", READERS),
                AccessRule.roles("/desk/clients/new", Role.OFFICER),
                AccessRule.roles("/desk/clients/*/invitation", Role.OFFICER),
                AccessRule.roles("/api/v1/clients/**", READERS),
                AccessRule.roles("/api/v1/clients/*/invitation", Role.OFFICER),
                AccessRule.roles("/api/v1/wallets", Role.OFFICER),
                AccessRule.roles("/api/v1/accounts", READERS),
                AccessRule.signedIn("/api/v1/me"),
                AccessRule.signedIn("/api/v1/me/accounts"));
    }

    @Bean
    NavigationEntry peopleNavigation() {
        Set<String> readers = Set.of("OFFICER", "APPROVER", "AUDITOR", "MONEY_OFFICER", "REGISTRAR");
        return new NavigationEntry(10, "people.clients", "/desk/clients", readers, "");
    }
}
