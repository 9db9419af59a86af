package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.protocol.sbe.Capacity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A client's stablecoin desk: minted against his money, burned when he gives it back, always at par. */
@Controller
@RequestMapping("/stablecoins")
class StablecoinPages {
    private static final int SCALE = TermsRules.MONEY_SCALE;
    private static final int ISSUES = 1_000;

    private final StablecoinDesk desk;
    private final IssueCatalog catalog;
    private final ClientDirectory clients;
    private final MarketView market;
    private final Commands commands;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    StablecoinPages(
            StablecoinDesk desk,
            IssueCatalog catalog,
            ClientDirectory clients,
            MarketView market,
            Commands commands,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.desk = desk;
        this.catalog = catalog;
        this.clients = clients;
        this.market = market;
        this.commands = commands;
        this.ids = ids;
        this.actor = actor;
        this.texts = texts;
    }

    /** A stablecoin with what the client has of it, minor units. */
    record Line(IssueCatalog.RegisteredIssue issue, MarketView.IssueState state, long mine) {}

    @GetMapping
    String list(Model model) {
        long account = account();
        List<Line> lines = catalog.list(0, ISSUES).stream()
                .filter(each -> each.kind() == IssueKind.STABLECOIN)
                .flatMap(each -> market.issue(each.issueId()).stream()
                        .map(state -> new Line(each, state, market.available(account, each.issueId()))))
                .toList();
        model.addAttribute("ids", ids);
        model.addAttribute("lines", lines);
        return "issuance/stablecoins";
    }

    @GetMapping("/{id}")
    String desk(@PathVariable String id, @RequestParam(required = false) @Nullable Long done, Model model) {
        model.addAttribute("done", done);
        return desk(id, "", model);
    }

    @PostMapping("/{id}/purchase")
    String buy(
            @PathVariable String id,
            @RequestParam String amount,
            @RequestParam String key,
            Model model,
            Locale locale) {
        return act(id, amount, model, locale, quantity -> desk.buy(actor.get(), ids.parse(id), quantity, parse(key)));
    }

    @PostMapping("/{id}/return")
    String giveBack(
            @PathVariable String id,
            @RequestParam String amount,
            @RequestParam String key,
            Model model,
            Locale locale) {
        return act(
                id, amount, model, locale, quantity -> desk.giveBack(actor.get(), ids.parse(id), quantity, parse(key)));
    }

    /** What is done with a quantity in minor units. */
    private interface Deed {
        CommandReply with(long quantity);
    }

    private String act(String id, String amount, Model model, Locale locale, Deed deed) {
        try {
            long quantity = Amounts.minor(amount, SCALE);
            if (quantity <= 0) {
                throw new RefusedException("AMOUNT_NOT_POSITIVE", "amount").field("amount");
            }
            return "redirect:/stablecoins/" + id + "?done="
                    + deed.with(quantity).sequence();
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return desk(id, amount, model);
        }
    }

    private String desk(String id, String amount, Model model) {
        var issue = catalog.find(ids.parse(id))
                .filter(each -> each.kind() == IssueKind.STABLECOIN)
                .orElseThrow(RefusedException::notFound);
        var state = market.issue(issue.issueId()).orElseThrow(RefusedException::notFound);
        long account = account();
        model.addAttribute("id", id);
        model.addAttribute("issue", issue);
        model.addAttribute("state", state);
        model.addAttribute("reserve", market.available(state.reserveAccountId(), state.moneyAssetId()));
        model.addAttribute("units", market.available(account, issue.issueId()));
        model.addAttribute("money", market.available(account, state.moneyAssetId()));
        model.addAttribute("amount", amount);
        model.addAttribute("key", commands.newKey());
        return "issuance/stablecoin";
    }

    private long account() {
        return clients.account(IssueApplications.relation(actor.get()), Capacity.CLIENT)
                .orElseThrow(() -> new RefusedException("NO_WALLET").clause("RUL-34.6"));
    }

    private static UUID parse(String key) {
        return IdempotencyKeys.parse(key);
    }
}
