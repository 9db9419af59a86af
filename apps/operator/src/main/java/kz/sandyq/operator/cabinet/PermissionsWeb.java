package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.AssetClasses;
import kz.sandyq.readmodel.RuleQueries;
import kz.sandyq.readmodel.RuleQueries.AccountPermissions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What the client may acquire, and how much of it. */
@Controller
class PermissionsWeb {
    private final RuleQueries rules;
    private final JdbcClient jdbc;
    private final OwnAccounts accounts;
    private final CabinetIds ids;
    private final CurrentActor actor;
    private final SandyqClock clock;

    PermissionsWeb(JdbcClient jdbc, OwnAccounts accounts, CabinetIds ids, CurrentActor actor, SandyqClock clock) {
        this.rules = new RuleQueries(jdbc);
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.ids = ids;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * What the client may acquire.
     *
     * @param clearanceRequired whether deals need clearance of both sides
     * @param periodSince when the present period of limits began, absent before the first
     */
    record PermissionsView(
            boolean clearanceRequired, @Nullable Instant periodSince, List<AccountView> accounts) {}

    /**
     * What one of his accounts may acquire.
     *
     * @param qualifiedUntil last day on which he is a qualified investor, absent when he is none
     * @param limit decimal text of the money that he may spend in a period, absent for no limit
     * @param spent what he has paid and reserved for purchases in the present period
     * @param left what he may still spend in it
     * @param clearance CLEARED, LAPSED or NOT_CLEARED
     * @param clearedUntil last day of the clearance
     */
    record AccountView(
            String accountId,
            List<String> classes,
            @Nullable LocalDate qualifiedUntil,
            @Nullable String limit,
            @Nullable String spent,
            @Nullable String left,
            @Nullable String limitMoney,
            String clearance,
            @Nullable LocalDate clearedUntil) {}

    private record Money(String code, int scale) {}

    @GetMapping("/api/v1/me/permissions")
    @ResponseBody
    PermissionsView get() {
        List<Long> own = accounts.of(Clients.of(actor));
        RuleQueries.Regime regime = rules.regime();
        Map<Long, AccountPermissions> set = rules.ofAccounts(own).stream()
                .collect(Collectors.toMap(AccountPermissions::accountId, Function.identity()));
        return new PermissionsView(
                regime.clearanceRequired(),
                regime.periodSince(),
                own.stream().map(account -> view(account, set.get(account))).toList());
    }

    @GetMapping("/cabinet/permissions")
    String page(Model model) {
        model.addAttribute("permissions", get());
        return "cabinet/permissions";
    }

    private AccountView view(long account, @Nullable AccountPermissions set) {
        Instant cleared = rules.clearancesOf(List.of(account)).stream()
                .map(RuleQueries.Clearance::until)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        String state = cleared == null ? "NOT_CLEARED" : cleared.isAfter(clock.instant()) ? "CLEARED" : "LAPSED";
        Money money = set == null || set.limitMinor() == 0 ? null : money(set.limitAssetId());
        return new AccountView(
                ids.of(account),
                set == null ? AssetClasses.ALL : set.classes(),
                set == null ? null : lastDay(set.qualifiedUntil()),
                set == null || money == null ? null : Amounts.decimal(set.limitMinor(), money.scale()),
                set == null || money == null ? null : Amounts.decimal(set.spentMinor(), money.scale()),
                set == null || money == null ? null : Amounts.decimal(set.leftMinor(), money.scale()),
                money == null ? null : money.code(),
                state,
                lastDay(cleared));
    }

    private Money money(long assetId) {
        return jdbc.sql("select code, scale from readmodel.asset where asset_id = :id")
                .param("id", assetId)
                .query(Money.class)
                .single();
    }

    private static @Nullable LocalDate lastDay(@Nullable Instant end) {
        return end == null ? null : SandyqClock.dayOf(end.minusMillis(1));
    }

    /** Who may come here: clients and issuers, each about himself. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> permissionsAccess() {
            return Stream.of("/cabinet/permissions", "/api/v1/me/permissions")
                    .map(path -> AccessRule.roles(path, Role.CLIENT, Role.ISSUER))
                    .toList();
        }

        @Bean
        NavigationEntry permissionsNavigation() {
            Set<String> roles = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
            return new NavigationEntry(24, "rules.mine", "/cabinet/permissions", roles, "");
        }
    }
}
