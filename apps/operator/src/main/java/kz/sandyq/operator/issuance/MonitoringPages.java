package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The monitoring desk: open alerts, notices to deliver, the last finding of every issue, the history of one. */
@Controller
@RequestMapping("/desk/monitoring")
class MonitoringPages {
    private static final int ISSUES = 1_000;
    private static final int HISTORY = 400;

    private final Monitoring monitoring;
    private final MonitoringStore store;
    private final IssueCatalog catalog;
    private final PublicId ids;
    private final CurrentActor actor;

    MonitoringPages(
            Monitoring monitoring, MonitoringStore store, IssueCatalog catalog, PublicId ids, CurrentActor actor) {
        this.monitoring = monitoring;
        this.store = store;
        this.catalog = catalog;
        this.ids = ids;
        this.actor = actor;
    }

    /** The last finding about an issue. */
    record Line(IssueCatalog.RegisteredIssue issue, MonitoringStore.Finding finding) {}

    @GetMapping
    String desk(Model model) {
        List<IssueCatalog.RegisteredIssue> issues = catalog.list(0, ISSUES);
        Map<Long, IssueCatalog.RegisteredIssue> byId =
                issues.stream().collect(Collectors.toMap(IssueCatalog.RegisteredIssue::issueId, each -> each));
        model.addAttribute("ids", ids);
        model.addAttribute("byId", byId);
        model.addAttribute("alerts", store.openAlerts());
        model.addAttribute("notices", store.undelivered());
        model.addAttribute(
                "lines",
                issues.stream()
                        .map(issue -> store.last(issue.issueId())
                                .map(finding -> new Line(issue, finding))
                                .orElse(null))
                        .filter(Objects::nonNull)
                        .toList());
        return "issuance/monitoring";
    }

    @GetMapping("/{id}")
    String history(@PathVariable String id, Model model) {
        var issue = catalog.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        model.addAttribute("issue", issue);
        model.addAttribute("findings", store.findings(issue.issueId(), HISTORY));
        return "issuance/monitoring-of-issue";
    }

    @PostMapping("/act/look")
    String look() {
        monitoring.look();
        return "redirect:/desk/monitoring";
    }

    @PostMapping("/act/notices/{id}")
    String delivered(@PathVariable String id, @RequestParam String reference) {
        monitoring.delivered(actor.get(), ids.parse(id), reference);
        return "redirect:/desk/monitoring";
    }

    @PostMapping("/act/alerts/{id}")
    String explain(@PathVariable String id, @RequestParam String reason) {
        monitoring.explain(actor.get(), ids.parse(id), reason);
        return "redirect:/desk/monitoring";
    }
}
