package kz.sandyq.operator.encumbrance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.protocol.RejectCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Entries as programs see them; the texts of refusals also for pages. */
@Component
class EntryViews {
    private final PublicId ids;
    private final RefusalText texts;

    EntryViews(PublicId ids, RefusalText texts) {
        this.ids = ids;
        this.texts = texts;
    }

    /** The ground document; its content is at {@code /api/v1/encumbrances/{id}/document}. */
    record GroundView(GroundKind kind, String number, LocalDate date, String issuedBy, String sha256) {}

    /** Why the core refused. */
    record ReasonView(String code, @Nullable String clause, String detail) {}

    /**
     * A pledge or an arrest.
     *
     * @param id id of the entry, for its address
     * @param encumbranceId id in the log, once it is there
     * @param remaining what still is encumbered, in {@code remainingAsset}: after redemption money
     * @param covered the part of it that is blocked
     * @param approvalId what the second person decides at {@code /api/v1/approvals/{id}}
     */
    record EncumbranceView(
            String id,
            EntryType kind,
            EntryState state,
            String accountId,
            String clientId,
            String clientName,
            String assetId,
            String asset,
            String quantity,
            @Nullable String pledgeeClientId,
            @Nullable String pledgeeName,
            int rank,
            boolean stopsCirculation,
            boolean stopsIncome,
            boolean stopsRedemption,
            @Nullable Instant expiresAt,
            @Nullable LocalDate effectiveDate,
            GroundView ground,
            @Nullable String encumbranceId,
            @Nullable String remaining,
            @Nullable String covered,
            @Nullable String remainingAsset,
            @Nullable Long sequence,
            @Nullable ReasonView refusal,
            @Nullable Long approvalId,
            Instant proposedAt,
            @Nullable Instant answeredAt,
            List<ReleaseView> releases) {}

    /** A release, whole or in part. */
    record ReleaseView(
            String id,
            EntryState state,
            String quantity,
            GroundView ground,
            @Nullable Long sequence,
            @Nullable ReasonView refusal,
            @Nullable Long approvalId,
            Instant proposedAt) {}

    /** A transfer outside trading. */
    record TransferView(
            String id,
            EntryState state,
            String fromAccountId,
            String fromClientId,
            String fromName,
            String toAccountId,
            String toClientId,
            String toName,
            String assetId,
            String asset,
            String quantity,
            @Nullable LocalDate effectiveDate,
            GroundView ground,
            @Nullable Long sequence,
            @Nullable ReasonView refusal,
            @Nullable Long approvalId,
            Instant proposedAt,
            @Nullable Instant answeredAt) {}

    EncumbranceView encumbrance(RegisterEntry each, List<RegisterEntry> releases, Locale locale) {
        boolean live = each.remaining() != null;
        return new EncumbranceView(
                ids.of(each.id()),
                each.entryType(),
                each.state(),
                ids.of(each.accountId()),
                ids.of(each.clientId()),
                each.clientName(),
                ids.of(each.assetId()),
                each.assetCode(),
                Amounts.decimal(each.quantity(), each.scale()),
                id(each.pledgeeId()),
                each.pledgeeName(),
                each.rank(),
                each.stopsCirculation(),
                each.stopsIncome(),
                each.stopsRedemption(),
                each.expiresAt(),
                each.effectiveDate(),
                ground(each),
                id(each.coreId()),
                live ? decimal(each.remaining(), each.remainingScale()) : null,
                live ? decimal(each.covered(), each.remainingScale()) : null,
                each.remainingCode(),
                each.sequence(),
                reason(each, locale),
                each.approvalId(),
                each.proposedAt(),
                each.answeredAt(),
                releases.stream().map(one -> release(one, locale)).toList());
    }

    ReleaseView release(RegisterEntry each, Locale locale) {
        return new ReleaseView(
                ids.of(each.id()),
                each.state(),
                Amounts.decimal(each.quantity(), each.scale()),
                ground(each),
                each.sequence(),
                reason(each, locale),
                each.approvalId(),
                each.proposedAt());
    }

    TransferView transfer(RegisterEntry each, Locale locale) {
        return new TransferView(
                ids.of(each.id()),
                each.state(),
                ids.of(each.accountId()),
                ids.of(each.clientId()),
                each.clientName(),
                String.valueOf(id(each.toAccountId())),
                String.valueOf(id(each.toClientId())),
                String.valueOf(each.toClientName()),
                ids.of(each.assetId()),
                each.assetCode(),
                Amounts.decimal(each.quantity(), each.scale()),
                each.effectiveDate(),
                ground(each),
                each.sequence(),
                reason(each, locale),
                each.approvalId(),
                each.proposedAt(),
                each.answeredAt());
    }

    /** Why the core refused, in the reader's language; null when it did not. */
    @Nullable
    ReasonView reason(RegisterEntry each, Locale locale) {
        if (each.rejectCode() == RejectCode.APPLIED) {
            return null;
        }
        RejectCode code = RejectCode.of(each.rejectCode());
        String clause = code.clause().isEmpty() ? null : code.clause();
        return new ReasonView(code.name(), clause, texts.detail(new RefusedException(code.name()), locale));
    }

    private static GroundView ground(RegisterEntry each) {
        return new GroundView(
                each.groundKind(), each.groundNumber(), each.groundDate(), each.groundIssuedBy(), each.groundSha256());
    }

    private @Nullable String id(@Nullable Long number) {
        return number == null ? null : ids.of(number);
    }

    private static @Nullable String decimal(@Nullable Long minor, @Nullable Integer scale) {
        return minor == null || scale == null ? null : Amounts.decimal(minor, scale);
    }
}
