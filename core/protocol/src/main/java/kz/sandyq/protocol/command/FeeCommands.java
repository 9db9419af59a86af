package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.AssignFeeScheduleEncoder;
import kz.sandyq.protocol.sbe.ChargeFeeEncoder;
import kz.sandyq.protocol.sbe.CreateFeeScheduleEncoder;
import kz.sandyq.protocol.sbe.FeeReason;
import kz.sandyq.protocol.sbe.FeeStatus;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.RefundFeeEncoder;
import kz.sandyq.protocol.sbe.SetFeeStatusEncoder;
import kz.sandyq.protocol.sbe.StartFeePeriodEncoder;

/** Commands on fees. Field meanings are those of the schema (docs/protocol). */
public final class FeeCommands {
    private FeeCommands() {}

    /** A tariff of trading fees in one money, paid to a FEES account. Result: schedule id. */
    public static CommandBody createFeeSchedule(
            long assetId, long feeAccountId, int validFromEpochDay, List<FeeTier> tiers, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new CreateFeeScheduleEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.assetId(assetId).feeAccountId(feeAccountId).validFromEpochDay(validFromEpochDay);
            ground.write(encoder.ground());
            var group = encoder.tiersCount(tiers.size());
            for (FeeTier tier : tiers) {
                group.next()
                        .fromTurnoverMinor(tier.fromTurnoverMinor())
                        .makerPpm(tier.makerPpm())
                        .takerPpm(tier.takerPpm())
                        .auctionPpm(tier.auctionPpm());
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** From this legal day on orders of a pair come under this schedule. */
    public static CommandBody assignFeeSchedule(long instrumentId, long scheduleId, int fromEpochDay, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new AssignFeeScheduleEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.instrumentId(instrumentId).scheduleId(scheduleId).fromEpochDay(fromEpochDay);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Whether the holder of a wallet is a body that pays no fee. */
    public static CommandBody setFeeStatus(long walletId, FeeStatus status, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SetFeeStatusEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.walletId(walletId).status(status);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** A fee that is not of a trade. Result: sequence of the charge. */
    public static CommandBody chargeFee(
            long accountId, long feeAccountId, long assetId, long amountMinor, FeeReason reason, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ChargeFeeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.accountId(accountId)
                    .feeAccountId(feeAccountId)
                    .assetId(assetId)
                    .amountMinor(amountMinor)
                    .reason(reason);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** A fee, or a part of it, goes back to who paid it. */
    public static CommandBody refundFee(
            long accountId, long feeAccountId, long assetId, long amountMinor, long chargeSequence, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new RefundFeeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.accountId(accountId)
                    .feeAccountId(feeAccountId)
                    .assetId(assetId)
                    .amountMinor(amountMinor)
                    .chargeSequence(chargeSequence);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Closes a fee period: what was traded in it says which tiers apply from here on. */
    public static CommandBody startFeePeriod() {
        return (buffer, offset, header) -> {
            var encoder = new StartFeePeriodEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
