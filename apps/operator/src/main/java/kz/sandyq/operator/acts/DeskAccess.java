package kz.sandyq.operator.acts;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.BuyBackQueries;
import kz.sandyq.readmodel.MoveQueries;
import kz.sandyq.readmodel.PlatformQueries;
import kz.sandyq.readmodel.SuspendedTransferQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may ask for what the desks decided: each desk its own, those who decide and audit all, clients what is open. */
@Configuration(proxyBeanMethods = false)
class DeskAccess {
    private static final Role[] OFFICERS = {Role.OFFICER, Role.APPROVER, Role.AUDITOR};
    private static final Role[] REGISTRARS = {Role.REGISTRAR, Role.APPROVER, Role.AUDITOR};
    private static final Set<String> OFFICE = Set.of("OFFICER", "APPROVER", "AUDITOR");
    private static final Set<String> REGISTER = Set.of("REGISTRAR", "APPROVER", "AUDITOR");
    private static final Set<String> CLIENT = Set.of("CLIENT", "ISSUER");

    @Bean
    List<AccessRule> deskAccessRules() {
        return List.of(
                AccessRule.signedIn("/api/v1/platform-status"),
                AccessRule.roles("/api/v1/platform-status/history", OFFICERS),
                AccessRule.roles("/desk/platform-status", OFFICERS),
                AccessRule.roles("/api/v1/suspended-transfers/**", REGISTRARS),
                AccessRule.roles("/desk/suspended-transfers/**", REGISTRARS),
                AccessRule.roles("/api/v1/moves/**", REGISTRARS),
                AccessRule.roles("/api/v1/interaction-agreements", REGISTRARS),
                AccessRule.roles("/desk/moves/**", REGISTRARS),
                AccessRule.roles("/api/v1/move-requests/**", REGISTRARS),
                AccessRule.roles("/desk/move-requests/**", REGISTRARS),
                AccessRule.roles("/api/v1/me/move-requests/**", Role.CLIENT),
                AccessRule.roles("/cabinet/move-requests/**", Role.CLIENT),
                AccessRule.signedIn("/api/v1/buy-backs"),
                AccessRule.signedIn("/api/v1/buy-backs/*"),
                AccessRule.roles("/api/v1/buy-backs/*/acceptances", Role.CLIENT),
                AccessRule.roles("/api/v1/me/buy-backs/**", Role.ISSUER),
                AccessRule.roles("/desk/buy-backs/**", OFFICERS),
                AccessRule.roles("/cabinet/buy-backs/**", Role.CLIENT, Role.ISSUER));
    }

    @Bean
    List<NavigationEntry> deskNavigation() {
        return List.of(
                new NavigationEntry(22, "acts.buyBacks", "/cabinet/buy-backs", CLIENT, ""),
                new NavigationEntry(24, "acts.moveRequests", "/cabinet/move-requests", Set.of("CLIENT"), ""),
                new NavigationEntry(33, "acts.ownBuyBacks", "/issuer/buy-backs", Set.of("ISSUER"), "DFA"),
                new NavigationEntry(62, "acts.suspended", "/desk/suspended-transfers", REGISTER, ""),
                new NavigationEntry(63, "acts.moves", "/desk/moves", REGISTER, ""),
                new NavigationEntry(64, "acts.moveRequests", "/desk/move-requests", REGISTER, ""),
                new NavigationEntry(66, "acts.buyBacks", "/desk/buy-backs", OFFICE, ""),
                new NavigationEntry(67, "acts.status", "/desk/platform-status", OFFICE, ""));
    }

    @Bean
    PlatformQueries platformQueries(JdbcClient jdbc) {
        return new PlatformQueries(jdbc);
    }

    @Bean
    SuspendedTransferQueries suspendedTransferQueries(JdbcClient jdbc) {
        return new SuspendedTransferQueries(jdbc);
    }

    @Bean
    BuyBackQueries buyBackQueries(JdbcClient jdbc) {
        return new BuyBackQueries(jdbc);
    }

    @Bean
    MoveQueries moveQueries(JdbcClient jdbc) {
        return new MoveQueries(jdbc);
    }

    @Bean
    ActApprovals statusActApprovals(ActDesk acts) {
        return new ActApprovals(ActRoom.STATUS, acts);
    }

    @Bean
    ActApprovals moveActApprovals(ActDesk acts) {
        return new ActApprovals(ActRoom.MOVES, acts);
    }
}
