package kz.sandyq.operator.encumbrance;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the paths of encumbrances and transfers: registrars propose, those who decide and audit read. */
@Configuration(proxyBeanMethods = false)
class EncumbranceAccess {
    private static final Role[] READERS = {Role.REGISTRAR, Role.APPROVER, Role.AUDITOR};
    private static final Set<String> SEEN_BY = Set.of(Role.REGISTRAR.name(), Role.APPROVER.name(), Role.AUDITOR.name());

    @Bean
    List<AccessRule> encumbranceAccessRules() {
        return List.of(
                AccessRule.roles("/desk/encumbrances/**", READERS),
                AccessRule.roles("/desk/encumbrances/new", Role.REGISTRAR),
                AccessRule.roles("/desk/encumbrances/*/release", Role.REGISTRAR),
                AccessRule.roles("/desk/transfers/**", READERS),
                AccessRule.roles("/desk/transfers/new", Role.REGISTRAR),
                AccessRule.roles("/api/v1/encumbrances/**", READERS),
                AccessRule.roles("/api/v1/encumbrances/*/release", Role.REGISTRAR),
                AccessRule.roles("/api/v1/transfers/**", READERS));
    }

    @Bean
    List<NavigationEntry> encumbranceNavigation() {
        return List.of(
                new NavigationEntry(60, "encumbrance.encumbrances", "/desk/encumbrances", SEEN_BY, ""),
                new NavigationEntry(61, "encumbrance.transfers", "/desk/transfers", SEEN_BY, ""));
    }
}
