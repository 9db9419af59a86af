package kz.sandyq.operator.register;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.register.RegisterViews.EntriesView;
import kz.sandyq.operator.register.RegisterViews.EntryView;
import kz.sandyq.operator.register.RegisterViews.PaidView;
import kz.sandyq.operator.register.RegisterViews.PartsView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.readmodel.EntryQueries;
import kz.sandyq.readmodel.EntryQueries.Entry;
import kz.sandyq.readmodel.EntryQueries.Filter;
import kz.sandyq.readmodel.EntryQueries.Place;
import kz.sandyq.readmodel.IssueQueries;
import kz.sandyq.readmodel.PaidQueries;
import kz.sandyq.readmodel.PaidQueries.Paid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Entries of ownership of an issue: both days, parties, ground, what was paid, what was left. */
@Service
@LegalBasis("LAW-1.6-3-c")
@LegalBasis("RUL-31")
class Entries {
    private final Register register;
    private final EntryQueries entries;
    private final PaidQueries payments;
    private final Holders holders;
    private final Grounds grounds;
    private final Sights sights;
    private final PublicId ids;

    Entries(
            Register register,
            EntryQueries entries,
            PaidQueries payments,
            Holders holders,
            Grounds grounds,
            Sights sights,
            PublicId ids) {
        this.register = register;
        this.entries = entries;
        this.payments = payments;
        this.holders = holders;
        this.grounds = grounds;
        this.sights = sights;
        this.ids = ids;
    }

    /**
     * Which entries, in words; an empty text leaves a part open.
     *
     * @param from recorded not earlier, RFC 3339
     * @param until recorded earlier than this, RFC 3339
     * @param wallet public id of a wallet
     */
    record Which(String from, String until, String wallet) {}

    /**
     * A page of entries, oldest first.
     *
     * @throws RefusedException MOMENT_NOT_VALID (400); NOT_FOUND (404) when there is no such issue or wallet, or the
     *     wallet is not the actor's
     */
    EntriesView page(Actor actor, String issueId, Which which, @Nullable String cursor, int limit) {
        Scope scope = scope(actor, issueId, which);
        Place after = Keyset.parse(cursor, 2)
                .map(key -> new Place(key.number(0), Math.toIntExact(Math.min(key.number(1), Integer.MAX_VALUE))))
                .orElse(Place.START);
        List<Entry> rows = rows(scope, after, limit + 1);
        List<Entry> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new EntriesView(
                Register.SOURCE,
                register.view(scope.issue()),
                views(scope, shown),
                rows.size() > limit ? cursor(shown.getLast()) : null,
                entries.count(scope.filter()));
    }

    /** What somebody may see of the entries of an issue. */
    record Scope(IssueQueries.Issue issue, Sight sight, Filter filter) {}

    /** Finds it; refuses as {@link #page} does. */
    Scope scope(Actor actor, String issueId, Which which) {
        IssueQueries.Issue issue = register.issue(issueId);
        Sight sight = sights.of(actor, issue);
        return new Scope(issue, sight, filter(issue, sight, which));
    }

    /** At most {@code limit} entries after a place. */
    List<Entry> rows(Scope scope, Place after, int limit) {
        return entries.list(scope.filter(), after, limit);
    }

    private static String cursor(Entry last) {
        return Keyset.of(last.place().sequence(), last.place().eventIndex()).cursor();
    }

    private Filter filter(IssueQueries.Issue issue, Sight sight, Which which) {
        Filter filter = Filter.ofAsset(issue.issueId())
                .between(
                        which.from().isBlank() ? Instant.EPOCH : Asked.time(which.from(), "from"),
                        which.until().isBlank()
                                ? Instant.ofEpochMilli(Long.MAX_VALUE)
                                : Asked.time(which.until(), "until"));
        if (which.wallet().isBlank()) {
            List<Long> own = sight.accountIds();
            return own == null ? filter : filter.ofAccounts(own);
        }
        return filter.ofAccounts(sights.wallet(sight, ids.parse(which.wallet())));
    }

    /** Entries as they may be seen. */
    List<EntryView> views(Scope scope, List<Entry> rows) {
        Holders.Owners owners =
                holders.owners(rows.stream().map(Entry::walletId).toList());
        Map<Long, Paid> deals = payments.ofDeals(subjects(rows, "TRADE"));
        Map<Long, Paid> subscriptions = payments.ofSubscriptions(subjects(rows, "PLACEMENT"));
        return rows.stream()
                .map(row -> {
                    Paid paid = switch (row.entryKind()) {
                        case "TRADE" -> deals.get(row.subjectId());
                        case "PLACEMENT" -> subscriptions.get(row.subjectId());
                        default -> null;
                    };
                    return view(scope.issue().scale(), row, owners, paid, scope.sight());
                })
                .toList();
    }

    private static Set<Long> subjects(List<Entry> rows, String kind) {
        return rows.stream()
                .filter(row -> row.entryKind().equals(kind))
                .map(Entry::subjectId)
                .collect(Collectors.toSet());
    }

    private EntryView view(int scale, Entry row, Holders.Owners owners, @Nullable Paid paid, Sight sight) {
        return new EntryView(
                row.place().sequence(),
                row.place().eventIndex(),
                Asked.text(row.recordedAt()),
                row.effectiveDate().toString(),
                row.entryKind(),
                ids.of(row.subjectId()),
                ids.of(row.walletId()),
                ids.of(row.accountId()),
                row.capacity(),
                holders.shares(row.walletId(), owners, sight),
                parts(scale, row.availableDelta(), row.heldDelta(), row.blockedDelta(), row.totalDelta()),
                parts(scale, row.available(), row.held(), row.blocked(), row.total()),
                paid == null ? null : new PaidView(Amounts.decimal(paid.amountMinor(), paid.scale()), paid.code()),
                grounds.view(row.ground()));
    }

    private static PartsView parts(int scale, long available, long held, long blocked, long total) {
        return new PartsView(
                Amounts.decimal(available, scale),
                Amounts.decimal(held, scale),
                Amounts.decimal(blocked, scale),
                Amounts.decimal(total, scale));
    }
}
