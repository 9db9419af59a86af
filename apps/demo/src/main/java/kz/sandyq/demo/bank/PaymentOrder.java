package kz.sandyq.demo.bank;

import java.math.BigDecimal;
import java.util.List;

/**
 * A pain.001 as the bank reads it.
 *
 * @param messageId MsgId
 * @param payments its payments
 */
record PaymentOrder(String messageId, List<Payment> payments) {

    /**
     * One payment.
     *
     * @param endToEndId EndToEndId
     * @param amount amount in {@code currency}
     * @param currency ISO 4217 code
     * @param creditorIban account of the payee
     */
    record Payment(String endToEndId, BigDecimal amount, String currency, String creditorIban) {}
}
