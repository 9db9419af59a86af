package kz.sandyq.demo.bank;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may stand at the reference bank's counter: the demonstration's administrators. */
@Configuration(proxyBeanMethods = false)
class CounterAccess {
    @Bean
    List<AccessRule> counterRules() {
        return List.of(
                AccessRule.roles("/demo/bank/**", Role.ADMINISTRATOR),
                AccessRule.roles("/api/v1/demo/bank/**", Role.ADMINISTRATOR));
    }

    @Bean
    List<NavigationEntry> counterNavigation() {
        return List.of(new NavigationEntry(981, "demo.bank", "/demo/bank", Set.of(Role.ADMINISTRATOR.name()), ""));
    }
}
