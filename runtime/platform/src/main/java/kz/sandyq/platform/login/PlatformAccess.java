package kz.sandyq.platform.login;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the platform's own paths. */
@Configuration(proxyBeanMethods = false)
class PlatformAccess {
    @Bean
    List<AccessRule> platformAccessRules() {
        Role[] staff =
                java.util.Arrays.stream(Role.values()).filter(Role::staff).toArray(Role[]::new);
        return List.of(
                AccessRule.everybody("/assets/**"),
                AccessRule.everybody("/webjars/**"),
                AccessRule.everybody("/error"),
                AccessRule.everybody("/sign-in"),
                AccessRule.everybody("/invitation/*"),
                AccessRule.everybody("/actuator/health"),
                AccessRule.signedIn("/"),
                AccessRule.signedIn("/capacity"),
                AccessRule.signedIn("/password"),
                AccessRule.signedIn("/credentials/**"),
                AccessRule.roles("/approvals/**", staff),
                AccessRule.roles("/api/v1/approvals/**", staff),
                AccessRule.roles("/audit/**", Role.AUDITOR),
                AccessRule.roles("/api/v1/audit/**", Role.ADMINISTRATOR));
    }
}
