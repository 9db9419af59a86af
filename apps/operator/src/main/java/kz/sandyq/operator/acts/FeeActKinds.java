package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;
import static kz.sandyq.operator.acts.ActField.of;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.FeeCommands;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.FeeReason;
import kz.sandyq.protocol.sbe.FeeStatus;

/** Acts on what the operator takes for his work: tariffs, who pays none, fees beside trades and what goes back. */
final class FeeActKinds {
    static final String REFUND = "FEE_REFUND";

    private static final Set<ActPaper> BY_OPERATOR =
            Set.of(ActPaper.OPERATOR_DECISION, ActPaper.AUTHORITY_ORDER, ActPaper.OTHER);

    private static final Set<ActPaper> OF_CLIENT = Set.of(
            ActPaper.OPERATOR_DECISION,
            ActPaper.AUTHORITY_ORDER,
            ActPaper.COURT_ACT,
            ActPaper.AGREEMENT,
            ActPaper.HOLDER_REQUEST,
            ActPaper.OTHER);

    static final List<ActKind> ALL = List.of(
            ActKind.ofTwo(
                            "FEE_ACCOUNT",
                            ActRoom.FEES,
                            (given, ground) ->
                                    AccountCommands.openAccount(given.facts().ownWallet(), Capacity.FEES, Activity.DFA))
                    .standsOn(BY_OPERATOR),
            ActKind.ofTwo(
                            "FEE_SCHEDULE",
                            ActRoom.FEES,
                            FeeActKinds::schedule,
                            of("moneyAsset", Type.ASSET),
                            of("feeAccount", Type.FEE_ACCOUNT),
                            of("validFrom", Type.DATE),
                            of("tiers", Type.TIERS))
                    .standsOn(BY_OPERATOR),
            ActKind.ofTwo(
                            "FEE_ASSIGNMENT",
                            ActRoom.FEES,
                            (given, ground) -> FeeCommands.assignFeeSchedule(
                                    given.id("pair"), given.id("schedule"), given.day("fromDay"), ground),
                            of("pair", Type.PAIR),
                            of("schedule", Type.SCHEDULE),
                            of("fromDay", Type.DATE))
                    .standsOn(BY_OPERATOR),
            ActKind.ofTwo(
                            "FEE_STATUS",
                            ActRoom.FEES,
                            (given, ground) -> FeeCommands.setFeeStatus(
                                    given.id("wallet"), given.choice("feeStatus", FeeStatus.class), ground),
                            of("wallet", Type.WALLET),
                            choice(
                                    "feeStatus",
                                    FeeStatus.STATE_BODY,
                                    FeeStatus.LAW_ENFORCEMENT,
                                    FeeStatus.SPECIAL_STATE_BODY,
                                    FeeStatus.STATE_PROPERTY_BODY,
                                    FeeStatus.ORDINARY))
                    .standsOn(OF_CLIENT),
            ActKind.ofTwo(
                            "FEE_CHARGE",
                            ActRoom.FEES,
                            FeeActKinds::charge,
                            of("account", Type.ACCOUNT),
                            of("feeAccount", Type.FEE_ACCOUNT),
                            of("moneyAsset", Type.ASSET),
                            of("amount", Type.AMOUNT),
                            choice(
                                    "feeReason",
                                    FeeReason.WALLET_OPENING,
                                    FeeReason.WALLET_KEEPING,
                                    FeeReason.OPERATION))
                    .standsOn(OF_CLIENT),
            ActKind.ofTwo(
                            REFUND,
                            ActRoom.FEES,
                            FeeActKinds::refund,
                            of("charge", Type.CHARGE),
                            of("account", Type.ACCOUNT),
                            of("feeAccount", Type.FEE_ACCOUNT),
                            of("moneyAsset", Type.ASSET),
                            of("amount", Type.AMOUNT))
                    .standsOn(OF_CLIENT),
            ActKind.daily("FEE_PERIOD", ActRoom.FEES, (given, ground) -> FeeCommands.startFeePeriod()));

    private FeeActKinds() {}

    private static CommandBody schedule(Given given, Ground ground) {
        long money = given.id("moneyAsset");
        int scale = given.facts()
                .scale(money)
                .orElseThrow(() -> new RefusedException("OBJECT_NOT_KNOWN", given.text("moneyAsset")));
        return FeeCommands.createFeeSchedule(
                money,
                given.id("feeAccount"),
                given.day("validFrom"),
                TierLines.read(given.text("tiers"), scale),
                ground);
    }

    private static CommandBody charge(Given given, Ground ground) {
        long money = given.id("moneyAsset");
        return FeeCommands.chargeFee(
                given.id("account"),
                given.id("feeAccount"),
                money,
                given.quantity("amount", money),
                given.choice("feeReason", FeeReason.class),
                ground);
    }

    private static CommandBody refund(Given given, Ground ground) {
        long money = given.id("moneyAsset");
        return FeeCommands.refundFee(
                given.id("account"),
                given.id("feeAccount"),
                money,
                given.quantity("amount", money),
                given.id("charge"),
                ground);
    }
}
