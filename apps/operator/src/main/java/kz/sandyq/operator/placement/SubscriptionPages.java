package kz.sandyq.operator.placement;

import java.util.List;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.Commands;
import kz.sandyq.operator.issuance.IdempotencyKeys;
import kz.sandyq.operator.issuance.IssueCatalog;
import kz.sandyq.operator.issuance.MarketView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A client's own subscriptions: what was reserved, allocated and refunded; one in an open window may be taken back. */
@Controller
@RequestMapping("/subscriptions")
class SubscriptionPages {
    private static final int PAGE = 50;

    private final Subscriptions subscriptions;
    private final IssueCatalog issues;
    private final MarketView market;
    private final Commands commands;
    private final PublicId ids;
    private final CurrentActor actor;

    SubscriptionPages(
            Subscriptions subscriptions,
            IssueCatalog issues,
            MarketView market,
            Commands commands,
            PublicId ids,
            CurrentActor actor) {
        this.subscriptions = subscriptions;
        this.issues = issues;
        this.market = market;
        this.commands = commands;
        this.ids = ids;
        this.actor = actor;
    }

    /** A subscription with its issue; {@code key} is the request key of its withdrawal, null when it is too late. */
    record Line(
            String id,
            String issueId,
            String issueName,
            MarketView.SubscriptionState state,
            @Nullable String key) {}

    @GetMapping
    String mine(
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(required = false) @Nullable Long done,
            Model model) {
        List<MarketView.SubscriptionState> page =
                subscriptions.mine(actor.get(), cursor.isEmpty() ? 0 : ids.parse(cursor), PAGE);
        model.addAttribute("lines", page.stream().map(this::line).toList());
        model.addAttribute("next", page.size() == PAGE ? ids.of(page.getLast().subscriptionId()) : null);
        model.addAttribute("done", done);
        return "placement/subscriptions";
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@PathVariable String id, @RequestParam String key) {
        CommandReply reply = subscriptions.withdraw(actor.get(), ids.parse(id), IdempotencyKeys.parse(key));
        return "redirect:/subscriptions?done=" + reply.sequence();
    }

    private Line line(MarketView.SubscriptionState state) {
        var placement = market.placement(state.placementId()).orElseThrow();
        boolean open = state.status().equals("ACTIVE") && placement.status().equals("OPEN");
        String name = issues.find(placement.issueId())
                .map(IssueCatalog.RegisteredIssue::name)
                .orElse("");
        return new Line(
                ids.of(state.subscriptionId()),
                ids.of(placement.issueId()),
                name,
                state,
                open ? commands.newKey().toString() : null);
    }
}
