package kz.sandyq.operator.settlement;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the paths of settlement instructions: clients and issuers their own, the register all of them. */
@Configuration(proxyBeanMethods = false)
class InstructionAccess {
    private static final int OWN_PLACE = 23;
    private static final int DESK_PLACE = 74;

    @Bean
    List<AccessRule> instructionAccessRules() {
        return Stream.concat(
                        Stream.of(
                                        "/cabinet/instructions/**",
                                        "/api/v1/me/instructions/**",
                                        "/api/v1/me/instructions.csv")
                                .map(path -> AccessRule.roles(path, Role.CLIENT, Role.ISSUER)),
                        Stream.of("/desk/instructions/**", "/api/v1/instructions/**")
                                .map(path -> AccessRule.roles(path, Role.REGISTRAR, Role.APPROVER, Role.AUDITOR)))
                .toList();
    }

    @Bean
    List<NavigationEntry> instructionNavigation() {
        Set<String> clients = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
        Set<String> staff = Set.of(Role.REGISTRAR.name(), Role.APPROVER.name(), Role.AUDITOR.name());
        return List.of(
                new NavigationEntry(OWN_PLACE, "instructions.mine", "/cabinet/instructions", clients, ""),
                new NavigationEntry(DESK_PLACE, "instructions.title", "/desk/instructions", staff, ""));
    }
}
