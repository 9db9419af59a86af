package kz.sandyq.operator.money;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A booked movement of the bank as it is kept for good.
 *
 * @param amount as the bank wrote it
 * @param amountMinor minor units, null when it cannot be booked
 * @param accountId account in the core that it went to or came from, null for none
 * @param coreSequence sequence of its booking, null before it
 */
record Movement(
        long id,
        long bankAccountId,
        String reference,
        int transactionIndex,
        boolean credit,
        boolean reversal,
        BigDecimal amount,
        String currency,
        @Nullable Long amountMinor,
        @Nullable LocalDate bookingDate,
        String endToEndId,
        String relatedReference,
        String payerName,
        String payerNumbers,
        String remittance,
        String returnReason,
        String state,
        String reason,
        @Nullable Long accountId,
        @Nullable Long payoutId,
        @Nullable Long coreSequence,
        Instant receivedAt) {

    /** Minor units of a movement that can be booked. */
    public long minor() {
        if (amountMinor == null) {
            throw new IllegalStateException("movement " + id + " cannot be booked: " + reason);
        }
        return amountMinor;
    }
}
