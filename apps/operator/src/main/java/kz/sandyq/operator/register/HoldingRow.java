package kz.sandyq.operator.register;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.operator.register.RegisterViews.EncumbranceView;
import kz.sandyq.operator.register.RegisterViews.HolderView;
import kz.sandyq.operator.register.RegisterViews.HoldingView;
import kz.sandyq.operator.register.RegisterViews.IssueView;
import kz.sandyq.operator.register.RegisterViews.MomentView;
import org.jspecify.annotations.Nullable;

/** A row of the CSV of holders. */
final class HoldingRow {
    static final Object[] HEAD = {
        "source",
        "register_keeper",
        "issue_id",
        "registration_number",
        "moment_sequence",
        "moment_time",
        "effective_date",
        "wallet_id",
        "account_id",
        "holding_kind",
        "holders",
        "residency",
        "address",
        "available",
        "held",
        "blocked",
        "total",
        "encumbrances"
    };

    private HoldingRow() {}

    static Object[] of(String source, String keeper, IssueView issue, MomentView moment, HoldingView row) {
        return new Object[] {
            source,
            keeper,
            issue.id(),
            issue.registrationNumber(),
            moment.sequence(),
            moment.time(),
            Objects.requireNonNullElse(moment.effective(), ""),
            row.walletId(),
            row.accountId(),
            row.holdingKind(),
            Shown.named(row.holders()),
            joined(row, HolderView::residency),
            joined(row, HolderView::address),
            row.available(),
            row.held(),
            row.blocked(),
            row.total(),
            row.encumbrances().stream().map(HoldingRow::encumbrance).collect(Collectors.joining("; "))
        };
    }

    private static String joined(HoldingView row, Function<HolderView, @Nullable String> part) {
        return row.holders().stream().map(part).filter(Objects::nonNull).collect(Collectors.joining("; "));
    }

    private static String encumbrance(EncumbranceView each) {
        return each.kind() + " " + each.id() + " " + each.covered();
    }
}
