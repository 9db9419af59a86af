package kz.sandyq.platform.audit;

import java.util.List;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.audit.AuditTrail.Logged;
import kz.sandyq.platform.audit.AuditTrail.Row;
import kz.sandyq.platform.fact.ProofStates;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit trail for the auditor: search, pages, CSV, and where each record stands in the log. */
@Controller
class AuditPages {
    private static final int CSV_BATCH = 500;

    private final AuditTrail trail;
    private final ObjectProvider<ProofStates> proofs;

    AuditPages(AuditTrail trail, ObjectProvider<ProofStates> proofs) {
        this.trail = trail;
        this.proofs = proofs;
    }

    /**
     * A record as it is shown.
     *
     * @param state BEFORE (recorded before the log took such records), WAITING, ACCEPTED, PROVEN_BY_OPERATOR,
     *     PROVEN_WITH_WITNESSES
     */
    record Shown(Logged logged, String state) {
        public boolean proven() {
            return state.startsWith("PROVEN");
        }
    }

    @GetMapping("/audit")
    String page(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        List<Shown> rows = trail.page(search, Keyset.numberIn(cursor, Long.MAX_VALUE), Page.SIZE + 1).stream()
                .map(logged -> new Shown(logged, state(logged)))
                .toList();
        model.addAttribute(
                "page",
                Page.of(
                        rows,
                        Page.SIZE,
                        trail.count(search),
                        row -> Keyset.of(row.logged().row().id())));
        model.addAttribute("checked", proofs.getIfAvailable() != null);
        model.addAttribute(
                "csv",
                UriComponentsBuilder.fromPath("/audit/audit.csv")
                        .queryParam("search", "{search}")
                        .encode()
                        .buildAndExpand(search)
                        .toUriString());
        return "platform/audit";
    }

    private String state(Logged logged) {
        Long sequence = logged.sequence();
        if (sequence == null) {
            return logged.kept() ? "WAITING" : "BEFORE";
        }
        ProofStates states = proofs.getIfAvailable();
        return states == null ? "ACCEPTED" : states.state(sequence);
    }

    @GetMapping("/audit/audit.csv")
    ResponseEntity<StreamingResponseBody> csv(@RequestParam(defaultValue = "") String search) {
        return CsvDownload.of("audit.csv", csv -> write(search, csv));
    }

    private void write(String search, CsvWriter csv) {
        csv.row(
                "id",
                "at",
                "login_id",
                "person_id",
                "actor",
                "action",
                "subject",
                "details",
                "erased",
                "sequence",
                "event");
        long before = Long.MAX_VALUE;
        for (List<Logged> batch = trail.page(search, before, CSV_BATCH);
                !batch.isEmpty();
                batch = trail.page(search, before, CSV_BATCH)) {
            for (Logged logged : batch) {
                Row row = logged.row();
                csv.row(
                        row.id(),
                        row.at(),
                        row.loginId(),
                        row.personId(),
                        row.actorName(),
                        row.action(),
                        row.subject(),
                        row.details(),
                        logged.erased(),
                        logged.sequence(),
                        logged.place());
                before = row.id();
            }
        }
    }
}
