package kz.sandyq.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.OrderRules;
import kz.sandyq.protocol.command.OrderTerms;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.BurnReason;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.ClockCause;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.PayoutEnd;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.SelfTradePrevention;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradingPhase;
import kz.sandyq.protocol.sbe.WalletKind;

/** The verbs of a scenario. */
final class Verbs {
    private static final byte[] REFERENCE = new byte[32];

    private Verbs() {}

    static CommandBody body(Script.Step s) {
        return switch (s.verb) {
            case "batch" ->
                BatchCommands.batch(
                        BatchMode.valueOf(s.words.getFirst()),
                        s.items().stream().map(Verbs::body).toList());
            case "genesis", "raise", "confirm", "advance", "rules", "asset", "wallet", "account" -> system(s);
            case "credit", "reserve", "payout", "release", "debit", "reverse", "settle" -> money(s);
            case "issue", "mint", "stable", "unstable", "burn", "suspend", "cancelissue", "backing", "redeem" ->
                issue(s);
            case "offer", "subscribe", "withdraw", "close", "cancelplacement" -> placement(s);
            case "pair", "status", "setrules", "undo", "cancel" -> trading(s);
            case "buy", "sell", "replace", "endday", "cancelall" -> order(s);
            default -> holding(s);
        };
    }

    static int today(Script.Step s) {
        return (int) Math.floorDiv(s.now() + 5 * 3_600_000L, 86_400_000L);
    }

    static Ground ground(Script.Step s) {
        Ground paper = Ground.of(3, LocalDate.of(2026, 5, 1), 9, new byte[32]);
        LocalDate day = LocalDate.ofEpochDay(today(s));
        return switch (s.text("ground", "paper")) {
            case "none" -> Ground.NONE;
            case "tomorrow" -> paper.effective(day.plusDays(1));
            case "yesterday" -> paper.effective(day.minusDays(1));
            case "today" -> paper.effective(day);
            case "spoken" -> Ground.NONE.effective(day);
            case "unproven" -> Ground.NONE.effective(day.minusDays(1));
            default -> paper;
        };
    }

    private static CommandBody system(Script.Step s) {
        return switch (s.verb) {
            case "genesis" ->
                SystemCommands.genesis(
                        (int) s.option("cluster", 7),
                        s.option("demo", 1) == 1,
                        s.option("offset", 0),
                        300,
                        60_000,
                        3_600_000,
                        4,
                        s.fills(),
                        s.limits(Floor.SMALL),
                        (int) s.option("rules", Rules.NEWEST));
            case "raise" -> SystemCommands.raiseLimits(s.limits(Floor.SMALL));
            case "confirm" -> SystemCommands.confirmClock(s.number(0), s.number(1), ClockCause.PLANNED_DOWNTIME);
            case "advance" -> SystemCommands.advanceDemoClock(s.number(0));
            case "rules" -> SystemCommands.activateRules((int) s.number(0));
            case "asset" ->
                AccountCommands.createAsset(
                        AssetKind.valueOf(s.text("kind", "MONEY")), (int) s.option("scale", 2), s.words.get(0));
            case "wallet" -> {
                List<Holder> holders = new ArrayList<>();
                for (int i = 1; i < s.words.size(); i++) {
                    String[] share = s.words.get(i).split("/");
                    int ref = share.length > 2 ? Integer.parseInt(share[2]) : i;
                    holders.add(new Holder(ref, Integer.parseInt(share[0]), Integer.parseInt(share[1])));
                }
                yield AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.valueOf(s.words.get(0)), 0, holders);
            }
            default ->
                AccountCommands.openAccount(
                        s.number(0),
                        Capacity.valueOf(s.words.get(1)),
                        Activity.valueOf(s.text("for", "DFA")),
                        s.option("group", 0));
        };
    }

    private static CommandBody money(Script.Step s) {
        long bank = s.option("bank", 1);
        long asset = s.option("asset", 1);
        return switch (s.verb) {
            case "credit" -> MoneyCommands.bookBankCredit(bank, s.number(0), asset, s.number(1), REFERENCE, ground(s));
            case "reserve" -> MoneyCommands.reservePayout(s.number(0), asset, s.number(1));
            case "payout" -> MoneyCommands.bookPayout(s.number(0), bank, s.number(1), REFERENCE, ground(s));
            case "release" ->
                MoneyCommands.releasePayout(s.number(0), PayoutEnd.valueOf(s.text("for", "REJECTED_BY_BANK")));
            case "debit" -> MoneyCommands.bookBankDebit(bank, s.number(0), asset, s.number(1), REFERENCE, ground(s));
            case "reverse" ->
                MoneyCommands.reverseBankCredit(
                        s.number(0), bank, s.number(1), s.option("claim", 7), asset, s.number(2), REFERENCE, ground(s));
            default -> MoneyCommands.settleSuspense(s.number(0), s.number(1), asset, s.number(2), ground(s));
        };
    }

    private static CommandBody issue(Script.Step s) {
        return switch (s.verb) {
            case "issue" ->
                IssueCommands.registerIssue(
                        DfaKind.valueOf(s.text("kind", "FINANCIAL_INSTRUMENT")),
                        s.option("issuer", 4),
                        s.option("money", 1),
                        (int) s.option("scale", 0),
                        s.option("nominal", 1_000),
                        s.option("volume", 1_000),
                        today(s) + (int) s.option("days", 0),
                        s.option("price", 1_000),
                        (int) s.option("income", 0),
                        s.option("backed", 0) == 1,
                        s.option("until", 0),
                        s.words.get(0),
                        s.words.size() > 1 ? s.words.get(1) : "",
                        s.option("early", 0) == 1,
                        ground(s));
            case "mint" -> IssueCommands.mint(s.number(0), s.number(1), ground(s));
            case "stable" -> IssueCommands.mintStablecoin(s.number(0), s.number(1), s.number(2));
            case "unstable" -> IssueCommands.burnStablecoin(s.number(0), s.number(1), s.number(2));
            case "burn" ->
                IssueCommands.burnUnsold(
                        s.number(0),
                        s.number(1),
                        BurnReason.valueOf(s.text("for", "UNSOLD_AFTER_PLACEMENT")),
                        ground(s));
            case "suspend" -> IssueCommands.setIssueSuspended(s.number(0), s.number(1) == 1, ground(s));
            case "cancelissue" -> IssueCommands.cancelIssue(s.number(0), ground(s));
            case "backing" -> IssueCommands.setBackingValidUntil(s.number(0), s.number(1), ground(s));
            default ->
                HoldingCommands.startRedemption(
                        s.number(0),
                        s.option("early", 0) == 1
                                ? RedemptionBasis.OTHER_GROUND_IN_TERMS
                                : RedemptionBasis.OBLIGATION_PERFORMED,
                        ground(s));
        };
    }

    private static CommandBody placement(Script.Step s) {
        return switch (s.verb) {
            case "offer" ->
                PlacementCommands.openPlacement(
                        s.number(0),
                        s.option("from", s.now()),
                        s.option("until", s.now() + 100_000),
                        s.option("min", 0),
                        s.option("max", 100),
                        s.option("price", 1_000),
                        s.option("lot", 1),
                        s.option("cap", 0),
                        AllocationMethod.valueOf(s.text("method", "PRO_RATA")),
                        ground(s));
            case "subscribe" -> PlacementCommands.subscribe(s.number(0), s.number(1), s.number(2));
            case "withdraw" -> PlacementCommands.withdrawSubscription(s.number(0), s.number(1));
            case "close" -> PlacementCommands.closePlacement(s.number(0), ground(s));
            default -> PlacementCommands.cancelPlacement(s.number(0), ground(s));
        };
    }

    private static CommandBody trading(Script.Step s) {
        return switch (s.verb) {
            case "pair" ->
                TradingCommands.openInstrument(
                        s.number(0), s.number(1), s.option("lot", 1), s.option("tick", 1), "PAIR");
            case "status" ->
                TradingCommands.setTradingStatus(
                        s.number(0),
                        SecurityTradingStatus.valueOf(s.words.get(1)),
                        TradingPhase.valueOf(s.text("phase", "NONE")),
                        HaltReason.valueOf(s.text("reason", "NONE")),
                        s.option("cancel", 0) == 1,
                        ground(s));
            case "undo" -> TradingCommands.cancelTrade(s.number(0), ground(s));
            case "setrules" ->
                TradingCommands.setInstrumentRules(
                        s.number(0),
                        new OrderRules(
                                s.option("lots", 0),
                                s.option("most", 0),
                                s.option("least", 0),
                                s.option("reference", 0),
                                s.option("ticks", 0),
                                (int) s.option("collar", 0),
                                (int) s.option("dynamic", 0),
                                (int) s.option("static", 0),
                                s.option("lasts", 0),
                                s.option("window", 0)),
                        ground(s));
            default -> TradingCommands.cancelOrder(s.number(0), s.number(1));
        };
    }

    private static CommandBody order(Script.Step s) {
        return switch (s.verb) {
            case "replace" ->
                OrderCommands.replaceOrder(
                        s.number(0), s.number(1), s.option("at", 0), s.number(2), s.option("stop", 0));
            case "endday" -> OrderCommands.endDay(s.number(0));
            case "cancelall" -> OrderCommands.cancelAllOrders(s.number(0), s.option("in", 0));
            default ->
                OrderCommands.placeOrder(new OrderTerms(
                        s.number(0),
                        s.number(1),
                        s.verb.equals("buy") ? Side.BUY : Side.SELL,
                        OrdType.valueOf(s.text("type", "LIMIT")),
                        TimeInForce.valueOf(s.text("tif", "GTC")),
                        s.option("at", 0),
                        s.number(2),
                        0,
                        s.option("show", 0),
                        s.option("stop", 0),
                        s.option("until", 0),
                        s.option("post", 0) == 1 ? ExecInst.PARTICIPATE_DONT_INITIATE : ExecInst.NONE,
                        SelfTradePrevention.valueOf(s.text("own", "CANCEL_NEWEST"))));
        };
    }

    private static CommandBody holding(Script.Step s) {
        return switch (s.verb) {
            case "transfer" -> HoldingCommands.transfer(s.number(0), s.number(1), s.number(2), s.number(3), ground(s));
            case "free" -> HoldingCommands.releaseEncumbrance(s.number(0), s.number(1), ground(s));
            case "pledge", "arrest", "freeze", "lockup", "enforce", "notice", "rights" -> LienVerbs.body(s, ground(s));
            case "permit", "clear", "rule", "period", "regime", "platform" -> PermissionVerbs.body(s, ground(s));
            case "agree", "block", "proceed", "ready", "accept", "decline", "told" -> MoveVerbs.body(s, ground(s));
            case "hold", "pass", "refuse" -> TransferVerbs.body(s, ground(s));
            case "watch", "alive", "gone", "logout" -> WatchVerbs.body(s);
            case "facts" -> FactVerbs.body(s);
            case "tariff", "charges", "feestatus", "feeperiod", "charge", "refund" -> FeeVerbs.body(s);
            default -> SettlementVerbs.body(s);
        };
    }
}
