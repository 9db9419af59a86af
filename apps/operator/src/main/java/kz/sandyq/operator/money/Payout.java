package kz.sandyq.operator.money;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way to a bank account outside.
 *
 * @param clientRelationId client, null for money of suspense that goes back to its payer
 * @param accountId account in the core
 * @param amountMinor minor units
 * @param state name of a {@link PayoutState}
 * @param holdId hold in the core, null before it is reserved
 * @param rejectCode why the core refused, 0 for none
 * @param reason why it did not arrive, empty for none
 */
public record Payout(
        long id,
        @Nullable Long clientRelationId,
        long accountId,
        long bankAccountId,
        long amountMinor,
        String payeeName,
        String payeeNumber,
        boolean payeeIsEntity,
        String payeeIban,
        String payeeBic,
        String purpose,
        String state,
        String endToEndId,
        UUID requestKey,
        @Nullable Long holdId,
        @Nullable Long paymentFileId,
        int rejectCode,
        String reason,
        Instant requestedAt,
        long firstPerson,
        long secondPerson,
        @Nullable Instant deadlineAt) {

    public PayoutState status() {
        return PayoutState.valueOf(state);
    }

    /** Hold of a reserved payout. */
    public long hold() {
        if (holdId == null) {
            throw new IllegalStateException("payout " + id + " has no hold");
        }
        return holdId;
    }
}
