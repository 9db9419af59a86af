package kz.sandyq.operator.money.iso;

import java.util.List;

/**
 * What a pain.002 says about a file of payment orders.
 *
 * @param messageId MsgId of the report
 * @param originalMessageId MsgId of the pain.001
 * @param groupStatus status of the whole file, empty when the bank gives none; RJCT refuses every order
 * @param groupReason reason of the group status
 * @param payments statuses of single payments, empty {@code endToEndId} for a whole payment block
 */
public record StatusReport(
        String messageId,
        String originalMessageId,
        String groupStatus,
        String groupReason,
        List<PaymentStatus> payments) {
    /** Status code of a refusal. */
    public static final String REJECTED = "RJCT";

    /**
     * Status of one payment or of one block.
     *
     * @param paymentInformationId PmtInfId of the block
     * @param endToEndId EndToEndId of the payment, empty for the whole block
     * @param status external status code, for example ACSC, ACCP, RJCT
     * @param reason reason code and text, empty for none
     */
    public record PaymentStatus(String paymentInformationId, String endToEndId, String status, String reason) {
        public boolean rejected() {
            return status.equals(REJECTED);
        }
    }

    public boolean rejected() {
        return groupStatus.equals(REJECTED);
    }
}
