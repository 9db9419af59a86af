package kz.sandyq.operator.trading;

import static kz.sandyq.platform.login.AccessRule.roles;
import static kz.sandyq.platform.login.AccessRule.signedIn;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
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
                        roles("/api/v1/instruments/*/day-end", Role.MARKET_SUPERVISOR),
                        signedIn("/api/v1/instruments/**"),
                        roles("/api/v1/orders/**", Role.CLIENT),
                        roles("/api/v1/me/deals", Role.CLIENT),
                        roles("/api/v1/me/deals.csv", Role.CLIENT),
                        signedIn("/market"),
                        signedIn("/market/*"),
                        roles("/market/*/day-end", Role.MARKET_SUPERVISOR),
                        roles("/market/*/*", Role.CLIENT),
                        roles("/market/orders", Role.CLIENT),
                        roles("/market/orders/*/cancel", Role.CLIENT),
                        roles("/market/orders/*/replace", Role.CLIENT),
                        roles("/market/deals", Role.CLIENT),
                        roles("/market/deals.csv", Role.CLIENT),
                        roles("/desk/books", READERS),
                        roles("/desk/books/new", Role.MARKET_SUPERVISOR),
                        roles("/desk/halts/**", READERS),
                        roles("/desk/halts/new", Role.MARKET_SUPERVISOR),
                        roles("/api/v1/books/**", READERS),
                        roles("/api/v1/trading-acts/**", READERS))
                .map(rule -> rule.whenHeld(TRADING))
                .toList();
    }

    @Bean
    List<NavigationEntry> tradingNavigation() {
        Set<String> client = Set.of(Role.CLIENT.name());
        Set<String> staff = Arrays.stream(READERS).map(Enum::name).collect(Collectors.toUnmodifiableSet());
        return List.of(
                new NavigationEntry(15, "trading.market", "/market", Set.of(), TRADING),
                new NavigationEntry(16, "trading.orders", "/market/orders", client, TRADING),
                new NavigationEntry(17, "trading.deals", "/market/deals", client, TRADING),
                new NavigationEntry(55, "trading.books", "/desk/books", staff, TRADING),
                new NavigationEntry(56, "trading.halts", "/desk/halts", staff, TRADING));
    }
}
