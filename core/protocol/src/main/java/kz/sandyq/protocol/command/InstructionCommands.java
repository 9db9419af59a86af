package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.AffirmSettlementEncoder;
import kz.sandyq.protocol.sbe.EndSettlementEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.ProposeSettlementEncoder;
import kz.sandyq.protocol.sbe.SettlementEnd;

/** Commands of settlement in many legs. Field meanings are those of the schema. */
public final class InstructionCommands {
    private InstructionCommands() {}

    /** Proposes legs that settle together or not at all. Result: instruction id. */
    public static CommandBody proposeSettlement(
            long deadlineMs, long mediatorRef, List<SettlementLeg> legs, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ProposeSettlementEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.deadlineMs(deadlineMs).mediatorRef(mediatorRef);
            ground.write(encoder.ground());
            var group = encoder.legsCount(legs.size());
            for (SettlementLeg leg : legs) {
                group.next()
                        .fromAccountId(leg.fromAccountId())
                        .toAccountId(leg.toAccountId())
                        .assetId(leg.assetId())
                        .quantity(leg.quantity());
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** An account agrees to all legs in which it gives. */
    public static CommandBody affirmSettlement(long instructionId, long accountId) {
        return (buffer, offset, header) -> {
            var encoder = new AffirmSettlementEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.instructionId(instructionId).accountId(accountId);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Settles as mediator, or cancels as mediator, as a party, or as operator (both references 0). */
    public static CommandBody endSettlement(
            long instructionId, SettlementEnd end, long mediatorRef, long accountId, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new EndSettlementEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.instructionId(instructionId)
                    .end(end)
                    .mediatorRef(mediatorRef)
                    .accountId(accountId);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
