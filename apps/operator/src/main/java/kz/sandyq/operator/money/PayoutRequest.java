package kz.sandyq.operator.money;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to be paid out.
 *
 * @param key idempotency key of the request, a UUID of version 7
 * @param clientRelationId client, null for money of suspense
 * @param payeeNumber IIN or BIN, 12 digits; empty for a foreigner
 */
public record PayoutRequest(
        UUID key,
        @Nullable Long clientRelationId,
        long accountId,
        long bankAccountId,
        long amountMinor,
        String payeeName,
        String payeeNumber,
        boolean payeeIsEntity,
        String payeeIban,
        String payeeBic,
        String purpose) {}
