package kz.sandyq.readmodel;

import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.FeeChargedDecoder;
import kz.sandyq.protocol.sbe.FeePeriodStartedDecoder;
import kz.sandyq.protocol.sbe.FeeScheduleAssignedDecoder;
import kz.sandyq.protocol.sbe.FeeScheduleCreatedDecoder;
import kz.sandyq.protocol.sbe.FeeStatusChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Tariffs, who pays none, and the fees beside trades, as rows. */
final class FeeRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    FeeRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case FeeScheduleCreatedDecoder.TEMPLATE_ID -> scheduleCreated(buffer, offset);
            case FeeScheduleAssignedDecoder.TEMPLATE_ID -> scheduleAssigned(buffer, offset);
            case FeeStatusChangedDecoder.TEMPLATE_ID -> statusChanged(buffer, offset);
            case FeePeriodStartedDecoder.TEMPLATE_ID -> periodStarted(buffer, offset);
            case FeeChargedDecoder.TEMPLATE_ID -> charged(buffer, offset);
            default -> {}
        }
    }

    private void scheduleCreated(DirectBuffer buffer, int offset) {
        var in = new FeeScheduleCreatedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(
                in.ground(),
                Table.FEE_SCHEDULE,
                in.scheduleId(),
                in.assetId(),
                in.feeAccountId(),
                in.validFromEpochDay());
        int tier = 0;
        for (var each : in.tiers()) {
            rows.add(
                    Table.FEE_TIER,
                    in.scheduleId(),
                    tier++,
                    each.fromTurnoverMinor(),
                    each.makerPpm(),
                    each.takerPpm(),
                    each.auctionPpm());
        }
    }

    private void scheduleAssigned(DirectBuffer buffer, int offset) {
        var in = new FeeScheduleAssignedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(in.ground(), Table.FEE_ASSIGNMENT, in.instrumentId(), in.scheduleId(), in.fromEpochDay());
    }

    private void statusChanged(DirectBuffer buffer, int offset) {
        var in = new FeeStatusChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(in.ground(), Table.FEE_STATUS, in.walletId(), in.status().name());
    }

    private void periodStarted(DirectBuffer buffer, int offset) {
        var in = new FeePeriodStartedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(Table.FEE_PERIOD, in.periodSequence());
    }

    private void charged(DirectBuffer buffer, int offset) {
        var in = new FeeChargedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(
                in.ground(),
                Table.FEE_CHARGE,
                in.accountId(),
                in.feeAccountId(),
                in.assetId(),
                in.amountMinor(),
                in.reason().name(),
                in.refunded() == BooleanFlag.TRUE,
                in.chargeSequence());
    }
}
