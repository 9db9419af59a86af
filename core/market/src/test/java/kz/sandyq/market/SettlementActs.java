package kz.sandyq.market;

import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.RedemptionBasis;

/** The life of one issue in settlement, from its placement to its last payment, said to a random market. */
final class SettlementActs {
    private static final long BANK = 1;
    private static final long ISSUER = 2;
    private static final long TENGE = 1;

    private final Floor floor;
    private final long holder;
    private final long heir;
    private final long other;
    private int round;

    SettlementActs(RandomMarket market) {
        floor = market.floor;
        holder = say(AccountCommands.openAccount(2, Capacity.CLIENT, Activity.DFA));
        heir = say(AccountCommands.openAccount(2, Capacity.CLIENT, Activity.DFA));
        other = say(AccountCommands.openAccount(3, Capacity.CLIENT, Activity.DFA));
    }

    void round() {
        long issue = placed("SET" + ++round);
        say(SettlementCommands.forcedTransfer(holder, other, issue, 20, RandomMarket.PAPER));
        say(SettlementCommands.recoverHolding(holder, heir, issue, RandomMarket.PAPER));
        say(SettlementCommands.redeemPart(issue, RedemptionBasis.OTHER_GROUND_IN_TERMS, 1, 2, 1, RandomMarket.PAPER));
        ticks();
    }

    private long placed(String code) {
        long now = floor.core.nowMs() + floor.core.clockOffsetMs();
        int today = (int) Math.floorDiv(now + 5 * 3_600_000L, 86_400_000L);
        say(MoneyCommands.bookBankCredit(BANK, holder, TENGE, 100_000, new byte[32], RandomMarket.PAPER));
        say(MoneyCommands.bookBankCredit(BANK, ISSUER, TENGE, 100_000, new byte[32], RandomMarket.PAPER));
        long issue = say(IssueCommands.registerIssue(
                DfaKind.FINANCIAL_INSTRUMENT,
                ISSUER,
                TENGE,
                0,
                1_000,
                100,
                today,
                1_000,
                0,
                false,
                0,
                code,
                code,
                true,
                RandomMarket.PAPER));
        say(IssueCommands.mint(issue, 100, RandomMarket.PAPER));
        long placement = say(PlacementCommands.openPlacement(
                issue, now, now + 60_000, 0, 100, 1_000, 1, 0, AllocationMethod.FIRST_COME, RandomMarket.PAPER));
        say(PlacementCommands.subscribe(placement, holder, 100));
        say(PlacementCommands.closePlacement(placement, RandomMarket.PAPER));
        ticks();
        return issue;
    }

    private void ticks() {
        for (int i = 0; i < 6; i++) {
            floor.tick(250);
        }
    }

    private long say(CommandBody body) {
        return floor.submit(body).resultId();
    }
}
