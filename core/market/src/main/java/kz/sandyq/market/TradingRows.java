package kz.sandyq.market;

/** The columns of what belongs to traded pairs, as in {@link Rows}. */
final class TradingRows {
    private TradingRows() {}

    /** What a pair allows in an order; the slot is the pair's. */
    static final class Rule {
        static final int KIND = 22;
        static final int ID = 0;
        static final int LARGEST_LOTS = 1;
        static final int LARGEST_MINOR = 2;
        static final int MINIMUM_MINOR = 3;
        static final int REFERENCE = 4;
        static final int COLLAR_TICKS = 5;
        static final int COLLAR_BASIS_POINTS = 6;
        static final int DYNAMIC_BASIS_POINTS = 7;
        static final int STATIC_BASIS_POINTS = 8;
        static final int INTERRUPTION_MS = 9;
        static final int CANCEL_WINDOW_MS = 10;
        static final int HASHED = 11;
        static final int WIDTH = 11;
    }

    /** An uncross under way: where its search stands, then its price and what has traded. */
    static final class Auction {
        static final int KIND = 23;
        static final int ID = 0;
        static final int INSTRUMENT = 1;
        /** Ordinal of the {@link TradingState} that follows. */
        static final int NEXT_STATE = 2;
        /** Orders in hand, the best not yet matched in the search; 0 is none. */
        static final int BID = 3;

        static final int BID_LEFT = 4;
        static final int ASK = 5;
        static final int ASK_LEFT = 6;
        static final int VOLUME = 7;
        /** Prices between which the most volume trades. */
        static final int LOWEST = 8;

        static final int HIGHEST = 9;
        static final int BUY_SURPLUS = 10;
        static final int SELL_SURPLUS = 11;
        static final int PRICE = 12;
        static final int TRADED = 13;
        static final int TRADES = 14;
        static final int HASHED = 15;
        static final int WIDTH = 15;
    }

    /** A trade of a pair whose trades may be cancelled; the oldest makes room. */
    static final class RecentTrade {
        static final int KIND = 26;
        static final int ID = 0;
        static final int INSTRUMENT = 1;
        static final int BUYER = 2;
        static final int SELLER = 3;
        static final int QUANTITY = 4;
        static final int MONEY = 5;
        static final int EXECUTED = 6;
        static final int CANCELLED = 7;
        static final int BUYER_FEE = 8;
        static final int SELLER_FEE = 9;
        static final int FEE_ACCOUNT = 10;
        /** Sequence &lt;&lt; 2 | 1 when the buyer's turnover has it | 2 when the seller's has. */
        static final int COUNTED = 11;

        static final int HASHED = 12;
        static final int WIDTH = 12;
    }

    /** What an order has beyond price, quantity and a place in time that is its own. */
    static final class SideRecord {
        static final int KIND = 19;
        static final int ID = 0;
        static final int ORDER = 1;
        static final int CLIENT_REF = 2;
        /** Lots that are shown at a time, 0 for all; and what of them is left. */
        static final int DISPLAY = 3;

        static final int SHOWN = 4;
        static final int STOP_PRICE = 5;
        static final int EXPIRES = 6;
        /** Place in time, when it is not that of the order's id. */
        static final int PRIORITY = 7;

        static final int HASHED = 8;
        static final int WIDTH = 8;
    }
}
