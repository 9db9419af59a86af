package kz.sandyq.market;

import kz.sandyq.market.FeeRows.FeeRates;
import kz.sandyq.market.FeeRows.FeeSchedule;
import kz.sandyq.market.FeeRows.FeeTier;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.protocol.sbe.ChargeFeeDecoder;
import kz.sandyq.protocol.sbe.FeeChargedEncoder;
import kz.sandyq.protocol.sbe.FeePeriodStartedEncoder;
import kz.sandyq.protocol.sbe.FeeReason;
import kz.sandyq.protocol.sbe.FeeScheduleAssignedEncoder;
import kz.sandyq.protocol.sbe.FeeScheduleCreatedEncoder;
import kz.sandyq.protocol.sbe.FeeStatus;
import kz.sandyq.protocol.sbe.FeeStatusChangedEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.RefundFeeDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about fees. */
final class FeeEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final State state;
    private final Events events;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final FeeScheduleCreatedEncoder created = new FeeScheduleCreatedEncoder();
    private final FeeScheduleAssignedEncoder assigned = new FeeScheduleAssignedEncoder();
    private final FeeStatusChangedEncoder statusChanged = new FeeStatusChangedEncoder();
    private final FeeChargedEncoder charged = new FeeChargedEncoder();
    private final FeePeriodStartedEncoder periodStarted = new FeePeriodStartedEncoder();

    FeeEvents(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    void scheduleCreated(int schedule) {
        Table schedules = state.fees.schedules;
        Table tiers = state.fees.tiers;
        int count = schedules.getInt(schedule, FeeSchedule.TIERS);
        int first = schedules.getInt(schedule, FeeSchedule.FIRST_TIER);
        created.wrapAndApplyHeader(buffer, 0, messageHeader)
                .scheduleId(schedule + 1L)
                .assetId(schedules.get(schedule, FeeSchedule.ASSET))
                .feeAccountId(schedules.get(schedule, FeeSchedule.FEE_ACCOUNT))
                .validFromEpochDay(schedules.getInt(schedule, FeeSchedule.VALID_FROM));
        events.copyGround(buffer, FeeScheduleCreatedEncoder.groundEncodingOffset());
        FeeScheduleCreatedEncoder.TiersEncoder group = created.tiersCount(count);
        for (int tier = first; tier < first + count; tier++) {
            long rates = state.fees.rates.get(tiers.getInt(tier, FeeTier.RATES) - 1, FeeRates.VALUE);
            group.next()
                    .fromTurnoverMinor(tiers.get(tier, FeeTier.FROM_MINOR))
                    .makerPpm(Fees.Role.MAKER.rateOf(rates))
                    .takerPpm(Fees.Role.TAKER.rateOf(rates))
                    .auctionPpm(Fees.Role.AUCTION.rateOf(rates));
        }
        events.emit(buffer, HEADER + created.encodedLength());
    }

    void scheduleAssigned(long instrumentId, long scheduleId, int fromEpochDay) {
        assigned.wrapAndApplyHeader(buffer, 0, messageHeader)
                .instrumentId(instrumentId)
                .scheduleId(scheduleId)
                .fromEpochDay(fromEpochDay);
        events.copyGround(buffer, FeeScheduleAssignedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + FeeScheduleAssignedEncoder.BLOCK_LENGTH);
    }

    void statusChanged(int wallet) {
        statusChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .walletId(wallet + 1L)
                .status(FeeStatus.get((short) state.wallets.get(wallet, Wallet.FEE_STATUS)));
        events.copyGround(buffer, FeeStatusChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + FeeStatusChangedEncoder.BLOCK_LENGTH);
    }

    void charged(ChargeFeeDecoder in) {
        charged(
                in.accountId(),
                in.feeAccountId(),
                in.assetId(),
                in.amountMinor(),
                in.reason(),
                state.sequence(),
                false);
    }

    void refunded(RefundFeeDecoder in) {
        long charge = in.chargeSequence();
        charged(in.accountId(), in.feeAccountId(), in.assetId(), in.amountMinor(), FeeReason.NONE, charge, true);
    }

    private void charged(
            long accountId,
            long feeAccountId,
            long assetId,
            long amountMinor,
            FeeReason reason,
            long chargeSequence,
            boolean refunded) {
        charged.wrapAndApplyHeader(buffer, 0, messageHeader)
                .accountId(accountId)
                .feeAccountId(feeAccountId)
                .assetId(assetId)
                .amountMinor(amountMinor)
                .reason(reason)
                .refunded(Events.flag(refunded))
                .chargeSequence(chargeSequence);
        events.copyGround(buffer, FeeChargedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + FeeChargedEncoder.BLOCK_LENGTH);
    }

    void periodStarted() {
        periodStarted.wrapAndApplyHeader(buffer, 0, messageHeader).periodSequence(state.sequence());
        events.emit(buffer, HEADER + FeePeriodStartedEncoder.BLOCK_LENGTH);
    }
}
