package kz.sandyq.platform.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.platform.login.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The platform's own lines of the navigation, after those of the application. */
@Configuration(proxyBeanMethods = false)
class PlatformNavigation {
    @Bean
    List<NavigationEntry> platformNavigationEntries() {
        Set<String> staff =
                Stream.of(Role.values()).filter(Role::staff).map(Enum::name).collect(Collectors.toUnmodifiableSet());
        return List.of(
                new NavigationEntry(100, "platform.approvals", "/approvals", staff, ""),
                new NavigationEntry(900, "platform.audit", "/audit", Set.of(Role.AUDITOR.name()), ""),
                new NavigationEntry(910, "staff.title", "/admin/logins", Set.of(Role.ADMINISTRATOR.name()), ""),
                new NavigationEntry(940, "platform.password.change", "/password", Set.of(), ""),
                new NavigationEntry(950, "platform.credentials", "/credentials", Set.of(), ""));
    }
}
