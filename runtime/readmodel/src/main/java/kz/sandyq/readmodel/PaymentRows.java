package kz.sandyq.readmodel;

import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.DistributionChangedDecoder;
import kz.sandyq.protocol.sbe.EntitlementChangedDecoder;
import kz.sandyq.protocol.sbe.HolderNoticeChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PartRedeemedDecoder;
import org.agrona.DirectBuffer;

/** What issues owe and pay their holders, and holders that are no more, as rows. */
final class PaymentRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    PaymentRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case DistributionChangedDecoder.TEMPLATE_ID -> distributionChanged(buffer, offset);
            case EntitlementChangedDecoder.TEMPLATE_ID -> entitlementChanged(buffer, offset);
            case PartRedeemedDecoder.TEMPLATE_ID -> partRedeemed(buffer, offset);
            case HolderNoticeChangedDecoder.TEMPLATE_ID -> holderNoticeChanged(buffer, offset);
            default -> {}
        }
    }

    private void distributionChanged(DirectBuffer buffer, int offset) {
        var in = new DistributionChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.DISTRIBUTION,
                in.distributionId(),
                in.issueId(),
                in.kind().name(),
                in.status().name(),
                in.amountNumerator(),
                in.amountDenominator(),
                in.recordEpochDay(),
                in.paymentEpochDay(),
                in.graceEpochDay(),
                in.holders(),
                in.dueMinor(),
                in.residueMinor(),
                in.paidMinor(),
                in.taxMinor(),
                in.taxRatePpm(),
                in.taxRateEpochDay(),
                in.taxAccountId(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
    }

    private void entitlementChanged(DirectBuffer buffer, int offset) {
        var in = new EntitlementChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.ENTITLEMENT,
                in.distributionId(),
                in.accountId(),
                in.quantity(),
                in.dueMinor(),
                in.paidMinor(),
                in.taxMinor(),
                in.blockedMinor());
    }

    private void holderNoticeChanged(DirectBuffer buffer, int offset) {
        var in = new HolderNoticeChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.HOLDER_NOTICE,
                in.walletId(),
                in.notice().name(),
                in.ground().documentKind(),
                in.ground().documentEpochDay(),
                in.ground().documentRef(),
                in.ground().effectiveEpochDay(),
                Bytes.hash(in.ground()));
    }

    private void partRedeemed(DirectBuffer buffer, int offset) {
        var in = new PartRedeemedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.PART_REDEMPTION,
                in.taskId(),
                in.issueId(),
                in.numerator(),
                in.denominator(),
                in.lotQuantity(),
                in.redeemedQuantity(),
                in.residueQuantity(),
                in.paidMinor(),
                in.finished() == BooleanFlag.TRUE);
    }
}
