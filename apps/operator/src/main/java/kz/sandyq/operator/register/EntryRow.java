package kz.sandyq.operator.register;

import java.util.Objects;
import kz.sandyq.operator.register.RegisterViews.EntryView;
import kz.sandyq.operator.register.RegisterViews.GroundView;
import kz.sandyq.operator.register.RegisterViews.IssueView;
import kz.sandyq.operator.register.RegisterViews.PaidView;

/** A row of the CSV of entries. */
final class EntryRow {
    static final Object[] HEAD = {
        "source",
        "issue_id",
        "registration_number",
        "sequence",
        "index",
        "recorded_at",
        "effective_date",
        "kind",
        "transaction_id",
        "wallet_id",
        "account_id",
        "capacity",
        "holders",
        "available_change",
        "held_change",
        "blocked_change",
        "available",
        "held",
        "blocked",
        "paid",
        "paid_asset",
        "ground_kind",
        "ground_number",
        "ground_date",
        "ground_sha256"
    };

    private EntryRow() {}

    static Object[] of(String source, IssueView issue, EntryView row) {
        PaidView paid = row.paid();
        GroundView ground = row.ground();
        return new Object[] {
            source,
            issue.id(),
            issue.registrationNumber(),
            row.sequence(),
            row.index(),
            row.recordedAt(),
            row.effectiveDate(),
            row.kind(),
            row.transactionId(),
            row.walletId(),
            row.accountId(),
            row.capacity(),
            Shown.named(row.holders()),
            row.change().available(),
            row.change().held(),
            row.change().blocked(),
            row.after().available(),
            row.after().held(),
            row.after().blocked(),
            paid == null ? "" : paid.amount(),
            paid == null ? "" : paid.asset(),
            ground == null ? "" : ground.kind(),
            ground == null ? "" : ground.number(),
            ground == null ? "" : Objects.requireNonNullElse(ground.date(), ""),
            ground == null ? "" : ground.sha256()
        };
    }
}
