package kz.sandyq.operator.placement;

import java.time.LocalDateTime;
import java.util.List;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.Commands;
import kz.sandyq.operator.issuance.IdempotencyKeys;
import kz.sandyq.operator.issuance.IssueCatalog;
import kz.sandyq.operator.issuance.MarketView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages of placement: the list, the client's ticket, the issuer's application, the officer's desk. */
@Controller
class PlacementPages {
    private static final int PAGE = 200;

    private final Placements placements;
    private final PlacementStore store;
    private final Subscriptions subscriptions;
    private final IssueCatalog issues;
    private final MarketView market;
    private final Commands commands;
    private final PublicId ids;
    private final CurrentActor actor;

    PlacementPages(
            Placements placements,
            PlacementStore store,
            Subscriptions subscriptions,
            IssueCatalog issues,
            MarketView market,
            Commands commands,
            PublicId ids,
            CurrentActor actor) {
        this.placements = placements;
        this.store = store;
        this.subscriptions = subscriptions;
        this.issues = issues;
        this.market = market;
        this.commands = commands;
        this.ids = ids;
        this.actor = actor;
    }

    /** A placement with the name of its issue. */
    record Line(String id, String issueName, PlacementStore.Row row) {}

    @GetMapping("/placements")
    String open(Model model) {
        List<Line> lines = store.page(0, PAGE).stream()
                .filter(row -> row.status().equals("OPEN"))
                .map(this::line)
                .toList();
        return list(model, lines, "/placements");
    }

    @GetMapping("/desk/placements")
    String desk(Model model) {
        return list(model, store.page(0, PAGE).stream().map(this::line).toList(), "/desk/placements");
    }

    @GetMapping("/placements/{id}")
    String ticket(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long quantity,
            @RequestParam(required = false) @Nullable Long done,
            Model model) {
        PlacementStore.Row row = fill(id, model);
        Actor who = actor.get();
        Long placementId = row.placementId();
        model.addAttribute("client", who.has(Role.CLIENT));
        model.addAttribute("quantity", quantity);
        model.addAttribute("done", done);
        model.addAttribute("key", commands.newKey());
        if (quantity != null && placementId != null && who.has(Role.CLIENT)) {
            model.addAttribute("quote", subscriptions.quote(who, placementId, quantity));
        }
        return "placement/ticket";
    }

    @PostMapping("/placements/{id}")
    String subscribe(@PathVariable String id, @RequestParam long quantity, @RequestParam String key) {
        Long placementId =
                store.find(ids.parse(id)).map(PlacementStore.Row::placementId).orElseThrow(RefusedException::notFound);
        CommandReply reply = subscriptions.subscribe(actor.get(), placementId, quantity, IdempotencyKeys.parse(key));
        return "redirect:/placements/" + id + "?done=" + reply.sequence();
    }

    @GetMapping("/placements/of/{issueId}")
    String form(@PathVariable String issueId, Model model) {
        model.addAttribute("issueId", issueId);
        model.addAttribute("methods", PlacementTerms.Method.values());
        return "placement/apply";
    }

    @PostMapping("/placements/of/{issueId}")
    String apply(
            @PathVariable String issueId,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime until,
            @RequestParam long minimumQuantity,
            @RequestParam long maximumQuantity,
            @RequestParam String price,
            @RequestParam long lotQuantity,
            @RequestParam long investorCapQuantity,
            @RequestParam PlacementTerms.Method method) {
        var terms = new PlacementTerms(
                from.atZone(SandyqClock.LEGAL_ZONE).toInstant(),
                until.atZone(SandyqClock.LEGAL_ZONE).toInstant(),
                minimumQuantity,
                maximumQuantity,
                PlacementViews.minor(price.replace(',', '.')),
                lotQuantity,
                investorCapQuantity,
                method);
        long id = placements.apply(actor.get(), ids.parse(issueId), terms);
        return "redirect:/placements/" + ids.of(id);
    }

    @GetMapping("/desk/placements/{id}")
    String review(@PathVariable String id, Model model) {
        fill(id, model);
        return "placement/desk";
    }

    @PostMapping("/desk/placements/{id}/open")
    String open(@PathVariable String id) {
        placements.open(actor.get(), ids.parse(id));
        return "redirect:/desk/placements/" + id;
    }

    @PostMapping("/desk/placements/{id}/close")
    String close(@PathVariable String id) {
        placements.close(actor.get(), ids.parse(id));
        return "redirect:/desk/placements/" + id;
    }

    @PostMapping("/desk/placements/{id}/cancel")
    String cancel(@PathVariable String id) {
        placements.cancel(actor.get(), ids.parse(id));
        return "redirect:/desk/placements/" + id;
    }

    private PlacementStore.Row fill(String id, Model model) {
        PlacementStore.Row row = store.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        Long placementId = row.placementId();
        model.addAttribute("placement", line(row));
        model.addAttribute(
                "state",
                placementId == null ? null : market.placement(placementId).orElse(null));
        model.addAttribute(
                "task",
                placementId == null
                        ? null
                        : market.task("ALLOCATION", placementId).orElse(null));
        return row;
    }

    private Line line(PlacementStore.Row row) {
        String name = issues.find(row.issueId())
                .map(IssueCatalog.RegisteredIssue::name)
                .orElse("");
        return new Line(ids.of(row.id()), name, row);
    }

    private static String list(Model model, List<Line> lines, String base) {
        model.addAttribute("placements", lines);
        model.addAttribute("base", base);
        return "placement/list";
    }
}
