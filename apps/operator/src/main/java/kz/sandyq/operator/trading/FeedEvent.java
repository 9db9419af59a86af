package kz.sandyq.operator.trading;

import java.util.List;

/**
 * A pair as it stands after one entry of the log, and the trades since the event before.
 *
 * @param sequence entry of the log; the id of the event, to resume after
 * @param state a {@link TradingState}
 * @param reset whether trades were left out because there were too many: they are to be asked for anew
 * @param bids best first
 * @param asks best first
 * @param trades the oldest first
 */
record FeedEvent(
        String instrumentId,
        long sequence,
        String state,
        boolean reset,
        List<MarketViews.LevelView> bids,
        List<MarketViews.LevelView> asks,
        List<MarketViews.TradeView> trades) {
    FeedEvent {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
        trades = List.copyOf(trades);
    }

    /** Whether the book or the state differs from another moment's. */
    boolean differs(FeedEvent other) {
        return !state.equals(other.state) || !bids.equals(other.bids) || !asks.equals(other.asks);
    }

    /** The same moment with these trades. */
    FeedEvent with(List<MarketViews.TradeView> others, boolean tooMany) {
        return new FeedEvent(instrumentId, sequence, state, tooMany, bids, asks, others);
    }
}
