package kz.sandyq.operator.trading;

import static kz.sandyq.platform.login.AccessRule.roles;
import static kz.sandyq.platform.login.AccessRule.signedIn;

import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may ask for the paths of trading. Without the registration for trading they do not exist. */
@Configuration(proxyBeanMethods = false)
class TradingAccess {
    private static final String TRADING = "TRADING";

    private static final Role[] READERS = {Role.MARKET_SUPERVISOR, Role.APPROVER, Role.AUDITOR};

    @Bean
    @LegalBasis("LAW-6.5-p2")
    List<AccessRule> tradingAccessRules() {
        return Stream.of(
                        signedIn("/api/v1/instruments/**"),
                        roles("/api/v1/orders/**", Role.CLIENT),
                        roles("/api/v1/me/deals", Role.CLIENT),
                        roles("/api/v1/books/**", READERS),
                        roles("/api/v1/trading-acts/**", READERS))
                .map(rule -> rule.whenHeld(TRADING))
                .toList();
    }
}
