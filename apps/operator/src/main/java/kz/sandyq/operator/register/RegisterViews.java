package kz.sandyq.operator.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The register in the forms of the API: public ids, exact decimals, times in UTC with the sequence beside. */
final class RegisterViews {
    private RegisterViews() {}

    /**
     * An issue.
     *
     * @param kind STABLECOIN, ASSET_BACKED or FINANCIAL_INSTRUMENT
     * @param registerKeeper CENTRAL_DEPOSITORY, or DFA_PLATFORM_OPERATOR for a stablecoin
     */
    record IssueView(
            String id, String code, String name, String registrationNumber, String kind, String registerKeeper) {}

    /** The moment of which an answer speaks: after the command of this sequence. */
    record MomentView(long sequence, String time, @Nullable String effective) {}

    /** Sums over the whole issue; {@code unsold} units belong to nobody yet. */
    record TotalsView(String available, String held, String blocked, String unsold, String outstanding) {}

    /** A holder of a wallet with his share; what is not open to whoever asks is null. */
    record HolderView(
            String clientId,
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable Boolean organisation,
            @Nullable String residency,
            @Nullable String address,
            int shareNumerator,
            int shareDenominator) {}

    /** The document of an entry; {@code sha256} is empty when no document is bound by its hash. */
    record GroundView(
            String kind,
            String words,
            String number,
            @Nullable String date,
            String sha256) {}

    /** A pledge or an arrest in force. */
    record EncumbranceView(
            String id,
            String kind,
            int rank,
            String quantity,
            String covered,
            boolean stopsCirculation,
            boolean stopsIncome,
            boolean stopsRedemption,
            @Nullable String pledgeeId,
            @Nullable String expiresAt,
            String enteredAt,
            long enteredSequence,
            @Nullable GroundView ground) {}

    /** What one account holds; {@code total} is the sum of the three parts. */
    record HoldingView(
            String walletId,
            String accountId,
            String capacity,
            String holdingKind,
            boolean nominee,
            List<HolderView> holders,
            String available,
            String held,
            String blocked,
            String total,
            List<EncumbranceView> encumbrances) {}

    /** Holders of an issue at a moment, a page of them; {@code totals} only for those who see the whole register. */
    record HoldersView(
            String source,
            IssueView issue,
            MomentView moment,
            @Nullable TotalsView totals,
            List<HoldingView> items,
            @Nullable String nextCursor,
            long count) {}

    /** Three parts of a quantity. */
    record PartsView(String available, String held, String blocked, String total) {}

    /** Money paid for what was acquired. */
    record PaidView(String amount, String asset) {}

    /** One side of an entry; both sides share sequence and transaction. */
    record EntryView(
            long sequence,
            int index,
            String recordedAt,
            String effectiveDate,
            String kind,
            String transactionId,
            String walletId,
            String accountId,
            String capacity,
            List<HolderView> holders,
            PartsView change,
            PartsView after,
            @Nullable PaidView paid,
            @Nullable GroundView ground) {}

    /** Entries of an issue, a page of them, oldest first. */
    record EntriesView(
            String source,
            IssueView issue,
            List<EntryView> items,
            @Nullable String nextCursor,
            long count) {}
}
