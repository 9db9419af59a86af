package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.of;
import static kz.sandyq.operator.acts.ActField.optional;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.protocol.sbe.SettlementEnd;

/** Acts of the register on settlement instructions: proposed on the parties' agreement, cancelled for cause. */
final class InstructionActKinds {
    private static final Set<ActPaper> OF_PARTIES =
            Set.of(ActPaper.AGREEMENT, ActPaper.HOLDER_REQUEST, ActPaper.COURT_ACT, ActPaper.OTHER);

    private static final Set<ActPaper> FOR_CAUSE = Set.of(
            ActPaper.COURT_ACT,
            ActPaper.AUTHORITY_ORDER,
            ActPaper.OPERATOR_DECISION,
            ActPaper.HOLDER_REQUEST,
            ActPaper.OTHER);

    static final List<ActKind> ALL = List.of(
            ActKind.ofOne(
                            "SETTLEMENT_PROPOSAL",
                            ActRoom.REGISTER,
                            InstructionActKinds::proposal,
                            of("deadline", Type.TIME),
                            optional("mediator", Type.CLIENT),
                            of("legs", Type.LEGS))
                    .standsOn(OF_PARTIES),
            ActKind.ofTwo(
                            "SETTLEMENT_CANCELLATION",
                            ActRoom.REGISTER,
                            (given, ground) -> InstructionCommands.endSettlement(
                                    given.id("instruction"), SettlementEnd.CANCEL, 0, 0, ground),
                            of("instruction", Type.INSTRUCTION))
                    .standsOn(FOR_CAUSE));

    private InstructionActKinds() {}

    private static CommandBody proposal(Given given, Ground ground) {
        return InstructionCommands.proposeSettlement(
                given.moment("deadline"),
                given.id("mediator"),
                given.legs("legs").stream().map(InstructionActKinds::leg).toList(),
                ground);
    }

    /** Free units only: what is encumbered passes with a succession, never by an instruction. */
    private static SettlementLeg leg(ActLeg leg) {
        if (leg.encumbranceId() != 0) {
            throw new RefusedException("LEG_OF_FREE_UNITS").field("legs");
        }
        return new SettlementLeg(leg.fromAccountId(), leg.toAccountId(), leg.assetId(), leg.quantity());
    }
}
