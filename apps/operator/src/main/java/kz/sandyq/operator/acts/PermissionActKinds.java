package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;
import static kz.sandyq.operator.acts.ActField.of;
import static kz.sandyq.operator.acts.ActField.optional;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.PermissionCommands;

/** Acts on who may acquire what, and how much of it. */
final class PermissionActKinds {
    private static final Set<ActPaper> OF_CLIENT = Set.of(
            ActPaper.OPERATOR_DECISION,
            ActPaper.AUTHORITY_ORDER,
            ActPaper.COURT_ACT,
            ActPaper.HOLDER_REQUEST,
            ActPaper.OTHER);

    private static final Set<ActPaper> OF_ISSUE =
            Set.of(ActPaper.ISSUER_DECISION, ActPaper.OPERATOR_DECISION, ActPaper.AUTHORITY_ORDER, ActPaper.OTHER);

    private static final Set<ActPaper> OF_ALL =
            Set.of(ActPaper.OPERATOR_DECISION, ActPaper.AUTHORITY_ORDER, ActPaper.OTHER);

    static final List<ActKind> ALL = List.of(
            ActKind.ofTwo(
                            "ACCOUNT_PERMISSIONS",
                            ActRoom.PERMISSIONS,
                            PermissionActKinds::permissions,
                            of("account", Type.ACCOUNT),
                            choice("stablecoins", YesNo.values()),
                            choice("assetBacked", YesNo.values()),
                            choice("financialInstruments", YesNo.values()),
                            choice("unbacked", YesNo.values()),
                            optional("qualifiedUntil", Type.DATE),
                            optional("limitMoney", Type.ASSET),
                            optional("purchaseLimit", Type.AMOUNT))
                    .standsOn(OF_CLIENT),
            ActKind.ofTwo(
                            "CLEARANCE",
                            ActRoom.PERMISSIONS,
                            (given, ground) -> PermissionCommands.setClearance(
                                    given.id("wallet"), given.endOfDayMs("clearedUntil"), ground),
                            of("wallet", Type.WALLET),
                            of("clearedUntil", Type.DATE))
                    .standsOn(OF_CLIENT),
            ActKind.ofOne(
                            "CLEARANCE_END",
                            ActRoom.PERMISSIONS,
                            (given, ground) -> PermissionCommands.setClearance(given.id("wallet"), 0, ground),
                            of("wallet", Type.WALLET))
                    .standsOn(OF_CLIENT),
            ActKind.ofTwo(
                            "CLEARANCE_REGIME",
                            ActRoom.PERMISSIONS,
                            (given, ground) ->
                                    PermissionCommands.setClearanceRegime(given.yes("clearanceRequired"), ground),
                            choice("clearanceRequired", YesNo.values()))
                    .standsOn(OF_ALL),
            ActKind.ofTwo(
                            "ISSUE_RULES",
                            ActRoom.PERMISSIONS,
                            PermissionActKinds::issueRules,
                            of("issue", Type.ISSUE),
                            choice("qualifiedOnly", YesNo.values()),
                            optional("maxInvestors", Type.WHOLE),
                            optional("maxSharePercent", Type.PERCENT),
                            optional("lockedUntil", Type.DATE))
                    .standsOn(OF_ISSUE),
            ActKind.daily(
                    "PURCHASE_PERIOD",
                    ActRoom.PERMISSIONS,
                    (given, ground) -> PermissionCommands.startPurchasePeriod()));

    private static final int ALL_PPM = 1_000_000;

    private PermissionActKinds() {}

    private static CommandBody permissions(Given given, Ground ground) {
        int classes = (given.yes("stablecoins") ? PermissionCommands.STABLECOINS : 0)
                | (given.yes("assetBacked") ? PermissionCommands.ASSET_BACKED : 0)
                | (given.yes("financialInstruments") ? PermissionCommands.FINANCIAL_INSTRUMENTS : 0)
                | (given.yes("unbacked") ? PermissionCommands.UNBACKED : 0);
        boolean limited = !given.text("purchaseLimit").isEmpty();
        if (limited == given.text("limitMoney").isEmpty()) {
            throw new RefusedException("FIELD_REQUIRED").field(limited ? "limitMoney" : "purchaseLimit");
        }
        long money = given.id("limitMoney");
        return PermissionCommands.setAccountPermissions(
                given.id("account"),
                classes,
                given.endOfDayMs("qualifiedUntil"),
                money,
                limited ? given.quantity("purchaseLimit", money) : 0,
                ground);
    }

    private static CommandBody issueRules(Given given, Ground ground) {
        int share = given.millionths("maxSharePercent");
        return PermissionCommands.setIssueRules(
                given.id("issue"),
                given.yes("qualifiedOnly"),
                Math.toIntExact(given.whole("maxInvestors")),
                share,
                share == 0 ? 0 : ALL_PPM,
                given.endOfDayMs("lockedUntil"),
                ground);
    }
}
