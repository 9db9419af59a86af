package kz.sandyq.operator.register;

import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.IssueCatalog;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.register.RegisterViews.HoldersView;
import kz.sandyq.operator.register.RegisterViews.IssueView;
import kz.sandyq.operator.register.RegisterViews.MomentView;
import kz.sandyq.operator.register.RegisterViews.TotalsView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.readmodel.AsOf;
import kz.sandyq.readmodel.HolderQueries;
import kz.sandyq.readmodel.Holding;
import kz.sandyq.readmodel.IssueQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who holds an issue at a moment, for whoever may know it. */
@Service
@LegalBasis("LAW-1.6-3-a")
class Register {
    /** From where an answer comes: the operator's own system, which is not the depository's system of registers. */
    static final String SOURCE = "DFA_HOLDER_ACCOUNTING_SYSTEM";

    private static final int CURSOR_COLUMNS = 3;

    private final IssueQueries issues;
    private final HolderQueries holdings;
    private final Holders holders;
    private final Moments moments;
    private final Sights sights;
    private final IssueCatalog catalog;
    private final PublicId ids;

    Register(
            IssueQueries issues,
            HolderQueries holdings,
            Holders holders,
            Moments moments,
            Sights sights,
            IssueCatalog catalog,
            PublicId ids) {
        this.issues = issues;
        this.holdings = holdings;
        this.holders = holders;
        this.moments = moments;
        this.sights = sights;
        this.catalog = catalog;
        this.ids = ids;
    }

    /** The issue of a public id; NOT_FOUND (404) when there is none. */
    IssueQueries.Issue issue(String publicId) {
        return issues.find(ids.parse(publicId)).orElseThrow(RefusedException::notFound);
    }

    /** A page of the holders at a moment, by account. */
    HoldersView holders(Actor actor, String issueId, Asked asked, @Nullable String cursor, int limit) {
        IssueQueries.Issue issue = issue(issueId);
        Sight sight = sights.of(actor, issue);
        Optional<Keyset> place = Keyset.parse(cursor, CURSOR_COLUMNS);
        AsOf asOf = moments.of(asked, place);
        long after = place.map(key -> key.number(2)).orElse(0L);
        return view(issue, sight, asOf, after, limit);
    }

    /** The page after an account. */
    HoldersView view(IssueQueries.Issue issue, Sight sight, AsOf asOf, long afterAccountId, int limit) {
        List<Long> own = sight.accountIds();
        var sums = own == null ? holdings.summary(issue.issueId(), asOf) : null;
        List<Holding> mine = own == null ? List.of() : holdings.ofAccounts(issue.issueId(), asOf, own);
        List<Holding> rows = own == null
                ? holdings.page(issue.issueId(), asOf, afterAccountId, limit + 1)
                : mine.stream()
                        .filter(each -> each.accountId() > afterAccountId)
                        .limit(limit + 1L)
                        .toList();
        List<Holding> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        String next = rows.size() > limit
                ? Keyset.of(
                                asOf.sequence(),
                                asOf.time().toEpochMilli(),
                                shown.getLast().accountId())
                        .cursor()
                : null;
        return new HoldersView(
                SOURCE,
                view(issue),
                view(asOf),
                sums == null ? null : totals(sums, issue.scale()),
                holders.views(issue.issueId(), issue.scale(), shown, asOf, sight),
                next,
                sums == null ? mine.size() : sums.holdings());
    }

    /** The issue with the name of its application, when it has one here. */
    IssueView view(IssueQueries.Issue issue) {
        String name = catalog.find(issue.issueId())
                .map(IssueCatalog.RegisteredIssue::name)
                .orElse(issue.code());
        return new IssueView(
                ids.of(issue.issueId()),
                issue.code(),
                name,
                issue.registrationNumber(),
                issue.dfaKind(),
                keeper(issue.dfaKind()));
    }

    /** Who keeps the system of registers of holders: of kinds 2 and 3 the central depository. */
    private static String keeper(String dfaKind) {
        return dfaKind.equals("STABLECOIN") ? "DFA_PLATFORM_OPERATOR" : "CENTRAL_DEPOSITORY";
    }

    static MomentView view(AsOf asOf) {
        var day = asOf.effective();
        return new MomentView(asOf.sequence(), Asked.text(asOf.time()), day == null ? null : day.toString());
    }

    private static TotalsView totals(HolderQueries.Summary sums, int scale) {
        return new TotalsView(
                Amounts.decimal(sums.available(), scale),
                Amounts.decimal(sums.held(), scale),
                Amounts.decimal(sums.blocked(), scale),
                Amounts.decimal(sums.unsold(), scale),
                Amounts.decimal(sums.outstanding(), scale));
    }
}
