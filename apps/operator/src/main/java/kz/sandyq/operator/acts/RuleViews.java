package kz.sandyq.operator.acts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.EntryGround;
import kz.sandyq.readmodel.RuleQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Permissions, clearances and rules of issues as programs and pages see them. */
@Component
class RuleViews {
    private static final int PERCENT = 100;

    private final Facts facts;
    private final ActStore acts;
    private final PublicId ids;
    private final SandyqClock clock;

    RuleViews(Facts facts, ActStore acts, PublicId ids, SandyqClock clock) {
        this.facts = facts;
        this.acts = acts;
        this.ids = ids;
        this.clock = clock;
    }

    /** The act that set something, and the number of its document; both absent when it came another way. */
    record SetBy(@Nullable String actId, @Nullable String groundNumber) {}

    /**
     * What an account may acquire.
     *
     * @param classes STABLECOINS, ASSET_BACKED, FINANCIAL_INSTRUMENTS, UNBACKED
     * @param qualifiedUntil last day on which its holder is a qualified investor, absent when he is none
     * @param limit decimal text of the money that it may spend in a period, absent for no limit
     * @param spent what it has paid and reserved for purchases in the present period
     * @param left what it may still spend in it
     */
    record AccountView(
            String accountId,
            String holder,
            List<String> classes,
            @Nullable LocalDate qualifiedUntil,
            @Nullable String limit,
            @Nullable String spent,
            @Nullable String left,
            @Nullable String limitMoney,
            SetBy setBy,
            Instant since,
            long sequence) {}

    /**
     * Clearance of the holder of a wallet.
     *
     * @param state CLEARED, LAPSED or NOT_CLEARED
     * @param clearedUntil last day, absent when he is not cleared
     */
    record ClearanceView(
            String walletId,
            String holder,
            String state,
            @Nullable LocalDate clearedUntil,
            SetBy setBy,
            Instant since,
            long sequence) {}

    /**
     * Who may hold an issue; what is absent is no rule.
     *
     * @param maxSharePercent the most of what exists that one holder may have
     * @param lockedUntil last day of the lock-up
     */
    record IssueView(
            String issueId,
            String asset,
            boolean qualifiedOnly,
            @Nullable Integer maxInvestors,
            @Nullable String maxSharePercent,
            @Nullable LocalDate lockedUntil,
            SetBy setBy,
            Instant since,
            long sequence) {}

    AccountView view(RuleQueries.AccountPermissions row) {
        long money = row.limitAssetId();
        boolean limited = row.limitMinor() != 0;
        int scale = limited ? facts.scale(money).orElseThrow() : 0;
        return new AccountView(
                ids.of(row.accountId()),
                facts.words(ActField.Type.ACCOUNT, row.accountId()).orElse(""),
                row.classes(),
                lastDay(row.qualifiedUntil()),
                limited ? Amounts.decimal(row.limitMinor(), scale) : null,
                limited ? Amounts.decimal(row.spentMinor(), scale) : null,
                limited ? Amounts.decimal(row.leftMinor(), scale) : null,
                limited ? facts.words(ActField.Type.ASSET, money).orElse("") : null,
                setBy(row.ground()),
                row.since(),
                row.sequence());
    }

    ClearanceView view(RuleQueries.Clearance row) {
        Instant until = row.until();
        String state = until == null ? "NOT_CLEARED" : until.isAfter(clock.instant()) ? "CLEARED" : "LAPSED";
        return new ClearanceView(
                ids.of(row.walletId()),
                facts.words(ActField.Type.WALLET, row.walletId()).orElse(""),
                state,
                lastDay(until),
                setBy(row.ground()),
                row.since(),
                row.sequence());
    }

    IssueView view(RuleQueries.IssueRules row) {
        return new IssueView(
                ids.of(row.issueId()),
                facts.words(ActField.Type.ISSUE, row.issueId()).orElse(""),
                row.qualifiedOnly(),
                row.maxInvestors() == 0 ? null : row.maxInvestors(),
                row.shareDenominator() == 0 ? null : percent(row.shareNumerator(), row.shareDenominator()),
                lastDay(row.lockedUntil()),
                setBy(row.ground()),
                row.since(),
                row.sequence());
    }

    private static @Nullable LocalDate lastDay(@Nullable Instant end) {
        return end == null ? null : SandyqClock.dayOf(end.minusMillis(1));
    }

    /** Exact: an act sets shares in millionths. */
    private static String percent(int numerator, int denominator) {
        return BigDecimal.valueOf(numerator)
                .multiply(BigDecimal.valueOf(PERCENT))
                .divide(BigDecimal.valueOf(denominator))
                .stripTrailingZeros()
                .toPlainString();
    }

    private SetBy setBy(EntryGround ground) {
        Optional<Act> act = ActPaper.holds(ground.documentKind()) ? acts.find(ground.documentRef()) : Optional.empty();
        return new SetBy(
                act.map(found -> ids.of(found.id())).orElse(null),
                act.map(Act::paper).map(Act.Paper::number).orElse(null));
    }
}
