package kz.sandyq.platform.audit;

import java.util.List;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.audit.AuditTrail.Row;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit trail for the auditor: search, pages, CSV. */
@Controller
class AuditPages {
    private static final int CSV_BATCH = 500;

    private final AuditTrail trail;

    AuditPages(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/audit")
    String page(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        List<Row> rows = trail.page(search, Keyset.numberIn(cursor, Long.MAX_VALUE), Page.SIZE + 1);
        model.addAttribute("page", Page.of(rows, Page.SIZE, trail.count(search), row -> Keyset.of(row.id())));
        model.addAttribute(
                "csv",
                UriComponentsBuilder.fromPath("/audit/audit.csv")
                        .queryParam("search", "{search}")
                        .encode()
                        .buildAndExpand(search)
                        .toUriString());
        return "platform/audit";
    }

    @GetMapping("/audit/audit.csv")
    ResponseEntity<StreamingResponseBody> csv(@RequestParam(defaultValue = "") String search) {
        return CsvDownload.of("audit.csv", csv -> write(search, csv));
    }

    private void write(String search, CsvWriter csv) {
        csv.row("id", "at", "login_id", "person_id", "actor", "action", "subject", "details");
        long before = Long.MAX_VALUE;
        for (List<Row> batch = trail.page(search, before, CSV_BATCH);
                !batch.isEmpty();
                batch = trail.page(search, before, CSV_BATCH)) {
            for (Row row : batch) {
                csv.row(
                        row.id(),
                        row.at(),
                        row.loginId(),
                        row.personId(),
                        row.actorName(),
                        row.action(),
                        row.subject(),
                        row.details());
                before = row.id();
            }
        }
    }
}
