package kz.sandyq.operator.cabinet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.operator.cabinet.Ledger.Entry;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.platform.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages about what the client owns. */
@Controller
@RequestMapping("/cabinet")
class HoldingsWeb {
    /** Entries whose subject has a page or a paper of its own. */
    private static final Map<String, String> PAGES = Map.of(
            "TRADE", "/cabinet/deals/%s/confirmation.pdf",
            "TRADE_CANCELLATION", "/cabinet/deals/%s/confirmation.pdf",
            "ENCUMBRANCE", "/cabinet/encumbrances/%s",
            "ENCUMBRANCE_RELEASE", "/cabinet/encumbrances/%s",
            "REDEMPTION", "/public/issues/%s",
            "REDEMPTION_PAYMENT", "/public/issues/%s");

    private final Holdings holdings;
    private final Ledger ledger;
    private final OwnAccounts accounts;
    private final OwnEncumbrances encumbrances;
    private final Statements statements;
    private final CabinetIds ids;
    private final CurrentActor actor;
    private final SandyqClock clock;
    private final RefusalText texts;

    HoldingsWeb(
            Holdings holdings,
            Ledger ledger,
            OwnAccounts accounts,
            OwnEncumbrances encumbrances,
            Statements statements,
            CabinetIds ids,
            CurrentActor actor,
            SandyqClock clock,
            RefusalText texts) {
        this.holdings = holdings;
        this.ledger = ledger;
        this.accounts = accounts;
        this.encumbrances = encumbrances;
        this.statements = statements;
        this.ids = ids;
        this.actor = actor;
        this.clock = clock;
        this.texts = texts;
    }

    @ModelAttribute("ids")
    CabinetIds ids() {
        return ids;
    }

    @GetMapping("/holdings")
    String list(Model model) {
        long client = Clients.of(actor);
        model.addAttribute("holdings", holdings.of(client, Holdings.NOW));
        model.addAttribute("gone", ledger.gone(accounts.of(client)));
        model.addAttribute("pledges", encumbrances.inFavourOf(client));
        model.addAttribute("standstills", encumbrances.standstills(accounts.of(client)));
        return "cabinet/holdings";
    }

    @GetMapping("/holdings/{accountId}/{assetId}")
    String holding(
            @PathVariable String accountId,
            @PathVariable String assetId,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        long client = Clients.of(actor);
        long account = accounts.own(client, ids.parse(accountId));
        long asset = ids.parse(assetId);
        Page<Entry> history = HoldingsApi.page(ledger, account, asset, cursor, Page.SIZE);
        if (history.count() == 0) {
            throw RefusedException.notFound();
        }
        model.addAttribute("accountId", accountId);
        model.addAttribute("assetId", assetId);
        model.addAttribute("holding", holdings.find(client, account, asset).orElse(null));
        model.addAttribute("page", history.map(this::line));
        model.addAttribute(
                "code",
                history.items().isEmpty() ? assetId : history.items().getFirst().code());
        return "cabinet/holding";
    }

    /** An entry with the address of what is behind it. */
    record Line(Entry entry, @Nullable String page) {}

    private Line line(Entry entry) {
        String page = PAGES.get(entry.kind());
        return new Line(entry, page == null ? null : page.formatted(ids.of(entry.subjectId())));
    }

    @GetMapping("/encumbrances/{id}")
    String encumbrance(@PathVariable String id, Model model) {
        OwnEncumbrances.Encumbrance found = encumbrances.find(Clients.of(actor), ids.parse(id));
        model.addAttribute("each", found);
        model.addAttribute("steps", encumbrances.steps(found.encumbranceId()));
        return "cabinet/encumbrance";
    }

    @GetMapping("/statement")
    String statement(@RequestParam(defaultValue = "") String date, Model model, Locale locale) {
        long client = Clients.of(actor);
        model.addAttribute("date", date.isBlank() ? clock.today().toString() : date);
        try {
            Statements.Statement statement = statements.of(client, StatementDay.of(date, clock.today()));
            model.addAttribute("statement", statement);
            model.addAttribute(
                    "movements", statement.movements().stream().map(this::line).toList());
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            model.addAttribute("movements", List.of());
        }
        return "cabinet/statement";
    }

    /** Who may come here: clients and issuers, each about himself. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        private static final Role[] OWNERS = {Role.CLIENT, Role.ISSUER};

        @Bean
        List<AccessRule> holdingsAccess() {
            Stream<AccessRule> own = Stream.of(
                            "/cabinet/holdings/**",
                            "/cabinet/encumbrances/*",
                            "/cabinet/entries/**",
                            "/api/v1/me/entries/**",
                            "/cabinet/statement",
                            "/cabinet/statement.pdf",
                            "/api/v1/me/holdings/**",
                            "/api/v1/me/encumbrances/*",
                            "/api/v1/me/statement")
                    .map(path -> AccessRule.roles(path, OWNERS));
            Stream<AccessRule> deals = Stream.of(
                            "/cabinet/deals/*/confirmation.pdf",
                            "/cabinet/deals/*/receipt",
                            "/api/v1/me/deals/*/confirmation",
                            "/api/v1/me/deals/*/receipt")
                    .map(path -> AccessRule.roles(path, OWNERS).whenHeld("TRADING"));
            return Stream.concat(own, deals).toList();
        }

        @Bean
        List<NavigationEntry> holdingsNavigation() {
            Set<String> roles = Set.of(Role.CLIENT.name(), Role.ISSUER.name());
            return List.of(
                    new NavigationEntry(10, "cabinet.holdings", "/cabinet/holdings", roles, ""),
                    new NavigationEntry(15, "cabinet.statement", "/cabinet/statement", roles, ""));
        }
    }
}
