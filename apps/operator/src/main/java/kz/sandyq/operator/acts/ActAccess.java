package kz.sandyq.operator.acts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
            rules.add(AccessRule.roles("/desk/acts/" + room.path() + "/new", room.proposer())
                    .whenHeld(room.activity()));
        }
        return List.copyOf(rules);
    }

    @Bean
    List<NavigationEntry> actNavigation() {
        return Arrays.stream(ActRoom.values())
                .map(room -> new NavigationEntry(
                        PLACE + room.ordinal(),
                        "acts.room." + room,
                        "/desk/acts/" + room.path(),
                        Set.of(room.proposer().name(), Role.APPROVER.name(), Role.AUDITOR.name()),
                        room.activity()))
                .toList();
    }

    @Bean
    ActApprovals tradingActApprovals(ActDesk acts) {
        return new ActApprovals(ActRoom.TRADING, acts);
    }
}
