package kz.sandyq.operator.issuance;

import kz.sandyq.platform.error.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What anybody may see: the register of issues and the page of an issue. */
@Controller
@RequestMapping("/public/issues")
class PublicPages {
    private static final int PAGE = 50;

    private final IssueCatalog catalog;
    private final ApplicationStore applications;
    private final CertificateStore certificates;
    private final MarketView market;
    private final PublicId ids;

    PublicPages(
            IssueCatalog catalog,
            ApplicationStore applications,
            CertificateStore certificates,
            MarketView market,
            PublicId ids) {
        this.catalog = catalog;
        this.applications = applications;
        this.certificates = certificates;
        this.market = market;
        this.ids = ids;
    }

    @GetMapping
    String register(@RequestParam(defaultValue = "") String cursor, Model model) {
        var page = catalog.list(cursor.isEmpty() ? 0 : ids.parse(cursor), PAGE);
        model.addAttribute("ids", ids);
        model.addAttribute("issues", page);
        model.addAttribute("next", page.size() == PAGE ? ids.of(page.getLast().issueId()) : null);
        return "issuance/register";
    }

    @GetMapping("/{id}")
    String issue(@PathVariable String id, Model model) {
        var issue = catalog.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        Application application = applications.find(issue.applicationId()).orElseThrow();
        model.addAttribute("id", id);
        model.addAttribute("issue", issue);
        model.addAttribute("terms", TermsForm.of(application.terms()));
        model.addAttribute("documents", applications.documents(application.id()));
        model.addAttribute("certificate", certificates.issued(application.id()).orElse(null));
        var state = market.issue(issue.issueId()).orElse(null);
        model.addAttribute("state", state);
        if (state != null && issue.kind() == IssueKind.STABLECOIN) {
            model.addAttribute("reserve", market.available(state.reserveAccountId(), state.moneyAssetId()));
        }
        model.addAttribute("redemption", market.redemption(issue.issueId()).orElse(null));
        model.addAttribute("task", market.task("REDEMPTION", issue.issueId()).orElse(null));
        return "issuance/issue";
    }
}
