package kz.sandyq.readmodel;

import java.util.List;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.PermissionCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;

/** A chapter of a story: rules are set about who may acquire what. */
final class RuleChapter {
    static final Ground ORDER = new Ground(906, 20_010, 31, 0, new byte[32]);

    final long wallet;
    final long account;
    final long issue;
    final long clearedUntilMs;

    RuleChapter(Log log, long money, long issuer) {
        wallet = log.say(
                AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(21))));
        account = log.say(AccountCommands.openAccount(wallet, Capacity.CLIENT, Activity.DFA));
        log.say(PermissionCommands.setAccountPermissions(
                account,
                PermissionCommands.STABLECOINS | PermissionCommands.FINANCIAL_INSTRUMENTS,
                0,
                money,
                50_000,
                ORDER));
        clearedUntilMs = log.nowMs + 1_000_000_000_000L;
        log.say(PermissionCommands.setClearance(wallet, clearedUntilMs, ORDER));
        issue = log.say(IssueCommands.registerIssue(
                DfaKind.FINANCIAL_INSTRUMENT,
                issuer,
                money,
                0,
                1_000,
                1_000,
                30_000,
                1_000,
                0,
                false,
                0,
                "RULED",
                "N-3",
                true,
                ORDER));
        log.say(PermissionCommands.setIssueRules(issue, true, 10, 1, 4, 0, ORDER));
        log.say(PermissionCommands.setClearanceRegime(true, ORDER));
        log.say(PermissionCommands.setClearanceRegime(false, ORDER));
        log.say(PermissionCommands.startPurchasePeriod());
    }
}
