package kz.sandyq.operator.issuance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Redemptions and how far each has come; staff may leave the page and find the work again. */
@Controller
class RedemptionPages {
    private static final int PAGE = 50;

    private final IssueStore issues;
    private final IssueCatalog catalog;
    private final MarketView market;
    private final PublicId ids;

    RedemptionPages(IssueStore issues, IssueCatalog catalog, MarketView market, PublicId ids) {
        this.issues = issues;
        this.catalog = catalog;
        this.market = market;
        this.ids = ids;
    }

    /** A redemption; {@code state} and {@code task} are null before the core has begun. */
    record Line(
            String issueId,
            String name,
            String registrationNumber,
            IssueStore.Act act,
            MarketView.@Nullable RedemptionState state,
            MarketView.@Nullable TaskState task) {}

    @GetMapping("/desk/redemptions")
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        List<IssueStore.Act> page = issues.redemptions(cursor.isEmpty() ? 0 : ids.parse(cursor), PAGE);
        model.addAttribute("lines", page.stream().map(this::line).toList());
        model.addAttribute("next", page.size() == PAGE ? ids.of(page.getLast().id()) : null);
        return "issuance/redemptions";
    }

    private Line line(IssueStore.Act act) {
        var issue = catalog.find(act.issueId()).orElseThrow();
        return new Line(
                ids.of(act.issueId()),
                issue.name(),
                issue.registrationNumber(),
                act,
                market.redemption(act.issueId()).orElse(null),
                market.task("REDEMPTION", act.issueId()).orElse(null));
    }
}
