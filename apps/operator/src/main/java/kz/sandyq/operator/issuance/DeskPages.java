package kz.sandyq.operator.issuance;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Staff's pages: the queue of applications and the review of one, up to mint and redemption. */
@Controller
@RequestMapping("/desk/issues")
class DeskPages {
    private static final int PAGE = 50;

    private final IssueApplications applications;
    private final ApplicationStore store;
    private final Examination examination;
    private final Registration registration;
    private final Certification certification;
    private final CertificateStore certificates;
    private final Custody custody;
    private final IssueStore issues;
    private final Acts acts;
    private final PublicId ids;
    private final CurrentActor actor;

    DeskPages(
            IssueApplications applications,
            ApplicationStore store,
            Examination examination,
            Registration registration,
            Certification certification,
            CertificateStore certificates,
            Custody custody,
            IssueStore issues,
            Acts acts,
            PublicId ids,
            CurrentActor actor) {
        this.applications = applications;
        this.store = store;
        this.examination = examination;
        this.registration = registration;
        this.certification = certification;
        this.certificates = certificates;
        this.custody = custody;
        this.issues = issues;
        this.acts = acts;
        this.ids = ids;
        this.actor = actor;
    }

    @GetMapping
    String queue(
            @RequestParam(required = false) Application.@Nullable Status status,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        var page = store.sent(status, cursor.isEmpty() ? 0 : ids.parse(cursor), PAGE);
        model.addAttribute("ids", ids);
        model.addAttribute("applications", page);
        model.addAttribute("next", page.size() == PAGE ? ids.of(page.getLast().id()) : null);
        return "issuance/queue";
    }

    @GetMapping("/{id}")
    String review(@PathVariable String id, Model model) {
        Application application = applications.visible(actor.get(), ids.parse(id));
        model.addAttribute("id", id);
        model.addAttribute("filing", application);
        model.addAttribute("terms", TermsForm.of(application.terms()));
        model.addAttribute("documents", store.documents(application.id()));
        model.addAttribute("history", store.history(application.id()));
        model.addAttribute("lines", Checklist.lines(application.terms()));
        model.addAttribute("answers", store.answers(application.id(), application.round()));
        model.addAttribute("verdicts", Checklist.Verdict.values());
        model.addAttribute("custody", custody.facts(application));
        model.addAttribute("certificates", certificates.ofApplication(application.id()));
        boolean examined = application.status() == Application.Status.SUBMITTED;
        model.addAttribute("findings", examined ? registration.blockers(application) : List.of());
        var issue = issues.ofApplication(application.id());
        Long issueId = issue.map(IssueStore.Row::issueId).orElse(null);
        model.addAttribute("issue", issue.orElse(null));
        model.addAttribute("issueId", issueId == null ? null : ids.of(issueId));
        model.addAttribute("acts", issueId == null ? List.of() : issues.acts(issueId));
        model.addAttribute("grounds", RedemptionGround.values());
        if (issueId != null && application.terms().kind() != IssueKind.STABLECOIN) {
            model.addAttribute("needed", Acts.money(acts.neededMinor(application, issueId)));
            model.addAttribute("issuerHas", Acts.money(acts.issuerFreeMinor(application, issueId)));
        }
        return "issuance/review";
    }

    @PostMapping("/{id}/examination")
    String examine(@PathVariable String id, @RequestParam Map<String, String> form) {
        Map<Checklist.Line, Checklist.Answer> answers = new EnumMap<>(Checklist.Line.class);
        for (Checklist.Line line : Checklist.Line.values()) {
            String verdict = form.get("verdict." + line);
            if (verdict != null && !verdict.isEmpty()) {
                String reason = form.get("reason." + line);
                answers.put(line, new Checklist.Answer(Checklist.Verdict.valueOf(verdict), reason, 0));
            }
        }
        examination.answer(actor.get(), ids.parse(id), answers);
        return back(id);
    }

    @PostMapping("/{id}/return")
    String giveBack(@PathVariable String id, @RequestParam String note) {
        examination.giveBack(actor.get(), ids.parse(id), note);
        return back(id);
    }

    @PostMapping("/{id}/certificate")
    String certificate(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean exists,
            @RequestParam String legalStatus,
            @RequestParam String encumbrances,
            @RequestParam String encumbranceBeneficiary,
            @RequestParam String marketValue,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate valuationDate,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate evidenceDate,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate validUntil,
            @RequestParam List<Long> documents) {
        var certificate = new Certificate(
                exists,
                legalStatus,
                encumbrances,
                encumbranceBeneficiary.isBlank() ? null : encumbranceBeneficiary,
                TermsForm.decimal(marketValue, "marketValue"),
                TermsRules.CURRENCY,
                valuationDate,
                evidenceDate,
                null,
                null,
                SandyqClock.startOf(validUntil.plusDays(1)));
        certification.propose(actor.get(), ids.parse(id), certificate, documents);
        return back(id);
    }

    @PostMapping("/{id}/registration")
    String register(@PathVariable String id, @RequestParam String registrationNumber) {
        registration.propose(actor.get(), ids.parse(id), registrationNumber.strip());
        return back(id);
    }

    @PostMapping("/{id}/mint")
    String mint(@PathVariable String id, @RequestParam long quantity) {
        acts.proposeMint(actor.get(), issueId(id), quantity);
        return back(id);
    }

    @PostMapping("/{id}/redemption")
    String redeem(@PathVariable String id, @RequestParam RedemptionGround ground) {
        acts.proposeRedemption(actor.get(), issueId(id), ground);
        return back(id);
    }

    private long issueId(String id) {
        return issues.ofApplication(ids.parse(id))
                .map(IssueStore.Row::issueId)
                .orElseThrow(kz.sandyq.platform.error.RefusedException::notFound);
    }

    private static String back(String id) {
        return "redirect:/desk/issues/" + id;
    }
}
