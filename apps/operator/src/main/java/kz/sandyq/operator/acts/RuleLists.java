package kz.sandyq.operator.acts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.sandyq.operator.acts.RuleViews.AccountView;
import kz.sandyq.operator.acts.RuleViews.ClearanceView;
import kz.sandyq.operator.acts.RuleViews.IssueView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.AllPages;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.readmodel.RuleQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Who may acquire what and how much of it, as it is set now: for the staff and their programs. */
@Controller
class RuleLists {
    private static final int LIMIT_MAX = 200;

    private final RuleQueries queries;
    private final RuleViews views;
    private final PublicId ids;

    RuleLists(JdbcClient jdbc, RuleViews views, PublicId ids) {
        this.queries = new RuleQueries(jdbc);
        this.views = views;
        this.ids = ids;
    }

    /**
     * What holds for all.
     *
     * @param clearanceRequired whether deals need clearance of both sides
     * @param periodSince when the present period of purchase limits began, absent before the first
     */
    record RegimeView(boolean clearanceRequired, @Nullable Instant periodSince) {}

    @GetMapping("/api/v1/permissions/regime")
    @ResponseBody
    RegimeView regime() {
        RuleQueries.Regime now = queries.regime();
        return new RegimeView(now.clearanceRequired(), now.periodSince());
    }

    @GetMapping("/api/v1/permissions/accounts")
    @ResponseBody
    Page<AccountView> accounts(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return accountPage(search, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/permissions/clearances")
    @ResponseBody
    Page<ClearanceView> clearances(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return clearancePage(search, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/permissions/issues")
    @ResponseBody
    Page<IssueView> issues(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return issuePage(search, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/desk/permissions/{list}")
    String page(
            @PathVariable String list,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        RuleList which = RuleList.of(list);
        model.addAttribute("regime", regime());
        model.addAttribute("list", which);
        model.addAttribute("lists", RuleList.values());
        model.addAttribute("page", page(which, search, cursor, Page.SIZE));
        return "acts/permissions";
    }

    @GetMapping({"/desk/permissions/{list}/rows.csv", "/api/v1/permissions/{list}/rows.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv(
            @PathVariable String list, @RequestParam(defaultValue = "") String search) {
        RuleList which = RuleList.of(list);
        Consumer<CsvWriter> write = csv -> write(which, search, csv);
        return CsvDownload.of(which.path() + ".csv", write);
    }

    private Page<?> page(RuleList list, String search, String cursor, int size) {
        return switch (list) {
            case ACCOUNTS -> accountPage(search, cursor, size);
            case CLEARANCES -> clearancePage(search, cursor, size);
            case ISSUES -> issuePage(search, cursor, size);
        };
    }

    private Page<AccountView> accountPage(String search, String cursor, int size) {
        long id = ids.sought(search);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        var rows = queries.accounts(id, before, size + 1);
        return Page.of(rows, size, queries.countAccounts(id), row -> Keyset.of(row.sequence()))
                .map(views::view);
    }

    private Page<ClearanceView> clearancePage(String search, String cursor, int size) {
        long id = ids.sought(search);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        var rows = queries.clearances(id, before, size + 1);
        return Page.of(rows, size, queries.countClearances(id), row -> Keyset.of(row.sequence()))
                .map(views::view);
    }

    private Page<IssueView> issuePage(String search, String cursor, int size) {
        long id = ids.sought(search);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        var rows = queries.issues(id, before, size + 1);
        return Page.of(rows, size, queries.countIssues(id), row -> Keyset.of(row.sequence()))
                .map(views::view);
    }

    private void write(RuleList list, String search, CsvWriter csv) {
        switch (list) {
            case ACCOUNTS -> {
                csv.row(
                        "accountId",
                        "holder",
                        "classes",
                        "qualifiedUntil",
                        "limit",
                        "spent",
                        "left",
                        "limitMoney",
                        "ground",
                        "since");
                AllPages.each(
                        cursor -> accountPage(search, cursor, AllPages.AT_ONCE),
                        row -> csv.row(
                                row.accountId(),
                                row.holder(),
                                String.join(" ", row.classes()),
                                row.qualifiedUntil(),
                                row.limit(),
                                row.spent(),
                                row.left(),
                                row.limitMoney(),
                                row.setBy().groundNumber(),
                                row.since()));
            }
            case CLEARANCES -> {
                csv.row("walletId", "holder", "state", "clearedUntil", "ground", "since");
                AllPages.each(
                        cursor -> clearancePage(search, cursor, AllPages.AT_ONCE),
                        row -> csv.row(
                                row.walletId(),
                                row.holder(),
                                row.state(),
                                row.clearedUntil(),
                                row.setBy().groundNumber(),
                                row.since()));
            }
            case ISSUES -> {
                csv.row("issueId", "asset", "qualifiedOnly", "maxInvestors", "maxSharePercent", "lockedUntil", "since");
                AllPages.each(
                        cursor -> issuePage(search, cursor, AllPages.AT_ONCE),
                        row -> csv.row(
                                row.issueId(),
                                row.asset(),
                                row.qualifiedOnly(),
                                Objects.requireNonNullElse(row.maxInvestors(), ""),
                                row.maxSharePercent(),
                                row.lockedUntil(),
                                row.since()));
            }
        }
    }

    /** Who may look, and the second person of the acts. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        private static final int PLACE = 78;

        @Bean
        List<AccessRule> permissionAccessRules() {
            return Stream.of("/desk/permissions/**", "/api/v1/permissions/**")
                    .map(path -> AccessRule.roles(path, Role.OFFICER, Role.APPROVER, Role.AUDITOR))
                    .toList();
        }

        @Bean
        NavigationEntry permissionNavigation() {
            Set<String> readers = Set.of(Role.OFFICER.name(), Role.APPROVER.name(), Role.AUDITOR.name());
            return new NavigationEntry(PLACE, "rules.title", "/desk/permissions/accounts", readers, "");
        }

        @Bean
        ActApprovals permissionActApprovals(ActDesk acts) {
            return new ActApprovals(ActRoom.PERMISSIONS, acts);
        }
    }
}
