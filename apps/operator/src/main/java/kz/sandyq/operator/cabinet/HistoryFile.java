package kz.sandyq.operator.cabinet;

import kz.sandyq.operator.cabinet.HoldingViews.EntryView;
import kz.sandyq.operator.proof.ProvenBy;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The history of a holding as a table file. */
@RestController
class HistoryFile {
    private static final int AT_ONCE = 500;

    private final Ledger ledger;
    private final OwnAccounts accounts;
    private final HoldingViews views;
    private final CabinetIds ids;
    private final CurrentActor actor;

    HistoryFile(Ledger ledger, OwnAccounts accounts, HoldingViews views, CabinetIds ids, CurrentActor actor) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    /** The whole history as a table file, newest first, exact decimals as in the API. */
    @GetMapping({
        "/api/v1/me/holdings/{accountId}/{assetId}/history.csv",
        "/cabinet/holdings/{accountId}/{assetId}/history.csv"
    })
    ResponseEntity<StreamingResponseBody> csv(@PathVariable String accountId, @PathVariable String assetId) {
        long account = accounts.own(Clients.of(actor), ids.parse(accountId));
        long asset = ids.parse(assetId);
        return CsvDownload.of("history-" + accountId + "-" + assetId + ".csv", csv -> write(account, asset, csv));
    }

    private void write(long account, long asset, CsvWriter csv) {
        csv.row(
                "sequence",
                "recordedAt",
                "effectiveDate",
                "kind",
                "subjectId",
                "change",
                "available",
                "held",
                "blocked",
                "amount",
                "currency",
                "ground",
                "proof",
                "nodes",
                "ofNodes",
                "witnesses");
        String cursor = "";
        while (cursor != null) {
            Page<EntryView> page =
                    HoldingsApi.page(ledger, account, asset, cursor, AT_ONCE).map(views::entry);
            page.items().forEach(each -> row(csv, each));
            cursor = page.nextCursor();
        }
    }

    private static void row(CsvWriter csv, EntryView each) {
        HoldingViews.GroundView ground = each.ground();
        ProvenBy by = each.provenBy();
        csv.row(
                each.sequence(),
                each.recordedAt(),
                each.effectiveDate(),
                each.kind(),
                each.subjectId(),
                each.change(),
                each.available(),
                each.held(),
                each.blocked(),
                each.amount(),
                each.currency(),
                ground == null ? null : ground.kind() + " " + ground.number() + " " + ground.date(),
                each.proof(),
                by == null ? null : by.nodes().size(),
                by == null ? null : by.ofNodes(),
                by == null ? null : String.join(" ", by.witnesses()));
    }
}
