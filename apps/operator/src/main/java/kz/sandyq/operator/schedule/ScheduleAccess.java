package kz.sandyq.operator.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the schedule: a supervisor proposes, those who decide and audit read. */
@Configuration(proxyBeanMethods = false)
class ScheduleAccess {
    private static final String TRADING = "TRADING";
    private static final Role[] READERS = {Role.MARKET_SUPERVISOR, Role.APPROVER, Role.AUDITOR};

    @Bean
    List<AccessRule> scheduleAccessRules() {
        return Stream.of(
                        AccessRule.roles("/desk/schedule/**", READERS),
                        AccessRule.roles("/desk/schedule/new", Role.MARKET_SUPERVISOR),
                        AccessRule.roles("/api/v1/trading-schedules/**", READERS))
                .map(rule -> rule.whenHeld(TRADING))
                .toList();
    }

    @Bean
    NavigationEntry scheduleNavigation() {
        return new NavigationEntry(
                57,
                "schedule.title",
                "/desk/schedule",
                Arrays.stream(READERS).map(Enum::name).collect(Collectors.toUnmodifiableSet()),
                TRADING);
    }
}
