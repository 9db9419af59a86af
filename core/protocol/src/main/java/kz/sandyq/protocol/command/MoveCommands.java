package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.AnswerMoveEncoder;
import kz.sandyq.protocol.sbe.BlockForMoveEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.protocol.sbe.ProceedMoveEncoder;
import kz.sandyq.protocol.sbe.ReceiveMoveMessageEncoder;
import kz.sandyq.protocol.sbe.ReceiveMoveNoticeEncoder;
import kz.sandyq.protocol.sbe.SetInteractionAgreementEncoder;

/** Commands of moves between platforms. Field meanings are those of the schema. */
public final class MoveCommands {
    private MoveCommands() {}

    /** Enters or ends the agreement on interaction with another platform. */
    public static CommandBody setInteractionAgreement(int platform, boolean inForce, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder =
                    new SetInteractionAgreementEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.platform(platform).inForce(Flags.of(inForce));
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Blocks free units of an issue for another platform. Result: move id, amount: its number. */
    public static CommandBody blockForMove(
            int platform, long issueId, long deadlineMs, List<MoveLeg> legs, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new BlockForMoveEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.platform(platform).issueId(issueId).deadlineMs(deadlineMs);
            ground.write(encoder.ground());
            var group = encoder.legsCount(legs.size());
            for (MoveLeg leg : legs) {
                group.next().accountId(leg.accountId()).quantity(leg.quantity());
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Takes the notice of another platform that units stand ready there. Result: move id. */
    public static CommandBody receiveMoveNotice(
            int platform, long number, int originPlatform, long quantity, long deadlineMs, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ReceiveMoveNoticeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.platform(platform)
                    .number(number)
                    .originPlatform(originPlatform)
                    .quantity(quantity)
                    .deadlineMs(deadlineMs);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Accepts units of another platform into an issue and onto accounts. Two persons. */
    public static CommandBody acceptMove(long moveId, long issueId, List<MoveLeg> legs, Ground ground) {
        return answer(moveId, true, 0, issueId, legs, ground);
    }

    /** Refuses units of another platform, for a reason of the internal rules. */
    public static CommandBody refuseMove(long moveId, int refusalReason, Ground ground) {
        return answer(moveId, false, refusalReason, 0, List.of(), ground);
    }

    private static CommandBody answer(
            long moveId, boolean accept, int refusalReason, long issueId, List<MoveLeg> legs, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new AnswerMoveEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.moveId(moveId)
                    .accept(Flags.of(accept))
                    .refusalReason(refusalReason)
                    .issueId(issueId);
            ground.write(encoder.ground());
            var group = encoder.legsCount(legs.size());
            for (MoveLeg leg : legs) {
                group.next().accountId(leg.accountId()).quantity(leg.quantity());
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Takes what the other platform says of a move. */
    public static CommandBody receiveMoveMessage(int platform, long number, MoveMessage message, long quantity) {
        return (buffer, offset, header) -> {
            var encoder =
                    new ReceiveMoveMessageEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.platform(platform).number(number).message(message).quantity(quantity);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** The next step of the platform that sends units. */
    public static CommandBody proceedMove(long moveId, MoveAct act, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new ProceedMoveEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.moveId(moveId).act(act);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
