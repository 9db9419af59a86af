package kz.sandyq.market;

import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.sbe.RedemptionBasis;

/** The verbs of settlement: forced moves and what an issue pays. */
final class SettlementVerbs {
    private SettlementVerbs() {}

    static CommandBody body(Script.Step s) {
        return switch (s.verb) {
            case "force" ->
                SettlementCommands.forcedTransfer(s.number(0), s.number(1), s.number(2), s.number(3), Verbs.ground(s));
            case "recover" -> SettlementCommands.recoverHolding(s.number(0), s.number(1), s.number(2), Verbs.ground(s));
            case "redeempart" ->
                SettlementCommands.redeemPart(
                        s.number(0), basis(s), s.number(1), s.number(2), s.option("lot", 1), Verbs.ground(s));
            default -> throw new IllegalArgumentException("no verb " + s.verb);
        };
    }

    private static RedemptionBasis basis(Script.Step s) {
        return s.option("early", 0) == 1 ? RedemptionBasis.OTHER_GROUND_IN_TERMS : RedemptionBasis.OBLIGATION_PERFORMED;
    }
}
