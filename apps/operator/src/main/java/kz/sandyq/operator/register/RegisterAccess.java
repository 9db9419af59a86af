package kz.sandyq.operator.register;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the paths of the register; what each sees of it is decided by {@link Sights}. */
@Configuration(proxyBeanMethods = false)
class RegisterAccess {
    private static final String DFA = "DFA";
    private static final Role[] READERS = {
        Role.OFFICER, Role.APPROVER, Role.REGISTRAR, Role.AUDITOR, Role.ISSUER, Role.CLIENT
    };

    @Bean
    List<AccessRule> registerAccessRules() {
        return Stream.of(
                        "/api/v1/issues/*/holders",
                        "/api/v1/issues/*/holders.csv",
                        "/api/v1/issues/*/holders.pdf",
                        "/api/v1/issues/*/holders/*/history",
                        "/api/v1/issues/*/entries",
                        "/api/v1/issues/*/entries.csv",
                        "/register",
                        "/register/**")
                .map(path -> AccessRule.roles(path, READERS).whenHeld(DFA))
                .toList();
    }

    @Bean
    NavigationEntry registerNavigation() {
        Set<String> readers =
                Stream.of(READERS).map(Enum::name).collect(java.util.stream.Collectors.toUnmodifiableSet());
        return new NavigationEntry(55, "register.nav", "/register", readers, DFA);
    }
}
