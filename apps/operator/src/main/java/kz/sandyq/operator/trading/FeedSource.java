package kz.sandyq.operator.trading;

import java.util.List;

/** Where the live feed looks. */
interface FeedSource {
    /** A pair as it stands now, without trades. */
    FeedEvent now(long instrumentId);

    /** Trades after one entry of the log and up to another, the oldest first. */
    List<MarketViews.TradeView> trades(long instrumentId, long afterSequence, long untilSequence, int limit);
}
