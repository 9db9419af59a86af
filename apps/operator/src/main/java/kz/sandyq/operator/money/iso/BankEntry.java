package kz.sandyq.operator.money.iso;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One movement of a camt.054: an entry that stands alone or one transaction of a batch.
 *
 * @param messageId MsgId of the notification
 * @param accountIban account at the bank, IBAN or the bank's own number
 * @param reference the bank's reference of the entry (AcctSvcrRef), unique for the account together with {@code index}
 * @param index number of the transaction in its entry, from 0
 * @param status status of the entry; only BOOK moves money
 * @param credit money came; false: money left
 * @param reversal takes back an earlier movement; the direction is then that of the taking back
 * @param amount amount as the bank wrote it
 * @param currency ISO 4217 code
 * @param bookingDate day of booking where the bank gives it
 * @param endToEndId EndToEndId of the payment order that this answers, empty for none
 * @param relatedReference the bank's reference of the transaction itself, empty for none; a reversal names by it what
 *     it takes back
 * @param payerNumbers 12-digit numbers (IIN, BIN) of the payer
 * @param payerName name of the payer, empty when the bank gives none
 * @param structuredReferences creditor references
 * @param unstructured free remittance text
 * @param returnReason reason of a returned payment
 */
public record BankEntry(
        String messageId,
        String accountIban,
        String reference,
        int index,
        String status,
        boolean credit,
        boolean reversal,
        BigDecimal amount,
        String currency,
        Optional<LocalDate> bookingDate,
        String endToEndId,
        String relatedReference,
        List<String> payerNumbers,
        String payerName,
        List<String> structuredReferences,
        String unstructured,
        Optional<String> returnReason) {

    /** Final on the account; any other status informs only. */
    public boolean booked() {
        return status.equals("BOOK");
    }
}
