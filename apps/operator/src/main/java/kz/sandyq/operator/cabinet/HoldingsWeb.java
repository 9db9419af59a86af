package kz.sandyq.operator.cabinet;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** What the client owns, as a page and for programs. */
@Controller
class HoldingsWeb {
    private final Holdings holdings;
    private final CurrentActor actor;
    private final int clusterNumber;

    HoldingsWeb(Holdings holdings, CurrentActor actor, @Value("${sandyq.cluster.number:1}") int clusterNumber) {
        this.holdings = holdings;
        this.actor = actor;
        this.clusterNumber = clusterNumber;
    }

    /** Why a part is not free. */
    record ReasonView(String kind, String quantity) {}

    /** One asset; quantities are decimal texts with exactly its scale. */
    record HoldingView(
            String accountId,
            String assetId,
            String code,
            String available,
            String held,
            String blocked,
            List<ReasonView> reasons) {}

    @GetMapping("/cabinet/holdings")
    String page(Model model) {
        model.addAttribute("holdings", holdings.of(Clients.of(actor)));
        return "cabinet/holdings";
    }

    @GetMapping("/api/v1/me/holdings")
    @ResponseBody
    List<HoldingView> list() {
        return holdings.of(Clients.of(actor)).stream().map(this::view).toList();
    }

    private HoldingView view(Holdings.Holding holding) {
        int scale = holding.scale();
        return new HoldingView(
                clusterNumber + "-" + holding.accountId(),
                clusterNumber + "-" + holding.assetId(),
                holding.code(),
                Amounts.decimal(holding.available(), scale),
                Amounts.decimal(holding.held(), scale),
                Amounts.decimal(holding.blocked(), scale),
                holding.reasons().stream()
                        .map(reason -> new ReasonView(reason.kind(), Amounts.decimal(reason.quantity(), scale)))
                        .toList());
    }

    /** Who may come here. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> holdingsAccess() {
            return List.of(
                    AccessRule.roles("/cabinet/holdings", Role.CLIENT, Role.ISSUER),
                    AccessRule.roles("/api/v1/me/holdings", Role.CLIENT, Role.ISSUER));
        }

        @Bean
        NavigationEntry holdingsNavigation() {
            Set<String> roles = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
            return new NavigationEntry(10, "cabinet.holdings", "/cabinet/holdings", roles, "");
        }
    }
}
