package kz.sandyq.operator.money.iso;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A file of payment orders from one account of ours.
 *
 * @param messageId MsgId, fixed before sending, at most 35 characters
 * @param createdAt time of creation
 * @param executionDate requested day of execution
 * @param initiator name of the operator
 * @param debtorIban our account
 * @param debtorBic bank of our account
 * @param currency ISO 4217 code
 * @param payments payments, at least one
 */
public record CreditTransfer(
        String messageId,
        Instant createdAt,
        LocalDate executionDate,
        String initiator,
        String debtorIban,
        String debtorBic,
        String currency,
        List<Payment> payments) {

    /**
     * One payment.
     *
     * @param endToEndId fixed before sending, at most 35 characters
     * @param amount positive, with the decimals of the currency
     * @param creditorName name of the payee
     * @param creditorNumber IIN or BIN of the payee, 12 digits; empty for a foreigner
     * @param legalEntity the payee is an organisation
     * @param creditorIban account of the payee
     * @param creditorBic bank of the payee
     * @param text purpose, at most 140 characters
     */
    public record Payment(
            String endToEndId,
            BigDecimal amount,
            String creditorName,
            String creditorNumber,
            boolean legalEntity,
            String creditorIban,
            String creditorBic,
            String text) {}
}
