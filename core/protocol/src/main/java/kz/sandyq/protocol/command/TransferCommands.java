package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.RefuseTransferEncoder;
import kz.sandyq.protocol.sbe.ReleaseTransferEncoder;
import kz.sandyq.protocol.sbe.SuspendTransferEncoder;
import kz.sandyq.protocol.sbe.TransferRefusal;

/** Commands of transfers that wait for data of sender or recipient. Field meanings are those of the schema. */
public final class TransferCommands {
    private TransferCommands() {}

    /** Holds what a transfer without complete data moves. Result: transfer id. */
    public static CommandBody suspendTransfer(
            long fromAccountId, long toAccountId, long assetId, long quantity, SuspensionTerms terms, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SuspendTransferEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.fromAccountId(fromAccountId)
                    .toAccountId(toAccountId)
                    .assetId(assetId)
                    .quantity(quantity)
                    .waitMs(terms.waitMs())
                    .expiresAfterMs(terms.expiresAfterMs())
                    .waitsWhole(Flags.of(terms.waitsWhole()));
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Carries out a suspended transfer whose data came; {@code toAccountId} 0: to whom it was suspended for. */
    public static CommandBody releaseTransfer(long transferId, long toAccountId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ReleaseTransferEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.transferId(transferId).toAccountId(toAccountId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Refuses a suspended transfer: what was held is the sender's again. */
    public static CommandBody refuseTransfer(long transferId, TransferRefusal refusal, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new RefuseTransferEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.transferId(transferId).refusal(refusal);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
