package kz.sandyq.operator.acts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.PaymentQueries;
import kz.sandyq.readmodel.RestrictionQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may ask for the paths of acts: each room's own staff propose, those who decide and audit read. */
@Configuration(proxyBeanMethods = false)
class ActAccess {
    private static final int PLACE = 70;

    @Bean
    List<AccessRule> actAccessRules() {
        List<AccessRule> rules = new ArrayList<>();
        for (ActRoom room : ActRoom.values()) {
            Role[] readers = {room.proposer(), Role.APPROVER, Role.AUDITOR};
            for (String path : List.of("/desk/acts/", "/api/v1/acts/")) {
                rules.add(AccessRule.roles(path + room.path() + "/**", readers).whenHeld(room.activity()));
            }
            rules.add(AccessRule.roles("/desk/acts/" + room.path() + "/new/**", room.proposer())
                    .whenHeld(room.activity()));
        }
        Role[] register = {Role.REGISTRAR, Role.APPROVER, Role.AUDITOR};
        Role[] payments = {Role.OFFICER, Role.APPROVER, Role.AUDITOR};
        rules.add(AccessRule.roles("/desk/restrictions/**", register));
        rules.add(AccessRule.roles("/api/v1/restrictions/**", register));
        rules.add(AccessRule.roles("/desk/distributions/**", payments));
        rules.add(AccessRule.roles("/api/v1/distributions/**", payments));
        return List.copyOf(rules);
    }

    @Bean
    List<NavigationEntry> actNavigation() {
        List<NavigationEntry> entries = new ArrayList<>();
        for (ActRoom room : ActRoom.values()) {
            int place = PLACE + 2 * room.ordinal();
            entries.add(new NavigationEntry(
                    place, "acts.room." + room, "/desk/acts/" + room.path(), readers(room), room.activity()));
        }
        int beside = PLACE + 2 * ActRoom.REGISTER.ordinal() + 1;
        entries.add(
                new NavigationEntry(beside, "acts.restrictions", "/desk/restrictions", readers(ActRoom.REGISTER), ""));
        beside = PLACE + 2 * ActRoom.PAYMENTS.ordinal() + 1;
        entries.add(new NavigationEntry(
                beside, "acts.distributions", "/desk/distributions", readers(ActRoom.PAYMENTS), ""));
        return List.copyOf(entries);
    }

    private static Set<String> readers(ActRoom room) {
        return Set.of(room.proposer().name(), Role.APPROVER.name(), Role.AUDITOR.name());
    }

    @Bean
    RestrictionQueries restrictionQueries(JdbcClient jdbc) {
        return new RestrictionQueries(jdbc);
    }

    @Bean
    PaymentQueries paymentQueries(JdbcClient jdbc) {
        return new PaymentQueries(jdbc);
    }

    @Bean
    ActApprovals paymentActApprovals(ActDesk acts) {
        return new ActApprovals(ActRoom.PAYMENTS, acts);
    }

    @Bean
    ActApprovals tradingActApprovals(ActDesk acts) {
        return new ActApprovals(ActRoom.TRADING, acts);
    }

    @Bean
    ActApprovals registerActApprovals(ActDesk acts) {
        return new ActApprovals(ActRoom.REGISTER, acts);
    }
}
