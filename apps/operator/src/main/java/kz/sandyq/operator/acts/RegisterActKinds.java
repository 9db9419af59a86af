package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;
import static kz.sandyq.operator.acts.ActField.of;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.LienCommands;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HolderNotice;
import kz.sandyq.protocol.sbe.RightsBasis;

/** Acts of the holder register: what stands still, what moves without the holder's order, what passes to others. */
final class RegisterActKinds {
    /** What a court or an authority has ordered. */
    private static final Set<ActPaper> BY_LAW = Set.of(ActPaper.COURT_ACT, ActPaper.AUTHORITY_ORDER);

    private static final Set<ActPaper> OF_HOLDER =
            Set.of(ActPaper.COURT_ACT, ActPaper.AUTHORITY_ORDER, ActPaper.NOTARIAL_ACT, ActPaper.HOLDER_REQUEST);

    private static final Set<ActPaper> OF_RIGHTS =
            Set.of(ActPaper.COURT_ACT, ActPaper.NOTARIAL_ACT, ActPaper.AGREEMENT, ActPaper.OTHER);

    static final List<ActKind> ALL = List.of(
            ActKind.ofOne("ACCOUNT_FREEZE", ActRoom.REGISTER, RegisterActKinds::freeze, of("account", Type.ACCOUNT))
                    .standsOn(OF_HOLDER),
            ActKind.ofTwo(
                            "FREEZE_RELEASE",
                            ActRoom.REGISTER,
                            (given, ground) -> HoldingCommands.releaseEncumbrance(given.id("encumbrance"), 1, ground),
                            of("encumbrance", Type.ENCUMBRANCE))
                    .standsOn(OF_HOLDER),
            ActKind.ofOne(
                            "HOLDER_NOTICE",
                            ActRoom.REGISTER,
                            (given, ground) -> LienCommands.setHolderNotice(
                                    given.id("wallet"), given.choice("notice", HolderNotice.class), ground),
                            of("wallet", Type.WALLET),
                            choice("notice", HolderNotice.DEATH, HolderNotice.LIQUIDATION))
                    .standsOn(OF_HOLDER),
            ActKind.ofTwo(
                            "HOLDER_NOTICE_END",
                            ActRoom.REGISTER,
                            (given, ground) ->
                                    LienCommands.setHolderNotice(given.id("wallet"), HolderNotice.NONE, ground),
                            of("wallet", Type.WALLET))
                    .standsOn(OF_HOLDER),
            ActKind.ofTwo(
                            "RECOVERY",
                            ActRoom.REGISTER,
                            (given, ground) -> SettlementCommands.recoverHolding(
                                    given.id("fromAccount"), given.id("toAccount"), given.id("asset"), ground),
                            of("fromAccount", Type.ACCOUNT),
                            of("toAccount", Type.ACCOUNT),
                            of("asset", Type.ASSET))
                    .standsOn(OF_HOLDER),
            ActKind.ofTwo(
                            "FORCED_TRANSFER",
                            ActRoom.REGISTER,
                            (given, ground) -> SettlementCommands.forcedTransfer(
                                    given.id("fromAccount"),
                                    given.id("toAccount"),
                                    given.id("asset"),
                                    given.quantity("quantity", given.id("asset")),
                                    ground),
                            of("fromAccount", Type.ACCOUNT),
                            of("toAccount", Type.ACCOUNT),
                            of("asset", Type.ASSET),
                            of("quantity", Type.AMOUNT))
                    .standsOn(BY_LAW),
            ActKind.ofTwo(
                    "PLEDGE_ENFORCEMENT",
                    ActRoom.REGISTER,
                    RegisterActKinds::enforcement,
                    of("encumbrance", Type.ENCUMBRANCE),
                    of("quantity", Type.AMOUNT),
                    of("buyerAccount", Type.ACCOUNT),
                    of("pledgeeAccount", Type.ACCOUNT),
                    of("moneyAsset", Type.ASSET),
                    of("value", Type.AMOUNT),
                    of("debt", Type.AMOUNT)),
            ActKind.ofTwo(
                            "RIGHTS_TRANSFER",
                            ActRoom.REGISTER,
                            (given, ground) -> LienCommands.transferRights(
                                    given.id("wallet"),
                                    given.choice("basis", RightsBasis.class),
                                    ground,
                                    given.legs("legs").stream()
                                            .map(ActLeg::right)
                                            .toList()),
                            of("wallet", Type.WALLET),
                            choice("basis", RightsBasis.SUCCESSION, RightsBasis.DIVISION, RightsBasis.GIFT),
                            of("legs", Type.LEGS))
                    .standsOn(OF_RIGHTS));

    private RegisterActKinds() {}

    /** All that leaves the account by its holder's will stands still; asset 0, quantity 1 is the whole account. */
    private static CommandBody freeze(Given given, Ground ground) {
        return HoldingCommands.placeEncumbrance(
                EncumbranceKind.FREEZE, given.id("account"), 0, 1, 0, 0, true, false, false, 0, ground);
    }

    private static CommandBody enforcement(Given given, Ground ground) {
        long pledge = given.id("encumbrance");
        return LienCommands.enforcePledge(
                pledge,
                given.quantity("quantity", given.facts().assetOf(pledge)),
                given.id("buyerAccount"),
                given.id("pledgeeAccount"),
                given.id("moneyAsset"),
                given.quantity("value", given.id("moneyAsset")),
                given.quantity("debt", given.id("moneyAsset")),
                ground);
    }
}
