package kz.sandyq.market;

import java.util.Objects;
import java.util.Random;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.OrderRules;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradingPhase;

/** What is done to the pairs of a random market. */
final class RandomTrading {
    /** Holds the stablecoins of an uncross. */
    private static final long HOLDER = 5;

    private final RandomMarket market;
    private final Random random;
    private long coinPair;

    RandomTrading(RandomMarket market) {
        this.market = market;
        random = market.random;
    }

    CommandBody command(RandomMarket.Kind kind) {
        return switch (kind) {
            case STATUS -> status(market.pair());
            case UNDO -> TradingCommands.cancelTrade(recentTrade(), RandomMarket.PAPER);
            default -> TradingCommands.setInstrumentRules(market.pair(), rules(), RandomMarket.PAPER);
        };
    }

    private long recentTrade() {
        return Objects.requireNonNull(market.floor.core.stateOrNull()).scalars.get(Scalars.TRADES) - random.nextInt(3);
    }

    /** Trades of the newest pair may be cancelled. */
    CommandBody window() {
        return TradingCommands.setInstrumentRules(
                market.pair(), new OrderRules(0, 0, 0, 0, 0, 0, 0, 0, 0, 600_000), RandomMarket.PAPER);
    }

    private OrderRules rules() {
        return new OrderRules(18, 0, 975, 200, 0, 200, 150, random.nextInt(2) * 200, random.nextInt(3) * 500, 60_000);
    }

    /** Mostly back to trading, so that a pair does not stay closed for long. */
    private CommandBody status(long pair) {
        int pick = random.nextInt(10);
        boolean back = pick >= TradingState.values().length;
        return status(pair, back ? TradingState.CONTINUOUS : TradingState.at(pick));
    }

    private CommandBody status(long pair, TradingState next) {
        return TradingCommands.setTradingStatus(
                pair,
                SecurityTradingStatus.get((short) next.status),
                TradingPhase.get((short) next.phase),
                next == TradingState.HALT ? HaltReason.TECHNICAL : HaltReason.NONE,
                next == TradingState.HALT && random.nextBoolean(),
                RandomMarket.PAPER);
    }

    /** An auction of stablecoins whose price is still searched. */
    void openUncross(long stablecoin) {
        Floor floor = market.floor;
        long pair = floor.submit(TradingCommands.openInstrument(stablecoin, 1, 1, 1, "COIN"))
                .resultId();
        coinPair = pair == 0 ? coinPair : pair;
        floor.submit(MoneyCommands.bookBankCredit(1, HOLDER, 1, 10_000, new byte[32], RandomMarket.PAPER));
        floor.submit(IssueCommands.mintStablecoin(stablecoin, HOLDER, 20));
        floor.submit(status(coinPair, TradingState.CONTINUOUS));
        floor.submit(status(coinPair, TradingState.UNSCHEDULED_CALL));
        for (int i = 0; i < 10; i++) {
            floor.submit(TradingCommands.placeOrder(
                    coinPair, HOLDER, i < 5 ? Side.BUY : Side.SELL, OrdType.LIMIT, TimeInForce.GTC, 100, 2, 0));
        }
        floor.submit(status(coinPair, TradingState.CONTINUOUS));
    }
}
