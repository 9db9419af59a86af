package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call. Orders are matched on paper, one pair of them at a time, then everything that crosses trades at
 * one price. That price is not read off the paper: it is looked for among all prices, by the rules.
 */
final class Uncross implements Tasks.Work {
    private static final int SEARCH = 0;
    private static final int TRADE = 1;
    private static final int DONE = 2;

    private final World world;
    private final Shared shared;
    private final Tasks tasks;
    private final Trades trades;
    private final PairRules rules;
    private final Calls calls;
    private final Matching matching;

    Uncross(World world, Shared shared, Tasks tasks, Trades trades, PairRules rules, Calls calls, Matching matching) {
        this.world = world;
        this.shared = shared;
        this.tasks = tasks;
        this.trades = trades;
        this.rules = rules;
        this.calls = calls;
        this.matching = matching;
    }

    /** One uncross under way. */
    static final class Auction extends Slots.Thing {
        final Instrument instrument;
        final Session next;
        long bid;
        BigInteger bidLeft = ZERO;
        long ask;
        BigInteger askLeft = ZERO;
        BigInteger volume = ZERO;
        BigInteger lowest = ZERO;
        BigInteger highest = ZERO;
        BigInteger buyers = ZERO;
        BigInteger sellers = ZERO;
        BigInteger price = ZERO;
        BigInteger traded = ZERO;
        long trades;

        Auction(Instrument instrument, Session next) {
            this.instrument = instrument;
            this.next = next;
        }

        @Override
        Row row() {
            return new Row("Auction")
                    .with("ID", id)
                    .with("INSTRUMENT", instrument.id)
                    .with("NEXT_STATE", next.ordinal())
                    .with("BID", bid)
                    .with("BID_LEFT", bidLeft)
                    .with("ASK", ask)
                    .with("ASK_LEFT", askLeft)
                    .with("VOLUME", volume)
                    .with("LOWEST", lowest)
                    .with("HIGHEST", highest)
                    .with("BUY_SURPLUS", buyers)
                    .with("SELL_SURPLUS", sellers)
                    .with("PRICE", price)
                    .with("TRADED", traded)
                    .with("TRADES", trades);
        }
    }

    boolean isCrossed(Instrument instrument) {
        Order bid = world.best(instrument, true);
        Order ask = world.best(instrument, false);
        return bid != null && ask != null && bid.price.compareTo(ask.price) >= 0;
    }

    void start(Instrument instrument, Session next) {
        Task task = tasks.start(TaskKind.UNCROSS, instrument.id, Numbers.big(world.listedOrders(instrument)));
        Auction auction = world.auctions.add(world.sequence(), new Auction(instrument, next));
        begin(auction);
        task.cursor = auction.id;
        instrument.task = task.id;
        tasks.step(task);
    }

    private void begin(Auction auction) {
        auction.volume = ZERO;
        auction.lowest = ZERO;
        auction.highest = ZERO;
        auction.buyers = ZERO;
        auction.sellers = ZERO;
        auction.price = ZERO;
        takeBid(auction, world.best(auction.instrument, true));
        takeAsk(auction, world.best(auction.instrument, false));
    }

    private static void takeBid(Auction auction, @Nullable Order order) {
        auction.bid = order == null ? 0 : order.id;
        auction.bidLeft = order == null ? ZERO : order.leaves;
    }

    private static void takeAsk(Auction auction, @Nullable Order order) {
        auction.ask = order == null ? 0 : order.id;
        auction.askLeft = order == null ? ZERO : order.leaves;
    }

    private Auction auction(Task task) {
        return Objects.requireNonNull(world.auctions.find(task.cursor));
    }

    /** What is suspended meanwhile trades no more: its book goes back into a call. */
    @Override
    public boolean isDone(Task task) {
        return task.phase == DONE || isSuspended(auction(task).instrument);
    }

    private boolean isSuspended(Instrument instrument) {
        return shared.isSuspended(instrument.base)
                || shared.isSuspended(instrument.quote)
                || world.permissions.isLockedUp(instrument.base)
                || world.permissions.isLockedUp(instrument.quote);
    }

    @Override
    public long one(Task task) {
        Auction auction = auction(task);
        if (task.phase == TRADE) {
            trade(task, auction);
        } else if (isTakenOut(world.orders.find(auction.bid)) || isTakenOut(world.orders.find(auction.ask))) {
            begin(auction);
        } else if (search(auction)) {
            task.phase = TRADE;
        }
        return 1;
    }

    /** An order that may not trade any more is cancelled where it is met. */
    private boolean isTakenOut(@Nullable Order order) {
        CancelReason barred = order == null ? CancelReason.NONE : matching.barred(order);
        if (order != null && barred != CancelReason.NONE) {
            trades.cancel(order, barred);
        }
        return barred != CancelReason.NONE;
    }

    private @Nullable Order behind(Order order) {
        List<Order> book = world.book(order.instrument, order.buy);
        int next = book.indexOf(order) + 1;
        return next < book.size() ? book.get(next) : null;
    }

    /** One look at the paper; true once the price is known. */
    private boolean search(Auction auction) {
        Order bid = world.orders.find(auction.bid);
        Order ask = world.orders.find(auction.ask);
        if (auction.price.signum() != 0) {
            return addUp(auction, bid, ask);
        }
        if (bid != null && ask != null && bid.price.compareTo(ask.price) >= 0) {
            BigInteger lots = auction.bidLeft.min(auction.askLeft);
            auction.volume = auction.volume.add(lots);
            auction.lowest = ask.price;
            auction.highest = bid.price;
            auction.bidLeft = auction.bidLeft.subtract(lots);
            auction.askLeft = auction.askLeft.subtract(lots);
            if (auction.bidLeft.signum() == 0) {
                takeBid(auction, behind(bid));
            }
            if (auction.askLeft.signum() == 0) {
                takeAsk(auction, behind(ask));
            }
            return false;
        }
        boolean neighbours = areNeighbours(auction, bid, ask);
        auction.price = neighbours ? Objects.requireNonNull(bid).price : best(auction.instrument);
        return !neighbours;
    }

    /** The last buyer and seller left would trade at prices of most volume, a tick apart. */
    private static boolean areNeighbours(Auction auction, @Nullable Order bid, @Nullable Order ask) {
        return bid != null
                && ask != null
                && bid.price.compareTo(auction.lowest) >= 0
                && ask.price.compareTo(auction.highest) <= 0
                && ask.price.subtract(bid.price).equals(BigInteger.ONE);
    }

    /** Buyers left at a price and sellers left at the next one are added up, one order a look. */
    private boolean addUp(Auction auction, @Nullable Order bid, @Nullable Order ask) {
        if (bid != null && bid.price.equals(auction.price)) {
            auction.buyers = auction.buyers.add(auction.bidLeft);
            takeBid(auction, behind(bid));
            return false;
        }
        if (ask != null && ask.price.subtract(auction.price).equals(BigInteger.ONE)) {
            auction.sellers = auction.sellers.add(auction.askLeft);
            takeAsk(auction, behind(ask));
            return false;
        }
        auction.price = best(auction.instrument);
        return true;
    }

    /** A price, and what would happen at it. */
    private record Candidate(BigInteger price, BigInteger volume, BigInteger surplus) {}

    /**
     * Of all prices that with most volume; of these that with least surplus; of these the highest when buyers are left
     * at each, the lowest when sellers are; else the nearest to the reference, and the highest without one.
     */
    private BigInteger best(Instrument instrument) {
        BigInteger reference = rules.reference(instrument);
        List<Candidate> all = prices(instrument, reference).stream()
                .map(price -> at(instrument, price))
                .toList();
        BigInteger most = all.stream().map(Candidate::volume).reduce(ZERO, BigInteger::max);
        if (most.signum() == 0) {
            return ZERO;
        }
        List<Candidate> fullest =
                all.stream().filter(each -> each.volume.equals(most)).toList();
        BigInteger least = fullest.stream()
                .map(each -> each.surplus.abs())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Candidate> even = fullest.stream()
                .filter(each -> each.surplus.abs().equals(least))
                .sorted(Comparator.comparing(Candidate::price))
                .toList();
        if (even.stream().allMatch(each -> each.surplus.signum() < 0)) {
            return even.getFirst().price;
        }
        boolean pressed = even.stream().allMatch(each -> each.surplus.signum() > 0);
        if (pressed || reference.signum() == 0) {
            return even.getLast().price;
        }
        return even.stream()
                .map(Candidate::price)
                .min(Comparator.comparing(price -> price.subtract(reference).abs()))
                .orElseThrow();
    }

    /** Every price at which something may change, and the reference. */
    private Set<BigInteger> prices(Instrument instrument, BigInteger reference) {
        Set<BigInteger> prices = new TreeSet<>();
        for (boolean buy : new boolean[] {true, false}) {
            for (Order order : world.book(instrument, buy)) {
                prices.add(order.price.subtract(BigInteger.ONE));
                prices.add(order.price);
                prices.add(order.price.add(BigInteger.ONE));
            }
        }
        prices.add(reference);
        prices.removeIf(price -> price.signum() <= 0);
        return prices;
    }

    private Candidate at(Instrument instrument, BigInteger price) {
        BigInteger bought = sum(world.book(instrument, true), order -> order.price.compareTo(price) >= 0);
        BigInteger sold = sum(world.book(instrument, false), order -> order.price.compareTo(price) <= 0);
        return new Candidate(price, bought.min(sold), bought.subtract(sold));
    }

    private static BigInteger sum(List<Order> orders, Predicate<Order> willing) {
        return orders.stream().filter(willing).map(order -> order.leaves).reduce(ZERO, BigInteger::add);
    }

    /** The best two meet at the price while both would; a book that is crossed even so has a price of its own. */
    private void trade(Task task, Auction auction) {
        Order bid = world.best(auction.instrument, true);
        Order ask = world.best(auction.instrument, false);
        if (bid == null
                || ask == null
                || Numbers.less(bid.price, auction.price)
                || Numbers.less(auction.price, ask.price)) {
            boolean again = isCrossed(auction.instrument);
            task.phase = again ? SEARCH : DONE;
            if (again) {
                begin(auction);
            }
        } else if (!isTakenOut(bid) && !isTakenOut(ask)) {
            BigInteger lots = bid.shown().min(ask.shown());
            trades.cross(bid, ask, auction.price, lots);
            auction.traded = auction.traded.add(lots);
            auction.trades++;
            task.done = task.done.add(BigInteger.ONE);
        }
    }

    @Override
    public void finish(Task task) {
        Auction auction = auction(task);
        Instrument instrument = auction.instrument;
        boolean traded = auction.trades > 0;
        instrument.auctionPrice = traded ? instrument.lastPrice : instrument.auctionPrice;
        world.say(new Message("AuctionEnded")
                .with("instrumentId", instrument.id)
                .with("phase", instrument.phase)
                .with("priceTicks", traded ? instrument.lastPrice.longValueExact() : 0)
                .with("lots", auction.traded.longValueExact())
                .with("trades", auction.trades));
        instrument.task = 0;
        calls.enter(instrument, task.phase == DONE ? auction.next : Session.UNSCHEDULED, 0);
        world.auctions.remove(auction);
        matching.afterTrades(instrument);
    }
}
