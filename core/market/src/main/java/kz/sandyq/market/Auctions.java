package kz.sandyq.market;

import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.TradingRows.Auction;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;

/**
 * Uncrossing a book as a task: the price is searched, then everything that crosses trades at it, buyers and sellers by
 * price and time. The book stands still meanwhile but for orders that an arrest or a freeze takes out; if that leaves a
 * crossed book behind, the rest has a price of its own. Orders of one wallet do trade with each other here: price and
 * volume were fixed without asking whose they are.
 */
final class Auctions implements Tasks.Work {
    private static final int SEARCH = 0;
    private static final int TRADE = 1;
    private static final int DONE = 2;

    private final State state;
    private final MarketEvents events;
    private final Tasks tasks;
    private final Book book;
    private final Settlement settlement;
    private final Restrictions restrictions;
    private final Stops stops;
    private final Issues issues;
    private final Orders orders;
    private final AuctionPrice price;

    Auctions(
            State state,
            MarketEvents events,
            Tasks tasks,
            Book book,
            Settlement settlement,
            InstrumentRules rules,
            Restrictions restrictions,
            Stops stops,
            Issues issues) {
        this.state = state;
        this.events = events;
        this.tasks = tasks;
        this.book = book;
        this.settlement = settlement;
        this.restrictions = restrictions;
        this.stops = stops;
        this.issues = issues;
        orders = new Orders(state);
        price = new AuctionPrice(state, book, rules);
    }

    /** True when the best buyer would pay what the best seller asks. */
    boolean isCrossed(int instrument) {
        int bid = book.best(instrument, true);
        int ask = book.best(instrument, false);
        return bid != Table.NONE && ask != Table.NONE && state.orders.get(bid, Order.PRICE) >= askPrice(ask);
    }

    private long askPrice(int ask) {
        return state.orders.get(ask, Order.PRICE);
    }

    /** Starts the uncross of a crossed book; the pair becomes {@code next} when it is over. Room was checked. */
    void start(int instrument, TradingState next) {
        Table auctions = state.auctions;
        int task = tasks.start(TaskKind.UNCROSS, instrument + 1L, state.instruments.get(instrument, Instrument.ORDERS));
        int auction = auctions.allocate(auctions.nextId(state.sequence()));
        auctions.set(auction, Auction.INSTRUMENT, instrument + 1L);
        auctions.set(auction, Auction.NEXT_STATE, next.ordinal());
        price.start(auction, instrument);
        state.tasks.set(task, Task.CURSOR, auctions.get(auction, Auction.ID));
        state.instruments.set(instrument, Instrument.TASK, state.tasks.get(task, Task.ID));
        tasks.firstStep(task);
    }

    private int auctionOf(int task) {
        return state.auctions.find(state.tasks.get(task, Task.CURSOR));
    }

    @Override
    public int step(int task, int count) {
        int auction = auctionOf(task);
        int moved = 0;
        if (!circulates(state.auctions.getInt(auction, Auction.INSTRUMENT) - 1)) {
            // What was suspended meanwhile trades no more: its book goes back into a call.
            state.auctions.set(auction, Auction.NEXT_STATE, TradingState.UNSCHEDULED_CALL.ordinal());
            state.tasks.set(task, Task.PHASE, DONE);
        }
        while (moved < count && !isDone(task)) {
            if (state.tasks.get(task, Task.PHASE) == SEARCH) {
                search(task, auction);
            } else {
                trade(task, auction);
            }
            moved++;
        }
        return moved;
    }

    /** False for what was suspended. An issue that a redemption holds waits for the auction: it is not suspended. */
    private boolean circulates(int instrument) {
        return !issues.isSuspended(state.instruments.get(instrument, Instrument.BASE))
                && !issues.isSuspended(state.instruments.get(instrument, Instrument.QUOTE));
    }

    private void search(int task, int auction) {
        if (isTakenOut(price.bid(auction)) || isTakenOut(price.ask(auction))) {
            price.start(auction, state.auctions.getInt(auction, Auction.INSTRUMENT) - 1);
        } else if (price.search(auction)) {
            state.tasks.set(task, Task.PHASE, TRADE);
        }
    }

    /** The next two orders that meet at the price, if there are two. */
    private void trade(int task, int auction) {
        Table auctions = state.auctions;
        int instrument = auctions.getInt(auction, Auction.INSTRUMENT) - 1;
        long at = auctions.get(auction, Auction.PRICE);
        int bid = book.best(instrument, true);
        int ask = book.best(instrument, false);
        if (bid == Table.NONE || ask == Table.NONE || state.orders.get(bid, Order.PRICE) < at || askPrice(ask) > at) {
            boolean again = isCrossed(instrument);
            state.tasks.set(task, Task.PHASE, again ? SEARCH : DONE);
            if (again) {
                price.start(auction, instrument);
            }
        } else if (!isTakenOut(bid) && !isTakenOut(ask)) {
            cross(auction, bid, ask, at);
            state.tasks.add(task, Task.DONE, 1);
        }
    }

    /** Cancels an order that must not trade any more. */
    private boolean isTakenOut(int order) {
        if (order == Table.NONE) {
            return false;
        }
        CancelReason barred = restrictions.barred(order);
        if (barred != CancelReason.NONE) {
            settlement.cancel(order, barred);
        }
        return barred != CancelReason.NONE;
    }

    private void cross(int auction, int bid, int ask, long at) {
        Table auctions = state.auctions;
        long lots = Math.min(orders.shown(bid), orders.shown(ask));
        settlement.cross(bid, ask, at, lots);
        auctions.add(auction, Auction.TRADED, lots);
        auctions.add(auction, Auction.TRADES, 1);
        leaveIfFilled(bid);
        leaveIfFilled(ask);
    }

    private void leaveIfFilled(int order) {
        if (state.orders.get(order, Order.LEAVES) == 0) {
            book.leave(order);
            orders.end(order);
        }
    }

    @Override
    public boolean isDone(int task) {
        return state.tasks.get(task, Task.PHASE) == DONE;
    }

    @Override
    public void finish(int task) {
        Table auctions = state.auctions;
        int auction = auctionOf(task);
        int instrument = auctions.getInt(auction, Auction.INSTRUMENT) - 1;
        if (auctions.get(auction, Auction.TRADES) > 0) {
            long last = state.instruments.get(instrument, Instrument.LAST_PRICE);
            state.instruments.set(instrument, Instrument.AUCTION_PRICE, last);
        }
        events.auctionEnded(auction);
        state.instruments.set(instrument, Instrument.TASK, 0);
        TradingState.at(auctions.getInt(auction, Auction.NEXT_STATE)).enter(state.instruments, instrument);
        state.instruments.set(instrument, Instrument.HALT_REASON, 0);
        events.instrumentChanged(instrument);
        auctions.release(auction);
        stops.afterTrades(instrument);
    }
}
