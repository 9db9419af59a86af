package kz.sandyq.operator.issuance;

import static kz.sandyq.platform.login.AccessRule.everybody;
import static kz.sandyq.platform.login.AccessRule.roles;
import static kz.sandyq.platform.login.AccessRule.signedIn;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the paths of issuance, and where they stand in the navigation. Exists where DFA is held. */
@Configuration(proxyBeanMethods = false)
class IssuanceAccess {
    private static final String DFA = "DFA";
    private static final Role[] STAFF = {Role.OFFICER, Role.APPROVER, Role.AUDITOR};

    @Bean
    List<AccessRule> issuanceAccessRules() {
        return java.util.stream.Stream.of(
                        everybody("/public/issues/**"),
                        everybody("/api/v1/issues"),
                        everybody("/api/v1/issues/*"),
                        roles("/api/v1/issues/*/mints", Role.OFFICER),
                        roles("/api/v1/issues/*/unsold-burns", Role.OFFICER),
                        roles("/api/v1/issues/*/acts", STAFF),
                        roles("/api/v1/issues/*/purchases", Role.CLIENT),
                        roles("/api/v1/issues/*/returns", Role.CLIENT),
                        signedIn("/api/v1/issue-applications/**"),
                        roles("/api/v1/issue-applications/*/examination", Role.OFFICER),
                        roles("/api/v1/issue-applications/*/return", Role.OFFICER),
                        roles("/api/v1/issue-applications/*/registration", Role.OFFICER),
                        roles("/api/v1/issue-applications/*/custody/**", Role.OFFICER),
                        roles("/api/v1/issuer-consent", Role.ISSUER),
                        roles("/api/v1/certificates/**", Role.OFFICER),
                        roles("/api/v1/custodians/**", Role.OFFICER),
                        roles("/api/v1/permitted-base-assets", Role.OFFICER),
                        roles("/api/v1/redemptions/**", Role.OFFICER),
                        roles("/issuer/**", Role.ISSUER),
                        roles("/desk/issues/**", STAFF),
                        signedIn("/public/issues/*/certificate.pdf"),
                        signedIn("/api/v1/issues/*/certificate"),
                        signedIn("/public/issues/*/documents/*"),
                        signedIn("/api/v1/issues/*/documents/*"),
                        roles("/stablecoins/**", Role.CLIENT),
                        roles("/desk/custody", STAFF),
                        roles("/desk/custody/*", Role.OFFICER),
                        roles("/desk/redemptions", STAFF),
                        roles("/desk/monitoring/**", STAFF),
                        roles("/desk/monitoring/act/**", Role.OFFICER),
                        roles("/api/v1/monitoring/**", STAFF),
                        roles("/api/v1/monitoring/looks", Role.OFFICER),
                        roles("/api/v1/monitoring/*/*/delivery", Role.OFFICER),
                        roles("/api/v1/monitoring/*/*/explanation", Role.OFFICER),
                        roles("/desk/issues/*/*", Role.OFFICER),
                        roles("/desk/issues/*/custody", STAFF),
                        roles("/desk/issues/*/custody/*", Role.OFFICER))
                .map(rule -> rule.whenHeld(DFA))
                .toList();
    }

    @Bean
    List<NavigationEntry> issuanceNavigation() {
        return List.of(
                new NavigationEntry(30, "issuance.nav.mine", "/issuer/issues", Set.of("ISSUER"), DFA),
                new NavigationEntry(
                        31, "issuance.nav.queue", "/desk/issues", Set.of("OFFICER", "APPROVER", "AUDITOR"), DFA),
                new NavigationEntry(31, "custody.consent.title", "/issuer/consent", Set.of("ISSUER"), DFA),
                new NavigationEntry(
                        31, "custody.title", "/desk/custody", Set.of("OFFICER", "APPROVER", "AUDITOR"), DFA),
                new NavigationEntry(
                        35, "redemption.title", "/desk/redemptions", Set.of("OFFICER", "APPROVER", "AUDITOR"), DFA),
                new NavigationEntry(
                        37, "monitoring.title", "/desk/monitoring", Set.of("OFFICER", "APPROVER", "AUDITOR"), DFA),
                new NavigationEntry(36, "stablecoin.title", "/stablecoins", Set.of("CLIENT"), DFA),
                new NavigationEntry(32, "issuance.nav.register", "/public/issues", Set.of(), DFA));
    }
}
