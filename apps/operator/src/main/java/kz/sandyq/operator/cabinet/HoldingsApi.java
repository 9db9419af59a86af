package kz.sandyq.operator.cabinet;

import java.util.List;
import kz.sandyq.operator.cabinet.HoldingViews.EntryView;
import kz.sandyq.operator.cabinet.HoldingViews.HoldingView;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the client owns, for programs. */
@RestController
@RequestMapping("/api/v1/me")
class HoldingsApi {
    private static final int LIMIT_MAX = 200;

    private final Holdings holdings;
    private final Ledger ledger;
    private final OwnAccounts accounts;
    private final OwnEncumbrances encumbrances;
    private final HoldingViews views;
    private final CabinetIds ids;
    private final CurrentActor actor;

    HoldingsApi(
            Holdings holdings,
            Ledger ledger,
            OwnAccounts accounts,
            OwnEncumbrances encumbrances,
            HoldingViews views,
            CabinetIds ids,
            CurrentActor actor) {
        this.holdings = holdings;
        this.ledger = ledger;
        this.accounts = accounts;
        this.encumbrances = encumbrances;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    @GetMapping("/holdings")
    List<HoldingView> list() {
        return holdings.of(Clients.of(actor), Holdings.NOW).stream()
                .map(views::holding)
                .toList();
    }

    @GetMapping("/holdings/{accountId}/{assetId}")
    HoldingView get(@PathVariable String accountId, @PathVariable String assetId) {
        return holdings.find(Clients.of(actor), ids.parse(accountId), ids.parse(assetId))
                .map(views::holding)
                .orElseThrow(RefusedException::notFound);
    }

    /** Entries of a holding, newest first; those of a holding that is over stay readable. */
    @GetMapping("/holdings/{accountId}/{assetId}/history")
    Page<EntryView> history(
            @PathVariable String accountId,
            @PathVariable String assetId,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        long account = accounts.own(Clients.of(actor), ids.parse(accountId));
        int size = Math.clamp(limit, 1, LIMIT_MAX);
        return page(ledger, account, ids.parse(assetId), cursor, size).map(views::entry);
    }

    /** A pledge or an arrest on what is the client's own, or a pledge in his favour. */
    @GetMapping("/encumbrances/{id}")
    OwnEncumbrances.View encumbrance(@PathVariable String id) {
        return encumbrances.view(encumbrances.find(Clients.of(actor), ids.parse(id)));
    }

    /** A page of a holding; the cursor is the place of its last row. */
    static Page<Ledger.Entry> page(Ledger ledger, long account, long asset, String cursor, int size) {
        var before = Keyset.parse(cursor, 2);
        long sequence = before.map(key -> key.number(0)).orElse(Long.MAX_VALUE);
        int index = before.map(key -> Math.clamp(key.number(1), 0, Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
        return Page.of(
                ledger.history(account, asset, sequence, index, size + 1),
                size,
                ledger.count(account, asset),
                row -> Keyset.of(row.sequence(), row.eventIndex()));
    }
}
