package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;
import static kz.sandyq.operator.acts.ActField.of;

import java.util.List;
import java.util.Set;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.MoveCommands;
import kz.sandyq.protocol.command.MoveLeg;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;

/** Units that go to another platform or come from one, step by step as the two platforms write to each other. */
@LegalBasis("RUL-49.2")
@LegalBasis("RUL-49.3")
@LegalBasis("RUL-50")
final class MoveActKinds {
    private static final Set<ActPaper> AGREED = Set.of(ActPaper.AGREEMENT, ActPaper.OPERATOR_DECISION, ActPaper.OTHER);

    private static final int REASON_MAX = 65_535;

    /** Whether an agreement holds. */
    enum Force {
        IN_FORCE,
        ENDED
    }

    static final List<ActKind> ALL = List.of(
            ActKind.ofTwo(
                            "INTERACTION_AGREEMENT",
                            ActRoom.MOVES,
                            (given, ground) -> MoveCommands.setInteractionAgreement(
                                    platform(given, "platform"),
                                    given.choice("agreement", Force.class) == Force.IN_FORCE,
                                    ground),
                            of("platform", Type.WHOLE),
                            choice("agreement", Force.values()))
                    .standsOn(AGREED),
            ActKind.ofTwo(
                    "MOVE_BLOCK",
                    ActRoom.MOVES,
                    (given, ground) -> MoveCommands.blockForMove(
                            platform(given, "platform"),
                            given.id("issue"),
                            given.moment("deadline"),
                            units(given),
                            ground),
                    of("issue", Type.ISSUE),
                    of("platform", Type.WHOLE),
                    of("holdings", Type.HOLDINGS),
                    of("deadline", Type.TIME)),
            step("MOVE_NOTIFICATION", false, MoveAct.NOTIFY),
            step("MOVE_BURN", true, MoveAct.BURN),
            step("MOVE_CANCELLATION", false, MoveAct.CANCEL),
            step("MOVE_RESTORATION", true, MoveAct.RESTORE),
            ActKind.ofOne(
                    "MOVE_NOTICE",
                    ActRoom.MOVES,
                    (given, ground) -> MoveCommands.receiveMoveNotice(
                            platform(given, "platform"),
                            given.whole("moveNumber"),
                            platform(given, "originPlatform"),
                            given.whole("minorUnits"),
                            given.moment("deadline"),
                            ground),
                    of("platform", Type.WHOLE),
                    of("moveNumber", Type.WHOLE),
                    of("originPlatform", Type.WHOLE),
                    of("minorUnits", Type.WHOLE),
                    of("deadline", Type.TIME)),
            ActKind.ofTwo(
                    "MOVE_ACCEPTANCE",
                    ActRoom.MOVES,
                    (given, ground) ->
                            MoveCommands.acceptMove(given.id("move"), given.id("issue"), units(given), ground),
                    of("move", Type.MOVE),
                    of("issue", Type.ISSUE),
                    of("holdings", Type.HOLDINGS)),
            ActKind.ofOne(
                    "MOVE_REFUSAL",
                    ActRoom.MOVES,
                    (given, ground) -> MoveCommands.refuseMove(given.id("move"), reason(given), ground),
                    of("move", Type.MOVE),
                    of("reasonNumber", Type.WHOLE)),
            ActKind.daily(
                    "MOVE_MESSAGE",
                    ActRoom.MOVES,
                    (given, ground) -> MoveCommands.receiveMoveMessage(
                            platform(given, "platform"),
                            given.whole("moveNumber"),
                            given.choice("said", MoveMessage.class),
                            given.whole("minorUnits")),
                    of("platform", Type.WHOLE),
                    of("moveNumber", Type.WHOLE),
                    choice(
                            "said",
                            MoveMessage.ACCEPTED,
                            MoveMessage.REFUSED,
                            MoveMessage.MINTED,
                            MoveMessage.BURNED,
                            MoveMessage.ENDED),
                    of("minorUnits", Type.WHOLE)));

    private MoveActKinds() {}

    private static ActKind step(String name, boolean twoPersons, MoveAct act) {
        ActKind.Composer composer = (given, ground) -> proceed(given, act, ground);
        ActField move = of("move", Type.MOVE);
        return twoPersons
                ? ActKind.ofTwo(name, ActRoom.MOVES, composer, move)
                : ActKind.ofOne(name, ActRoom.MOVES, composer, move);
    }

    private static CommandBody proceed(Given given, MoveAct act, Ground ground) {
        return MoveCommands.proceedMove(given.id("move"), act, ground);
    }

    private static List<MoveLeg> units(Given given) {
        int scale = given.facts().scale(given.id("issue")).orElse(0);
        return given.holdings("holdings", scale);
    }

    private static int reason(Given given) {
        long reason = given.whole("reasonNumber");
        if (reason > REASON_MAX) {
            throw new RefusedException("VALUE_MALFORMED").field("reasonNumber");
        }
        return (int) reason;
    }

    private static int platform(Given given, String name) {
        return (int) given.whole(name);
    }
}
