package kz.sandyq.operator.placement;

import static kz.sandyq.platform.login.AccessRule.roles;
import static kz.sandyq.platform.login.AccessRule.signedIn;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the paths of placement, and where they stand in the navigation. Exists where DFA is held. */
@Configuration(proxyBeanMethods = false)
class PlacementAccess {
    private static final String DFA = "DFA";

    @Bean
    List<AccessRule> placementAccessRules() {
        return Stream.of(
                        signedIn("/api/v1/placements/**"),
                        roles("/api/v1/placements/*/open", Role.OFFICER),
                        roles("/api/v1/placements/*/close", Role.OFFICER),
                        roles("/api/v1/placements/*/cancel", Role.OFFICER),
                        roles("/api/v1/subscriptions/**", Role.CLIENT),
                        roles("/subscriptions/**", Role.CLIENT),
                        roles("/desk/placements/**", Role.OFFICER, Role.APPROVER, Role.AUDITOR),
                        roles("/desk/placements/*/*", Role.OFFICER),
                        roles("/placements/**", Role.CLIENT, Role.ISSUER),
                        roles("/placements/of/*", Role.ISSUER))
                .map(rule -> rule.whenHeld(DFA))
                .toList();
    }

    @Bean
    List<NavigationEntry> placementNavigation() {
        return List.of(
                new NavigationEntry(34, "subscription.title", "/subscriptions", Set.of("CLIENT"), DFA),
                new NavigationEntry(33, "placement.nav.open", "/placements", Set.of("CLIENT", "ISSUER"), DFA),
                new NavigationEntry(
                        34, "placement.nav.desk", "/desk/placements", Set.of("OFFICER", "APPROVER", "AUDITOR"), DFA));
    }
}
