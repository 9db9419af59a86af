package kz.sandyq.operator.money;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** For auditors and administrators: the published totals beside the register and the banks. */
@Controller
class OwedTotalsWeb {
    private final OwedTotals totals;

    OwedTotalsWeb(OwedTotals totals) {
        this.totals = totals;
    }

    /** The newest round unless one is named; not found (404) when there is none, or it is not kept. */
    @GetMapping("/api/v1/liabilities")
    @ResponseBody
    OwedTotals.Round round(@RequestParam(defaultValue = "0") long sequence) {
        return totals.round(sequence);
    }

    @GetMapping("/desk/liabilities")
    String page(@RequestParam(defaultValue = "0") long sequence, Model model) {
        model.addAttribute("round", totals.isEmpty() ? null : totals.round(sequence));
        return "money/owed";
    }

    /** Who may come here. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> owedTotalsAccess() {
            return Stream.of("/desk/liabilities", "/api/v1/liabilities")
                    .map(path -> AccessRule.roles(path, Role.AUDITOR, Role.ADMINISTRATOR))
                    .toList();
        }

        @Bean
        NavigationEntry owedTotalsNavigation() {
            Set<String> roles = Set.of(Role.AUDITOR.name(), Role.ADMINISTRATOR.name());
            return new NavigationEntry(89, "money.owed.title", "/desk/liabilities", roles, "");
        }
    }
}
