package kz.sandyq.market;

import java.util.List;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.Income;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.PaymentCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.WithheldTax;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.SettlementEnd;
import kz.sandyq.protocol.sbe.WalletKind;

/** The life of one issue in settlement, from its placement to its last payment, said to a random market. */
final class SettlementActs {
    private static final long BANK = 1;
    private static final long ISSUER = 2;
    private static final long TENGE = 1;
    private static final long STABLECOIN = 2;

    private final Floor floor;
    private final long holder;
    private final long heir;
    private final long other;
    private int round;

    SettlementActs(RandomMarket market) {
        floor = market.floor;
        long wallet = wallet(101);
        holder = say(AccountCommands.openAccount(wallet, Capacity.CLIENT, Activity.DFA));
        heir = say(AccountCommands.openAccount(wallet, Capacity.CLIENT, Activity.DFA));
        other = say(AccountCommands.openAccount(wallet(102), Capacity.CLIENT, Activity.DFA));
    }

    private long wallet(long holderRef) {
        return say(
                AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holderRef))));
    }

    void round() {
        long issue = placed("SET" + ++round);
        say(SettlementCommands.forcedTransfer(holder, other, issue, 20, RandomMarket.PAPER));
        say(SettlementCommands.recoverHolding(holder, heir, issue, RandomMarket.PAPER));
        say(SettlementCommands.redeemPart(issue, RedemptionBasis.OTHER_GROUND_IN_TERMS, 1, 2, 1, RandomMarket.PAPER));
        ticks();
        long instruction = say(InstructionCommands.proposeSettlement(
                logicalMs() + 60_000,
                7,
                List.of(new SettlementLeg(heir, other, TENGE, 5), new SettlementLeg(other, heir, issue, 1)),
                RandomMarket.PAPER));
        say(InstructionCommands.affirmSettlement(instruction, heir));
        say(InstructionCommands.affirmSettlement(instruction, other));
        say(InstructionCommands.endSettlement(instruction, SettlementEnd.SETTLE, 7, 0, RandomMarket.PAPER));
        long pledge = say(HoldingCommands.placeEncumbrance(
                EncumbranceKind.PLEDGE, heir, issue, 9, 5, 1, true, true, true, 0, RandomMarket.PAPER));
        say(PaymentCommands.payDue(income(issue, 2), 0, RandomMarket.PAPER));
        say(HoldingCommands.releaseEncumbrance(pledge, 9, RandomMarket.PAPER));
        say(IssueCommands.mintStablecoin(STABLECOIN, heir, 2));
        say(IssueCommands.burnStablecoin(STABLECOIN, heir, 1));
        ticks();
        say(PaymentCommands.cancelIncome(income(issue, 3), RandomMarket.PAPER));
        ticks();
        long offer = say(SettlementCommands.offerBuyBack(issue, 900, 8, logicalMs() + 60_000, RandomMarket.PAPER));
        say(SettlementCommands.acceptBuyBack(issue, offer, heir, 3));
        long other = placed("CNV" + round);
        say(IssueCommands.mint(other, 100, RandomMarket.PAPER));
        say(SettlementCommands.convertIssue(issue, other, 2, 3, 10, RandomMarket.PAPER));
        ticks();
    }

    /** A coupon goes overdue, is paid in part, defaults and is cured; the clock goes on by days. */
    void end() {
        long issue = placed("LAST");
        long coupon = income(issue, 1_000_000_000L);
        say(PaymentCommands.declareOverdue(issue, coupon, today(), RandomMarket.PAPER));
        say(PaymentCommands.payDue(coupon, 100, RandomMarket.PAPER));
        ticks();
        say(SystemCommands.advanceDemoClock(floor.core.clockOffsetMs() + 2 * 86_400_000L));
        say(PaymentCommands.declareDefault(coupon, RandomMarket.PAPER));
        say(MoneyCommands.bookBankCredit(BANK, ISSUER, TENGE, 100_000_000_000L, new byte[32], RandomMarket.PAPER));
        say(PaymentCommands.payDue(coupon, 0, RandomMarket.PAPER));
        ticks();
    }

    private long income(long issue, long perUnit) {
        long distribution = say(PaymentCommands.recordIncome(
                issue,
                today(),
                Income.given(perUnit, 1),
                new WithheldTax(100_000, today(), ISSUER),
                RandomMarket.PAPER));
        ticks();
        return distribution;
    }

    private int today() {
        return (int) Math.floorDiv(logicalMs() + 5 * 3_600_000L, 86_400_000L);
    }

    private long logicalMs() {
        return floor.core.nowMs() + floor.core.clockOffsetMs();
    }

    private long placed(String code) {
        long now = logicalMs();
        say(MoneyCommands.bookBankCredit(BANK, holder, TENGE, 100_000, new byte[32], RandomMarket.PAPER));
        say(MoneyCommands.bookBankCredit(BANK, ISSUER, TENGE, 100_000, new byte[32], RandomMarket.PAPER));
        long issue = say(IssueCommands.registerIssue(
                DfaKind.FINANCIAL_INSTRUMENT,
                ISSUER,
                TENGE,
                0,
                1_000,
                200,
                today(),
                1_000,
                9,
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
