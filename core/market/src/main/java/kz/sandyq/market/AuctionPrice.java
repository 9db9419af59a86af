package kz.sandyq.market;

import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.TradingRows.Auction;

/**
 * The one price of an auction, over all prices in ticks: most volume, then least surplus, then by the pressure of the
 * market (surplus of buyers: the highest, of sellers: the lowest), then nearest to the reference price, without one the
 * highest.
 *
 * <p>The search matches orders on paper from the best inwards, one order at a time. When no two cross any more, the
 * last two matched bound the prices of most volume: a price between them serves everybody who was matched. What is left
 * behind makes the surplus: buyers from the first one left downwards, sellers from the first one left upwards. Prices
 * between these two have none. If there is no such price, either one side is left at the bound itself, or the prices of
 * the two left are neighbours, and then what stands at each of them is added up and compared.
 */
final class AuctionPrice {
    private final State state;
    private final Book book;
    private final InstrumentRules rules;

    AuctionPrice(State state, Book book, InstrumentRules rules) {
        this.state = state;
        this.book = book;
        this.rules = rules;
    }

    /** Begins the search, for the first time or, when the book has changed, again. */
    void start(int auction, int instrument) {
        for (int column = Auction.VOLUME; column <= Auction.PRICE; column++) {
            state.auctions.set(auction, column, 0);
        }
        takeBid(auction, book.best(instrument, true));
        takeAsk(auction, book.best(instrument, false));
    }

    private void takeBid(int auction, int order) {
        state.auctions.set(auction, Auction.BID, order == Table.NONE ? 0 : state.orders.get(order, Order.ID));
        state.auctions.set(auction, Auction.BID_LEFT, order == Table.NONE ? 0 : state.orders.get(order, Order.LEAVES));
    }

    private void takeAsk(int auction, int order) {
        state.auctions.set(auction, Auction.ASK, order == Table.NONE ? 0 : state.orders.get(order, Order.ID));
        state.auctions.set(auction, Auction.ASK_LEFT, order == Table.NONE ? 0 : state.orders.get(order, Order.LEAVES));
    }

    /** The buyer in hand, else {@link Table#NONE}. */
    int bid(int auction) {
        return state.orders.find(state.auctions.get(auction, Auction.BID));
    }

    int ask(int auction) {
        return state.orders.find(state.auctions.get(auction, Auction.ASK));
    }

    private long price(int order) {
        return state.orders.get(order, Order.PRICE);
    }

    /** One order further; true once the price is found. */
    boolean search(int auction) {
        int bid = bid(auction);
        int ask = ask(auction);
        if (bid == Table.NONE && state.auctions.get(auction, Auction.BID) != 0
                || ask == Table.NONE && state.auctions.get(auction, Auction.ASK) != 0) {
            start(auction, state.auctions.getInt(auction, Auction.INSTRUMENT) - 1);
            return false;
        }
        if (state.auctions.get(auction, Auction.PRICE) != 0) {
            return compare(auction, bid, ask);
        }
        if (bid != Table.NONE && ask != Table.NONE && price(bid) >= price(ask)) {
            match(auction, bid, ask);
            return false;
        }
        return choose(auction, bid, ask);
    }

    private void match(int auction, int bid, int ask) {
        Table auctions = state.auctions;
        long lots = Math.min(auctions.get(auction, Auction.BID_LEFT), auctions.get(auction, Auction.ASK_LEFT));
        auctions.set(auction, Auction.LOWEST, price(ask));
        auctions.set(auction, Auction.HIGHEST, price(bid));
        auctions.add(auction, Auction.VOLUME, lots);
        auctions.add(auction, Auction.BID_LEFT, -lots);
        auctions.add(auction, Auction.ASK_LEFT, -lots);
        if (auctions.get(auction, Auction.BID_LEFT) == 0) {
            takeBid(auction, book.after(bid));
        }
        if (auctions.get(auction, Auction.ASK_LEFT) == 0) {
            takeAsk(auction, book.after(ask));
        }
    }

    /** The price, unless the surplus on two neighbouring prices has to be added up first. */
    private boolean choose(int auction, int bid, int ask) {
        long lowest = state.auctions.get(auction, Auction.LOWEST);
        long highest = state.auctions.get(auction, Auction.HIGHEST);
        long aboveBids = bid == Table.NONE ? lowest : Math.max(lowest, price(bid) + 1);
        long belowAsks = ask == Table.NONE ? highest : Math.min(highest, price(ask) - 1);
        if (aboveBids <= belowAsks) {
            fix(auction, nearest(auction, aboveBids, belowAsks));
            return true;
        }
        if (aboveBids > highest || belowAsks < lowest) {
            fix(auction, aboveBids > highest ? highest : lowest);
            return true;
        }
        fix(auction, price(bid));
        return false;
    }

    /** Adds up what is left at the price in hand and at the one above it, an order at a time, and then compares. */
    private boolean compare(int auction, int bid, int ask) {
        Table auctions = state.auctions;
        long buyersPrice = auctions.get(auction, Auction.PRICE);
        if (bid != Table.NONE && price(bid) == buyersPrice) {
            add(auction, Auction.BUY_SURPLUS, auctions.get(auction, Auction.BID_LEFT));
            takeBid(auction, book.after(bid));
            return false;
        }
        if (ask != Table.NONE && price(ask) == buyersPrice + 1) {
            add(auction, Auction.SELL_SURPLUS, auctions.get(auction, Auction.ASK_LEFT));
            takeAsk(auction, book.after(ask));
            return false;
        }
        long buyers = auctions.get(auction, Auction.BUY_SURPLUS);
        long sellers = auctions.get(auction, Auction.SELL_SURPLUS);
        if (buyers > sellers) {
            fix(auction, buyersPrice + 1);
        } else if (buyers == sellers) {
            long lowest = auctions.get(auction, Auction.LOWEST);
            long highest = auctions.get(auction, Auction.HIGHEST);
            fix(
                    auction,
                    nearest(
                            auction,
                            bid == Table.NONE ? lowest : Math.max(lowest, price(bid) + 1),
                            ask == Table.NONE ? highest : Math.min(highest, price(ask) - 1)));
        }
        return true;
    }

    /** A side that overflows is as large as can be: it is only compared. */
    private void add(int auction, int column, long lots) {
        state.auctions.set(
                auction,
                column,
                Math.min(Amounts.MAX, state.auctions.get(auction, column) + Math.min(lots, Amounts.MAX)));
    }

    private void fix(int auction, long price) {
        state.auctions.set(auction, Auction.PRICE, price);
    }

    private long nearest(int auction, long lowest, long highest) {
        int instrument = state.auctions.getInt(auction, Auction.INSTRUMENT) - 1;
        long reference = rules.dynamicReference(instrument);
        return reference == 0 ? highest : Math.max(lowest, Math.min(highest, reference));
    }
}
