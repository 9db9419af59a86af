package kz.sandyq.operator.issuance;

import java.io.IOException;
import java.time.LocalDate;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The issuer's pages: my issues, the application, check your answers. */
@Controller
@RequestMapping("/issuer/issues")
class IssuerPages {
    private static final int PAGE = 50;

    private final IssueApplications applications;
    private final ApplicationStore store;
    private final IssueStore issues;
    private final ClientDirectory clients;
    private final PublicId ids;
    private final CurrentActor actor;

    IssuerPages(
            IssueApplications applications,
            ApplicationStore store,
            IssueStore issues,
            ClientDirectory clients,
            PublicId ids,
            CurrentActor actor) {
        this.applications = applications;
        this.store = store;
        this.issues = issues;
        this.clients = clients;
        this.ids = ids;
        this.actor = actor;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        long after = cursor.isEmpty() ? 0 : ids.parse(cursor);
        var page = applications.list(actor.get(), null, after, PAGE);
        model.addAttribute("ids", ids);
        model.addAttribute("applications", page);
        model.addAttribute("next", page.size() == PAGE ? ids.of(page.getLast().id()) : null);
        return "issuance/issuer-list";
    }

    @PostMapping
    String create() {
        long id = applications.create(actor.get(), IssueTerms.EMPTY);
        return "redirect:/issuer/issues/" + ids.of(id);
    }

    @GetMapping("/{id}")
    String edit(@PathVariable String id, Model model) {
        fill(id, model);
        return "issuance/application";
    }

    @PostMapping("/{id}/terms")
    String terms(@PathVariable String id, @RequestParam int version, @ModelAttribute TermsForm form) {
        applications.saveTerms(actor.get(), ids.parse(id), version, form.terms());
        return "redirect:/issuer/issues/" + id;
    }

    @PostMapping("/{id}/decision")
    String decision(
            @PathVariable String id,
            @RequestParam int version,
            @RequestParam String number,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam MultipartFile document)
            throws IOException {
        Application application = applications.visible(actor.get(), ids.parse(id));
        String bin = clients.issuer(application.clientRelationId())
                .map(IssuerFacts::bin)
                .orElse("");
        var form = new IssueApplications.DecisionForm(
                number, date, bin, String.valueOf(application.terms().name()));
        String name = document.getOriginalFilename();
        applications.decide(
                actor.get(),
                application.id(),
                version,
                form,
                name == null ? "decision" : name,
                null,
                document.getInputStream());
        return "redirect:/issuer/issues/" + id;
    }

    @GetMapping("/{id}/check")
    String check(@PathVariable String id, Model model) {
        Application application = fill(id, model);
        model.addAttribute("findings", applications.findings(application));
        return "issuance/check";
    }

    @PostMapping("/{id}/submit")
    String submit(@PathVariable String id, @RequestParam int version) {
        applications.submit(actor.get(), ids.parse(id), version);
        return "redirect:/issuer/issues/" + id;
    }

    private Application fill(String id, Model model) {
        Application application = applications.visible(actor.get(), ids.parse(id));
        model.addAttribute("id", id);
        model.addAttribute("filing", application);
        model.addAttribute("terms", TermsForm.of(application.terms()));
        model.addAttribute("documents", store.documents(application.id()));
        model.addAttribute("history", store.history(application.id()));
        model.addAttribute(
                "issueId",
                issues.ofApplication(application.id())
                        .map(IssueStore.Row::issueId)
                        .map(ids::of)
                        .orElse(null));
        model.addAttribute("allKinds", IssueKind.values());
        model.addAttribute("allBaseAssets", BaseAssetKind.values());
        model.addAttribute("allGrounds", RedemptionGround.values());
        return application;
    }
}
