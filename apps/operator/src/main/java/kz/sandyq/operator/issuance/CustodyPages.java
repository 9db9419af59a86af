package kz.sandyq.operator.issuance;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The custody desk: custodians, the regulator's list, agreement, question and answer of one issue; the issuer's
 * consent.
 */
@Controller
class CustodyPages {
    private static final int CUSTODIANS = 500;

    private final Custody custody;
    private final CustodyStore store;
    private final IssueApplications applications;
    private final ApplicationStore documents;
    private final PublicId ids;
    private final CurrentActor actor;
    private final SandyqClock clock;

    CustodyPages(
            Custody custody,
            CustodyStore store,
            IssueApplications applications,
            ApplicationStore documents,
            PublicId ids,
            CurrentActor actor,
            SandyqClock clock) {
        this.custody = custody;
        this.store = store;
        this.applications = applications;
        this.documents = documents;
        this.ids = ids;
        this.actor = actor;
        this.clock = clock;
    }

    @GetMapping("/desk/custody")
    String custodians(Model model) {
        model.addAttribute("custodians", custody.list(0, CUSTODIANS));
        model.addAttribute("lists", store.permittedVersions());
        model.addAttribute("today", clock.today());
        model.addAttribute(
                "kinds",
                List.of(BaseAssetKind.values()).stream()
                        .filter(kind -> kind != BaseAssetKind.BASE_MONEY)
                        .toList());
        return "issuance/custody";
    }

    @PostMapping("/desk/custody/custodians")
    String record(
            @RequestParam String name,
            @RequestParam String bin,
            @RequestParam(defaultValue = "false") boolean legalEntity,
            @RequestParam String residency) {
        custody.record(actor.get(), name, bin.strip(), legalEntity, residency.strip());
        return "redirect:/desk/custody";
    }

    @PostMapping("/desk/custody/permitted")
    String permit(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate validFrom,
            @RequestParam(required = false) @Nullable Set<BaseAssetKind> kinds,
            @RequestParam String source) {
        custody.permit(actor.get(), validFrom, kinds == null ? Set.of() : kinds, source);
        return "redirect:/desk/custody";
    }

    @GetMapping("/desk/issues/{id}/custody")
    String ofIssue(@PathVariable String id, Model model) {
        Application application = applications.visible(actor.get(), ids.parse(id));
        model.addAttribute("id", id);
        model.addAttribute("ids", ids);
        model.addAttribute("filing", application);
        model.addAttribute("facts", custody.facts(application));
        model.addAttribute("custodians", custody.list(0, CUSTODIANS));
        model.addAttribute("questions", store.questions(application.id()));
        model.addAttribute("documents", documents.documents(application.id()));
        return "issuance/custody-of-issue";
    }

    @PostMapping("/desk/issues/{id}/custody/agreement")
    String agree(
            @PathVariable String id,
            @RequestParam String custodian,
            @RequestParam String number,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate validFrom,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate validUntil,
            @RequestParam(required = false) @Nullable Long document) {
        var agreement = new CustodyFacts.Agreement(number.strip(), validFrom, validUntil);
        custody.agree(actor.get(), ids.parse(id), ids.parse(custodian), agreement, document);
        return back(id);
    }

    @PostMapping("/desk/issues/{id}/custody/query")
    String ask(@PathVariable String id) {
        custody.ask(actor.get(), ids.parse(id));
        return back(id);
    }

    @PostMapping("/desk/issues/{id}/custody/answer")
    String answer(
            @PathVariable String id,
            @RequestParam String condition,
            @RequestParam String quantity,
            @RequestParam String unit,
            @RequestParam String value,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime asOf,
            @RequestParam(required = false) @Nullable Long document) {
        var answer = new CustodyFacts.Answer(
                condition.strip(),
                TermsForm.decimal(quantity, "quantity"),
                TermsForm.decimal(value, "value"),
                TermsRules.CURRENCY,
                asOf.atZone(SandyqClock.LEGAL_ZONE).toInstant());
        custody.answered(actor.get(), ids.parse(id), answer, unit.strip(), document);
        return back(id);
    }

    @GetMapping("/issuer/consent")
    String consent(Model model) {
        long relation = IssueApplications.relation(actor.get());
        CustodyFacts.Consent consent = store.consent(relation).orElse(null);
        model.addAttribute("consent", consent);
        model.addAttribute("stands", consent != null && consent.stands(clock.instant()));
        return "issuance/consent";
    }

    @PostMapping("/issuer/consent/give")
    String give() {
        custody.consent(actor.get(), null);
        return "redirect:/issuer/consent";
    }

    @PostMapping("/issuer/consent/withdraw")
    String withdraw() {
        custody.withdrawConsent(actor.get());
        return "redirect:/issuer/consent";
    }

    private static String back(String id) {
        return "redirect:/desk/issues/" + id + "/custody";
    }
}
