package kz.sandyq.readmodel;

import java.time.LocalDate;
import java.util.List;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.FeeCommands;
import kz.sandyq.protocol.command.FeeTier;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.FeeReason;
import kz.sandyq.protocol.sbe.FeeStatus;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.WalletKind;

/** A chapter of a story: a tariff of 0.5 and 1 percent, a trade under it, a fee by hand and what went back of it. */
final class FeeChapter {
    private static final long DAY_MS = 86_400_000;
    private static final long OFFSET_MS = 400 * DAY_MS + 5 * 3_600_000;

    final LocalDate today;
    final long pair;
    final long buyer;
    final long seller;
    final long schedule;
    final long traded;
    final long charged;

    FeeChapter(Log log, long money, long pair, long seller, long buyer) {
        this.pair = pair;
        this.seller = seller;
        this.buyer = buyer;
        int day = (int) ((log.nowMs + OFFSET_MS) / DAY_MS);
        today = LocalDate.ofEpochDay(day);
        long own = wallet(log, 31);
        long fees = log.say(AccountCommands.openAccount(own, Capacity.FEES, Activity.DFA));
        schedule = log.say(FeeCommands.createFeeSchedule(
                money,
                fees,
                10,
                List.of(new FeeTier(0, 5_000, 10_000, 5_000), new FeeTier(1_000_000, 0, 5_000, 0)),
                RuleChapter.ORDER));
        log.say(FeeCommands.assignFeeSchedule(pair, schedule, day, RuleChapter.ORDER));
        log.say(FeeCommands.assignFeeSchedule(pair, schedule, day + 5, RuleChapter.ORDER));
        log.say(FeeCommands.assignFeeSchedule(pair, schedule, day + 9, RuleChapter.ORDER));
        log.say(FeeCommands.setFeeStatus(wallet(log, 32), FeeStatus.STATE_BODY, RuleChapter.ORDER));
        log.say(FeeCommands.startFeePeriod());
        log.say(TradingCommands.placeOrder(pair, seller, Side.SELL, OrdType.LIMIT, TimeInForce.GTC, 1_000, 2, 0));
        log.say(TradingCommands.placeOrder(pair, buyer, Side.BUY, OrdType.LIMIT, TimeInForce.GTC, 1_000, 2, 0));
        traded = log.sequence();
        log.say(FeeCommands.chargeFee(seller, fees, money, 100, FeeReason.OPERATION, RuleChapter.ORDER));
        charged = log.sequence();
        log.say(FeeCommands.refundFee(seller, fees, money, 40, charged, RuleChapter.ORDER));
    }

    private static long wallet(Log log, long holder) {
        return log.say(
                AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holder))));
    }
}
