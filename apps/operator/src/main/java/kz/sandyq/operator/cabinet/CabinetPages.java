package kz.sandyq.operator.cabinet;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kz.sandyq.operator.money.BankAccount;
import kz.sandyq.operator.money.BankAccounts;
import kz.sandyq.operator.money.ClientMoney;
import kz.sandyq.operator.money.Payouts;
import kz.sandyq.operator.money.RequestKeys;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages of the cabinet about money and news. */
@Controller
@RequestMapping("/cabinet")
class CabinetPages {
    private static final int PAYOUTS = 50;
    private static final ClientMoney.Form EMPTY = new ClientMoney.Form("", "", "", "", "", "", "");

    private final ClientMoney money;
    private final Payouts payouts;
    private final BankAccounts banks;
    private final Inbox inbox;
    private final CurrentActor actor;
    private final SandyqClock clock;
    private final RefusalText texts;

    CabinetPages(
            ClientMoney money,
            Payouts payouts,
            BankAccounts banks,
            Inbox inbox,
            CurrentActor actor,
            SandyqClock clock,
            RefusalText texts) {
        this.money = money;
        this.payouts = payouts;
        this.banks = banks;
        this.inbox = inbox;
        this.actor = actor;
        this.clock = clock;
        this.texts = texts;
    }

    @GetMapping("/money")
    String money(Model model) {
        return moneyPage(model, EMPTY);
    }

    private String moneyPage(Model model, ClientMoney.Form form) {
        long client = Clients.of(actor);
        model.addAttribute("payIn", money.payIn(client));
        model.addAttribute("payouts", payouts.ofClient(client, PAYOUTS));
        model.addAttribute("bankById", banks.all().stream().collect(Collectors.toMap(BankAccount::id, bank -> bank)));
        model.addAttribute("key", RequestKeys.fresh(clock.instant()));
        model.addAttribute("form", form);
        return "cabinet/money";
    }

    @PostMapping("/money/payouts")
    String ask(@RequestParam String key, @ModelAttribute ClientMoney.Form form, Model model, Locale locale) {
        long client = Clients.of(actor);
        try {
            money.request(client, RequestKeys.ofClient(client, key), form);
            return "redirect:/cabinet/money";
        } catch (RefusedException refused) {
            model.addAttribute("refusal", RefusalView.of(refused, texts, locale));
            return moneyPage(model, form);
        }
    }

    @PostMapping("/money/payouts/{id}/withdraw")
    String withdraw(@PathVariable long id) {
        money.withdraw(Clients.of(actor), id);
        return "redirect:/cabinet/money";
    }

    @GetMapping("/inbox")
    String inbox(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long cursor, Model model, Locale locale) {
        List<Inbox.Notice> notices = inbox.of(Clients.of(actor), cursor, locale);
        model.addAttribute("notices", notices);
        model.addAttribute(
                "next", notices.size() == Inbox.PAGE ? notices.getLast().id() : null);
        return "cabinet/inbox";
    }

    /** Who may come here. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> cabinetAccess() {
            return List.of(
                    AccessRule.roles("/cabinet/money/**", Role.CLIENT, Role.ISSUER),
                    AccessRule.roles("/cabinet/inbox", Role.CLIENT, Role.ISSUER),
                    AccessRule.roles("/api/v1/me/money", Role.CLIENT, Role.ISSUER),
                    AccessRule.roles("/api/v1/me/payouts/**", Role.CLIENT, Role.ISSUER),
                    AccessRule.roles("/api/v1/me/inbox", Role.CLIENT, Role.ISSUER));
        }

        @Bean
        List<NavigationEntry> cabinetNavigation() {
            Set<String> roles = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
            return List.of(
                    new NavigationEntry(20, "cabinet.money", "/cabinet/money", roles, ""),
                    new NavigationEntry(90, "cabinet.inbox", "/cabinet/inbox", roles, ""));
        }
    }
}
