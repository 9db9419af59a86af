package kz.sandyq.market;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.FactCommands;
import kz.sandyq.protocol.command.FeeCommands;
import kz.sandyq.protocol.command.FeeTier;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.LienCommands;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.OrderRules;
import kz.sandyq.protocol.command.PermissionCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.RightsLeg;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.command.WatchCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.BurnReason;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.ClockCause;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.protocol.sbe.FeeReason;
import kz.sandyq.protocol.sbe.FeeStatus;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HolderNotice;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.PayoutEnd;
import kz.sandyq.protocol.sbe.PlatformStatus;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.RightsBasis;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradingPhase;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands that a market sees seldom, said to a random market now and then. */
final class RareActs {
    private static final long BANK = 1;
    private static final long TENGE = 1;
    private static final long COIN = 2;
    private static final byte[] REFERENCE = new byte[32];

    private final Floor floor;
    private final Random random;
    private final long own;
    private final long spare;
    private final long suspense;
    private final long pair;
    private final long takings;
    private int limit = Floor.SMALL.maxOrders();
    private int issues;

    RareActs(RandomMarket market) {
        floor = market.floor;
        random = market.random;
        long wallet =
                say(AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(99))));
        own = say(AccountCommands.openAccount(wallet, Capacity.OPERATOR_OWN, Activity.DFA));
        spare = say(AccountCommands.openAccount(wallet, Capacity.OPERATOR_OWN, Activity.DFA));
        pair = say(TradingCommands.openInstrument(COIN, TENGE, 1, 1, "COIN"));
        takings = say(AccountCommands.openAccount(wallet, Capacity.FEES, Activity.DFA));
        suspense = say(AccountCommands.openAccount(1, Capacity.SUSPENSE, Activity.DFA));
    }

    void round() {
        undo();
        money();
        pledge();
        succession();
        permissions();
        fees();
        watches();
        issue();
        redemption();
        system();
    }

    /** A trade in an auction, and its cancellation. */
    private void undo() {
        OrderRules rules = new OrderRules(0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000);
        say(TradingCommands.setInstrumentRules(pair, rules, RandomMarket.PAPER));
        say(MoneyCommands.bookBankCredit(BANK, own, TENGE, 1_000, REFERENCE, RandomMarket.PAPER));
        say(IssueCommands.mintStablecoin(COIN, own, 2));
        say(IssueCommands.burnStablecoin(COIN, own, 1));
        say(HoldingCommands.transfer(own, spare, COIN, 1, RandomMarket.PAPER));
        say(TradingCommands.setTradingStatus(
                pair,
                SecurityTradingStatus.PRE_OPEN,
                TradingPhase.UNSCHEDULED_AUCTION,
                HaltReason.NONE,
                false,
                RandomMarket.PAPER));
        say(TradingCommands.placeOrder(pair, own, Side.BUY, OrdType.LIMIT, TimeInForce.GTC, 1, 1, 0));
        say(TradingCommands.placeOrder(pair, spare, Side.SELL, OrdType.LIMIT, TimeInForce.GTC, 1, 1, 0));
        say(TradingCommands.setTradingStatus(
                pair, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, RandomMarket.PAPER));
        long trades = Objects.requireNonNull(floor.core.stateOrNull()).scalars.get(Scalars.TRADES);
        say(TradingCommands.cancelTrade(trades, RandomMarket.PAPER));
    }

    private void money() {
        long client = 3 + 2L * random.nextInt(RandomMarket.CLIENTS);
        long amount = 1 + random.nextInt(10_000);
        say(MoneyCommands.bookBankCredit(BANK, own, TENGE, amount, REFERENCE, RandomMarket.PAPER));
        say(MoneyCommands.bookBankDebit(BANK, own, TENGE, amount / 2 + 1, REFERENCE, RandomMarket.PAPER));
        say(MoneyCommands.bookBankCredit(BANK, suspense, TENGE, amount, REFERENCE, RandomMarket.PAPER));
        say(MoneyCommands.settleSuspense(suspense, client, TENGE, amount, RandomMarket.PAPER));
        long hold = say(MoneyCommands.reservePayout(client, TENGE, amount));
        say(MoneyCommands.bookPayout(hold, BANK, amount, REFERENCE, RandomMarket.PAPER));
        say(MoneyCommands.releasePayout(say(MoneyCommands.reservePayout(client, TENGE, 1)), PayoutEnd.WITHDRAWN));
    }

    private void pledge() {
        long client = 3 + 2L * random.nextInt(RandomMarket.CLIENTS);
        say(MoneyCommands.bookBankCredit(BANK, own, TENGE, 1_000, REFERENCE, RandomMarket.PAPER));
        long pledge = say(HoldingCommands.placeEncumbrance(
                EncumbranceKind.PLEDGE, own, TENGE, 2, 5, 1, true, false, false, 0, RandomMarket.PAPER));
        say(HoldingCommands.releaseEncumbrance(pledge, 2, RandomMarket.PAPER));
        say(HoldingCommands.transfer(client, client == 3 ? 5 : 3, TENGE, 1, RandomMarket.PAPER));
    }

    /** A client who dies with pledged money: enforced, then inherited. */
    private void succession() {
        int giver = random.nextInt(RandomMarket.CLIENTS);
        long client = 3 + 2L * giver;
        long heir = 3 + 2L * ((giver + 1) % RandomMarket.CLIENTS);
        say(MoneyCommands.bookBankCredit(BANK, client, TENGE, 900_000, REFERENCE, RandomMarket.PAPER));
        long pledge = say(HoldingCommands.placeEncumbrance(
                EncumbranceKind.PLEDGE, client, TENGE, 9, 5, 60, true, false, false, 0, RandomMarket.PAPER));
        say(LienCommands.enforcePledge(pledge, 4, heir, heir, TENGE, 4, 9, RandomMarket.PAPER));
        say(LienCommands.setHolderNotice(2 + giver, HolderNotice.DEATH, RandomMarket.PAPER));
        say(LienCommands.transferRights(
                2 + giver,
                RightsBasis.SUCCESSION,
                RandomMarket.PAPER,
                List.of(RightsLeg.free(client, heir, TENGE, 7), new RightsLeg(client, heir, TENGE, 5, pledge))));
        say(LienCommands.setHolderNotice(2 + giver, HolderNotice.NONE, RandomMarket.PAPER));
    }

    /** Permissions of the operator's own account, which no random client meets; the regime goes on and off. */
    private void permissions() {
        say(PermissionCommands.setAccountPermissions(
                own, PermissionCommands.ALL_CLASSES, 0, TENGE, 1_000, RandomMarket.PAPER));
        say(PermissionCommands.setClearance(1, logicalMs() + 1_000, RandomMarket.PAPER));
        say(PermissionCommands.setClearanceRegime(true, RandomMarket.PAPER));
        say(PermissionCommands.startPurchasePeriod());
        say(PermissionCommands.setClearanceRegime(false, RandomMarket.PAPER));
        for (PlatformStatus status : List.of(PlatformStatus.NO_NEW_CLIENTS_OR_ISSUES, PlatformStatus.OPEN)) {
            say(SystemCommands.setPlatformStatus(Activity.DFA, status, RandomMarket.PAPER));
        }
    }

    /** A schedule of no fees, and a state body that would pay none anyway. */
    private void fees() {
        long schedule = say(
                FeeCommands.createFeeSchedule(TENGE, takings, 0, List.of(new FeeTier(0, 0, 0, 0)), RandomMarket.PAPER));
        int today = (int) Math.floorDiv(logicalMs() + 5 * 3_600_000L, 86_400_000L);
        say(FeeCommands.assignFeeSchedule(pair, schedule, today, RandomMarket.PAPER));
        say(FeeCommands.setFeeStatus(2, FeeStatus.STATE_BODY, RandomMarket.PAPER));
        say(FeeCommands.startFeePeriod());
        say(MoneyCommands.bookBankCredit(BANK, 2, TENGE, 1_000, REFERENCE, RandomMarket.PAPER));
        say(FeeCommands.setFeeStatus(2, FeeStatus.ORDINARY, RandomMarket.PAPER));
        long charge = say(FeeCommands.chargeFee(2, takings, TENGE, 3, FeeReason.OPERATION, RandomMarket.PAPER));
        say(FeeCommands.refundFee(2, takings, TENGE, 2, charge, RandomMarket.PAPER));
    }

    /** A client who leaves in order, and one who is lost. */
    private void watches() {
        long watch = say(WatchCommands.openOrderWatch(0, false, List.of(own)));
        say(WatchCommands.renewOrderWatch(watch));
        say(WatchCommands.endOrderWatch(watch, false));
        say(WatchCommands.endOrderWatch(say(WatchCommands.openOrderWatch(9, true, List.of(own, spare))), true));
    }

    private void issue() {
        String number = "R-" + ++issues;
        long client = 3 + 2L * random.nextInt(RandomMarket.CLIENTS);
        int today = (int) Math.floorDiv(logicalMs() + 5 * 3_600_000L, 86_400_000L);
        long issue = say(IssueCommands.registerIssue(
                DfaKind.ASSET_BACKED,
                2,
                1,
                0,
                100,
                1_000,
                today,
                100,
                0,
                true,
                logicalMs() + 1_000,
                "RARE" + issues,
                number,
                false,
                RandomMarket.PAPER));
        say(IssueCommands.setBackingValidUntil(issue, logicalMs() + 2_000_000, RandomMarket.PAPER));
        say(PermissionCommands.setIssueRules(issue, false, 5, 1, 2, 0, RandomMarket.PAPER));
        say(IssueCommands.setIssueSuspended(issue, true, RandomMarket.PAPER));
        say(IssueCommands.setIssueSuspended(issue, false, RandomMarket.PAPER));
        say(IssueCommands.mint(issue, 500, RandomMarket.PAPER));
        long placement = say(PlacementCommands.openPlacement(
                issue,
                logicalMs(),
                logicalMs() + 60_000,
                0,
                200,
                100,
                5,
                0,
                AllocationMethod.PRO_RATA,
                RandomMarket.PAPER));
        say(MoneyCommands.bookBankCredit(BANK, client, TENGE, 1_000, REFERENCE, RandomMarket.PAPER));
        say(PlacementCommands.withdrawSubscription(say(PlacementCommands.subscribe(placement, client, 5)), client));
        say(PlacementCommands.cancelPlacement(placement, RandomMarket.PAPER));
        trade(issue, client);
        floor.tick(250);
        say(IssueCommands.burnUnsold(issue, 500, BurnReason.UNSOLD_AFTER_PLACEMENT, RandomMarket.PAPER));
        say(IssueCommands.cancelIssue(issue, RandomMarket.PAPER));
    }

    /** An issue of which nobody bought anything comes to its end. */
    private void redemption() {
        int today = (int) Math.floorDiv(logicalMs() + 5 * 3_600_000L, 86_400_000L);
        long issue = say(IssueCommands.registerIssue(
                DfaKind.FINANCIAL_INSTRUMENT,
                2,
                1,
                0,
                100,
                1_000,
                today,
                100,
                0,
                false,
                0,
                "DUE" + issues,
                "D-" + issues,
                false,
                RandomMarket.PAPER));
        say(IssueCommands.mint(issue, 5, RandomMarket.PAPER));
        say(HoldingCommands.startRedemption(issue, RedemptionBasis.OBLIGATION_PERFORMED, RandomMarket.PAPER));
    }

    private void trade(long issue, long client) {
        long pair = say(TradingCommands.openInstrument(issue, TENGE, 1, 1, "RARE" + issues));
        long order = say(TradingCommands.placeOrder(pair, client, Side.BUY, OrdType.LIMIT, TimeInForce.GTC, 1, 2, 0));
        say(OrderCommands.replaceOrder(order, client, 1, 1, 0));
        say(TradingCommands.cancelOrder(order, client));
        say(TradingCommands.setTradingStatus(
                pair, SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING, HaltReason.NONE, RandomMarket.PAPER));
    }

    private void system() {
        Limits small = Floor.SMALL;
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        if (state.scalars.get(Scalars.RULES) >= Rules.FACTS) {
            say(FactCommands.recordFacts(List.of(FactVerbs.fact(FactKind.AUDIT, 1 + limit % 100))));
        }
        say(SystemCommands.activateRules(state.scalars.getInt(Scalars.RULES)));
        say(SystemCommands.raiseLimits(new Limits(
                small.maxAssets(),
                small.maxWallets(),
                small.maxAccounts(),
                small.maxBalances(),
                small.maxHolds(),
                ++limit,
                small.maxInstruments(),
                small.maxPlacements(),
                small.maxSubscriptions(),
                small.maxEncumbrances(),
                small.maxClaims(),
                small.maxTasks(),
                small.maxKeys())));
        long last = floor.core.nowMs();
        floor.tick(60_001 + random.nextInt(1_000_000));
        say(SystemCommands.confirmClock(last, floor.nowMs, ClockCause.PLANNED_DOWNTIME));
        say(SystemCommands.advanceDemoClock(floor.core.clockOffsetMs() + random.nextInt(10)));
    }

    private long logicalMs() {
        return floor.core.nowMs() + floor.core.clockOffsetMs();
    }

    private long say(CommandBody body) {
        return floor.submit(body).resultId();
    }

    /** What a log has applied: the template of each command that was answered OK. */
    static Set<Integer> appliedIn(Floor floor) {
        Set<Integer> templates = new TreeSet<>();
        Floor other = new Floor();
        for (Floor.Entry entry : floor.log) {
            other.nowMs = entry.timestampMs();
            if (entry.bytes().length == 0) {
                other.tick(0);
            } else if (other.submit(entry.bytes()).rejectCode() == 0) {
                templates.add(new MessageHeaderDecoder()
                        .wrap(new UnsafeBuffer(entry.bytes()), 0)
                        .templateId());
            }
        }
        return templates;
    }
}
