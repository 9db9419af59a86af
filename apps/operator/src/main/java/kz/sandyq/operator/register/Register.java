package kz.sandyq.operator.register;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.IssueCatalog;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.register.RegisterViews.HoldersView;
import kz.sandyq.operator.register.RegisterViews.HoldingView;
import kz.sandyq.operator.register.RegisterViews.IssueView;
import kz.sandyq.operator.register.RegisterViews.MomentView;
import kz.sandyq.operator.register.RegisterViews.TotalsView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.readmodel.AsOf;
import kz.sandyq.readmodel.HolderQueries;
import kz.sandyq.readmodel.HolderQueries.Summary;
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
    /** Registers that are turned over page by page at the same time, at most. */
    private static final int SUMS_KEPT = 256;

    private final IssueQueries issues;
    private final HolderQueries holdings;
    private final Holders holders;
    private final Moments moments;
    private final Sights sights;
    private final IssueCatalog catalog;
    private final PublicId ids;
    private final Map<Summed, Summary> sums = Collections.synchronizedMap(new LinkedHashMap<>(SUMS_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Summed, Summary> eldest) {
            return size() > SUMS_KEPT;
        }
    });

    /** The whole of an issue at a moment; what is recorded of a moment never changes. */
    private record Summed(long issueId, AsOf asOf) {}

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

    /**
     * What of a register is spoken of.
     *
     * @param narrowed whether only one wallet was asked for
     */
    record Scope(IssueQueries.Issue issue, Sight sight, AsOf asOf, boolean narrowed) {}

    /**
     * What somebody may see at a moment.
     *
     * @param wallet public id of the only wallet to speak of; empty for all
     * @throws RefusedException those of {@link Moments#find}; NOT_FOUND (404) for an unknown issue, and for a wallet
     *     that is unknown or not the actor's; FORBIDDEN (403)
     */
    Scope scope(Actor actor, String issueId, String wallet, Asked asked, Optional<Keyset> place) {
        IssueQueries.Issue issue = issue(issueId);
        Sight sight = sights.of(actor, issue);
        if (wallet.isBlank()) {
            return new Scope(issue, sight, moments.of(asked, place), false);
        }
        Sight one = new Sight(sights.wallet(sight, ids.parse(wallet)), sight.personal());
        return new Scope(issue, one, moments.of(asked, place), true);
    }

    /** A page of the holders at a moment, by account. */
    HoldersView holders(Actor actor, String issueId, String wallet, Asked asked, @Nullable String cursor, int limit) {
        Optional<Keyset> place = Keyset.parse(cursor, CURSOR_COLUMNS);
        Scope scope = scope(actor, issueId, wallet, asked, place);
        List<Holding> rows = rows(scope, place.map(key -> key.number(2)).orElse(0L), limit + 1);
        List<Holding> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        Summary whole = scope.sight().whole() ? summary(scope) : null;
        return new HoldersView(
                SOURCE,
                view(scope.issue()),
                view(scope.asOf()),
                whole == null ? null : totals(whole, scope.issue().scale()),
                views(scope, shown),
                rows.size() > limit ? cursor(scope.asOf(), shown.getLast()) : null,
                whole == null ? own(scope).size() : whole.holdings());
    }

    /** Over every holder, once for all pages of one moment. */
    private Summary summary(Scope scope) {
        Summed of = new Summed(scope.issue().issueId(), scope.asOf());
        Summary known = sums.get(of);
        if (known == null) {
            known = holdings.summary(of.issueId(), of.asOf());
            sums.put(of, known);
        }
        return known;
    }

    /** At most {@code limit} holdings after an account. */
    List<Holding> rows(Scope scope, long afterAccountId, int limit) {
        return scope.sight().whole()
                ? holdings.page(scope.issue().issueId(), scope.asOf(), afterAccountId, limit)
                : own(scope).stream()
                        .filter(each -> each.accountId() > afterAccountId)
                        .limit(limit)
                        .toList();
    }

    /** The same as they may be seen. */
    List<HoldingView> views(Scope scope, List<Holding> rows) {
        return holders.views(scope.issue().issueId(), scope.issue().scale(), rows, scope.asOf(), scope.sight());
    }

    private List<Holding> own(Scope scope) {
        List<Long> accounts = scope.sight().accountIds();
        return accounts == null ? List.of() : holdings.ofAccounts(scope.issue().issueId(), scope.asOf(), accounts);
    }

    private static String cursor(AsOf asOf, Holding last) {
        return Keyset.of(asOf.sequence(), asOf.time().toEpochMilli(), last.accountId())
                .cursor();
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
