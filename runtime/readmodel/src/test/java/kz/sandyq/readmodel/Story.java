package kz.sandyq.readmodel;

import java.util.List;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.Income;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.LienCommands;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.OrderRules;
import kz.sandyq.protocol.command.PaymentCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.command.WithheldTax;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HolderNotice;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradingPhase;
import kz.sandyq.protocol.sbe.WalletKind;

/**
 * The life of a note: placed to Alice (60) and to Bob and Vera jointly (40), 10 of Alice's pledged, 5 sold to the joint
 * wallet with 3 more on order, 7 given away, redeemed. A reversed bank credit leaves a claim.
 */
final class Story {
    static final Limits SMALL = new Limits(64, 400, 800, 1_600, 400, 800, 16, 16, 400, 200, 40, 16, 4_000);
    static final Ground PLEDGE = new Ground(501, 20_000, 77, 0, filled(7));
    private static final Ground PAPER = new Ground(3, 20_000, 9, 0, filled(9));

    final Log log = new Log();
    final DeskStory desks = new DeskStory();
    long money;
    long bank;
    long issuer;
    long alice;
    long joint;
    long nominee;
    long jointWallet;
    long nomineeWallet;
    long issue;
    long unsold;
    long placement;
    long instrument;
    long pledge;
    long subscriptionOpened;
    long placed;
    long pledged;
    long traded;
    long transferred;
    long beforeRedemption;
    long claimant;
    final RuleChapter rules;
    final FeeChapter fees;
    long instruction;
    private long nextPair;
    private long nextSeller;
    private long nextBuyer;

    Story() {
        people();
        noteIsPlaced();
        noteIsTraded();
        moneyGoesBack();
        noteIsRedeemed();
        anotherNoteHasADayWithAnAuctionAndACancelledTrade();
        rules = new RuleChapter(log, money, issuer);
        fees = new FeeChapter(log, money, nextPair, nextSeller, nextBuyer);
        moneyIsPromisedThroughAMediator();
        anAccountWithALimitBuys();
    }

    private void people() {
        log.say(SystemCommands.genesis(7, true, 0, 300, 60_000, 3_600_000, 4, 8, SMALL));
        money = log.say(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        long own = wallet(HoldingKind.SOLE, Holder.sole(1));
        bank = account(own, Capacity.BANK_SIDE);
        issuer = account(wallet(HoldingKind.SOLE, Holder.sole(2)), Capacity.ISSUER);
        long aliceWallet = wallet(HoldingKind.SOLE, Holder.sole(3));
        alice = account(aliceWallet, Capacity.CLIENT);
        jointWallet = wallet(HoldingKind.JOINT, new Holder(4, 1, 3), new Holder(5, 2, 3));
        joint = account(jointWallet, Capacity.CLIENT);
        nomineeWallet = wallet(HoldingKind.NOMINEE_UNDISCLOSED, Holder.sole(6));
        nominee = account(nomineeWallet, Capacity.CLIENT);
        claimant = account(aliceWallet, Capacity.CLAIM);
        for (long each : new long[] {issuer, alice, joint, nominee}) {
            credit(each, 20_000_000);
        }
    }

    private void noteIsPlaced() {
        issue = log.say(IssueCommands.registerIssue(
                DfaKind.FINANCIAL_INSTRUMENT,
                issuer,
                money,
                0,
                1_000,
                1_000,
                20_900,
                1_000,
                0,
                false,
                0,
                "NOTE",
                "N-1",
                false,
                PAPER));
        log.say(IssueCommands.mint(issue, 100, PAPER));
        placement = log.say(PlacementCommands.openPlacement(
                issue, log.nowMs, log.nowMs + 10_000, 0, 100, 900, 1, 0, AllocationMethod.PRO_RATA, PAPER));
        log.say(PlacementCommands.subscribe(placement, alice, 60));
        log.sayNow(PlacementCommands.subscribe(placement, joint, 40));
        subscriptionOpened = log.sequence();
        log.say(PlacementCommands.closePlacement(placement, PAPER));
        for (int i = 0; i < 10; i++) {
            log.tick(50);
        }
        placed = log.sequence();
    }

    private void noteIsTraded() {
        pledge = log.say(HoldingCommands.placeEncumbrance(
                EncumbranceKind.PLEDGE, alice, issue, 10, 2, 1, true, false, false, 0, PLEDGE));
        pledged = log.sequence();
        instrument = log.say(TradingCommands.openInstrument(issue, money, 1, 1, "NOTE/KZT"));
        log.say(TradingCommands.setTradingStatus(
                instrument, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, PAPER));
        order(joint, Side.BUY, 8);
        order(alice, Side.SELL, 5);
        traded = log.sequence();
        log.say(HoldingCommands.transfer(alice, nominee, issue, 7, PLEDGE));
        transferred = log.sequence();
    }

    private void moneyGoesBack() {
        credit(alice, 1_000);
        long credit = log.sequence();
        long hold = log.say(MoneyCommands.reservePayout(alice, money, 19_951_500));
        log.say(MoneyCommands.reverseBankCredit(credit, bank, alice, claimant, money, 1_000, filled(99), PAPER));
        log.say(MoneyCommands.bookPayout(hold, bank, 19_951_500, filled(98), PAPER));
        beforeRedemption = log.sequence();
    }

    private void noteIsRedeemed() {
        log.say(SystemCommands.advanceDemoClock(400L * 86_400_000));
        log.say(HoldingCommands.startRedemption(issue, RedemptionBasis.OBLIGATION_PERFORMED, PAPER));
        for (int i = 0; i < 10; i++) {
            log.tick(50);
        }
    }

    private void anotherNoteHasADayWithAnAuctionAndACancelledTrade() {
        long seller = account(wallet(HoldingKind.SOLE, Holder.sole(7)), Capacity.CLIENT);
        long buyer = account(wallet(HoldingKind.SOLE, Holder.sole(8)), Capacity.CLIENT);
        credit(seller, 100_000);
        credit(buyer, 100_000);
        long second = log.say(IssueCommands.registerIssue(
                DfaKind.FINANCIAL_INSTRUMENT,
                issuer,
                money,
                0,
                1_000,
                1_000,
                30_000,
                1_000,
                1,
                false,
                0,
                "NEXT",
                "N-2",
                true,
                PAPER));
        log.say(IssueCommands.mint(second, 50, PAPER));
        long offering = log.say(PlacementCommands.openPlacement(
                second, log.nowMs, log.nowMs + 1_000_000_000_000L, 0, 50, 900, 1, 0, AllocationMethod.PRO_RATA, PAPER));
        log.say(PlacementCommands.subscribe(offering, seller, 50));
        log.say(PlacementCommands.closePlacement(offering, PAPER));
        for (int i = 0; i < 10; i++) {
            log.tick(50);
        }
        long pair = log.say(TradingCommands.openInstrument(second, money, 1, 1, "NEXT/KZT"));
        log.say(TradingCommands.setInstrumentRules(pair, new OrderRules(0, 0, 0, 0, 0, 0, 0, 0, 0, 3_600_000), PAPER));
        phase(pair, SecurityTradingStatus.POST_CLOSE, TradingPhase.POST_TRADING);
        phase(pair, SecurityTradingStatus.PRE_OPEN, TradingPhase.OPENING_AUCTION);
        order(pair, seller, Side.SELL, 5);
        order(pair, buyer, Side.BUY, 5);
        phase(pair, SecurityTradingStatus.READY_TO_TRADE, TradingPhase.CONTINUOUS);
        log.tick(50);
        log.say(TradingCommands.cancelTrade(2, PAPER));
        nextPair = pair;
        nextSeller = seller;
        nextBuyer = buyer;
        anotherNotePays(second);
        desks.tell(log, second, seller, buyer, log.nowMs + 400L * 86_400_000, PAPER);
        log.say(LienCommands.setHolderNotice(
                log.say(AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(9)))),
                HolderNotice.DEATH,
                PAPER));
    }

    private void anotherNotePays(long second) {
        log.say(SettlementCommands.redeemPart(second, RedemptionBasis.OTHER_GROUND_IN_TERMS, 1, 5, 1, PAPER));
        for (int i = 0; i < 5; i++) {
            log.tick(50);
        }
        int tomorrow = (int) (log.nowMs / 86_400_000 + 402);
        log.say(PaymentCommands.recordIncome(second, tomorrow, Income.given(100, 1), new WithheldTax(0, 10, 0), PAPER));
        for (int i = 0; i < 5; i++) {
            log.tick(50);
        }
    }

    private void moneyIsPromisedThroughAMediator() {
        instruction = log.say(InstructionCommands.proposeSettlement(
                log.nowMs + 1_000_000_000_000L,
                77,
                List.of(
                        new SettlementLeg(nextSeller, nextBuyer, money, 500),
                        new SettlementLeg(nextBuyer, nextSeller, money, 300)),
                PAPER));
        log.say(InstructionCommands.affirmSettlement(instruction, nextSeller));
    }

    private void anAccountWithALimitBuys() {
        credit(rules.account, 10_000);
        order(nextPair, rules.account, Side.BUY, 3);
    }

    private void phase(long pair, SecurityTradingStatus status, TradingPhase phase) {
        log.say(TradingCommands.setTradingStatus(pair, status, phase, HaltReason.NONE, false, PAPER));
    }

    private void order(long account, Side side, long lots) {
        order(instrument, account, side, lots);
    }

    private void order(long pair, long account, Side side, long lots) {
        log.say(TradingCommands.placeOrder(pair, account, side, OrdType.LIMIT, TimeInForce.GTC, 950, lots, 0));
    }

    private void credit(long account, long amountMinor) {
        log.say(MoneyCommands.bookBankCredit(bank, account, money, amountMinor, filled((int) log.sequence()), PAPER));
    }

    private long wallet(HoldingKind kind, Holder... holders) {
        return log.say(AccountCommands.openWallet(WalletKind.KEPT_HERE, kind, 0, List.of(holders)));
    }

    private long account(long wallet, Capacity capacity) {
        CommandBody body = AccountCommands.openAccount(wallet, capacity, Activity.DFA);
        return log.say(body);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
