package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.TradingRows.SideRecord;

/** Who stands where in the books: price, then time. Stops wait in queues of their own, by the price that wakes them. */
final class Book implements Rehearsal.Part {
    static final int BUY = Orders.BUY;
    /** Place of a command's own order among those that come to a queue in its sequence. */
    private static final int OWN_PLACE = Table.MAX_SLOTS / 2;

    private final State state;
    private final Table rows;
    private final Orders orders;
    private final Levels levels;
    private long placesSequence;
    private int places;
    /** The level that was looked for last, while no level came or went. */
    private int foundInstrument = Table.NONE;

    private int foundColumn;
    private long foundPrice;
    private int foundLevel;

    Book(State state) {
        this.state = state;
        rows = state.orders;
        orders = new Orders(state);
        levels = new Levels(state.levels);
    }

    /** What was looked for last may not be there any more. */
    @Override
    public void endRehearsal() {
        placesSequence = 0;
        foundInstrument = Table.NONE;
    }

    boolean isBuy(int order) {
        return orders.isBuy(order);
    }

    int instrumentOf(int order) {
        return orders.instrument(order);
    }

    private int nextLink(int order) {
        return (int) (rows.get(order, Order.LINKS) >>> 32);
    }

    private int previousLink(int order) {
        return rows.getInt(order, Order.LINKS);
    }

    private void link(int order, int next, int previous) {
        rows.link(order, Order.LINKS, (long) next << 32 | previous & 0xFFFF_FFFFL);
    }

    private static int rootColumn(boolean buy, boolean waiting) {
        if (waiting) {
            return buy ? Instrument.BUY_STOP_ROOT : Instrument.SELL_STOP_ROOT;
        }
        return buy ? Instrument.BID_ROOT : Instrument.ASK_ROOT;
    }

    /** First order of the best level of a side, else {@link Table#NONE}. */
    int best(int instrument, boolean buySide) {
        return firstOf(bestLevel(instrument, rootColumn(buySide, false)));
    }

    private int bestLevel(int instrument, int column) {
        return (int) (state.instruments.get(instrument, column) >>> 32);
    }

    /** Of buyers' orders and sellers' stops the highest price comes first, of the others the lowest. */
    private static boolean isHighestFirst(int column) {
        return column == Instrument.BID_ROOT || column == Instrument.SELL_STOP_ROOT;
    }

    private int level(int instrument, int column, long price) {
        if (foundInstrument != instrument || foundColumn != column || foundPrice != price) {
            foundInstrument = instrument;
            foundColumn = column;
            foundPrice = price;
            foundLevel = levels.find(state.instruments.getInt(instrument, column), price);
        }
        return foundLevel;
    }

    private void levelsAre(int instrument, int column, int root, int best) {
        state.instruments.link(instrument, column, (long) best << 32 | root);
        foundInstrument = Table.NONE;
    }

    /** The stop that a trade would wake first: of buyers the lowest, of sellers the highest, then the older. */
    int firstStop(int instrument, boolean buySide) {
        return firstOf(bestLevel(instrument, rootColumn(buySide, true)));
    }

    private int firstOf(int level) {
        return level == 0 ? Table.NONE : levels.first(level) - 1;
    }

    /** The order behind this one: of its level, else of the next level of its queue. */
    int after(int order) {
        int next = nextLink(order);
        return next > 0 ? next - 1 : firstOf(levelAfter(order));
    }

    private int levelAfter(int order) {
        boolean waiting = orders.isWaiting(order);
        boolean buy = isBuy(order);
        int root = state.instruments.getInt(instrumentOf(order), rootColumn(buy, waiting));
        long price = queuePrice(order);
        return buy == waiting ? levels.above(root, price) : levels.below(root, price);
    }

    private long queuePrice(int order) {
        return orders.isWaiting(order) ? orders.stopPrice(order) : rows.get(order, Order.PRICE);
    }

    boolean crosses(boolean buy, long price, int resting) {
        long other = rows.get(resting, Order.PRICE);
        return buy ? other <= price : other >= price;
    }

    /** Whether an order of this price would trade at once. */
    boolean wouldTake(int instrument, boolean buy, long price) {
        int level = bestLevel(instrument, rootColumn(!buy, false));
        return level != 0 && (buy ? levels.price(level) <= price : levels.price(level) >= price);
    }

    /** One and the same group may not trade with itself: the accounts of a wallet, and those of a group number. */
    boolean sameGroup(int order, long accountId) {
        int one = (int) orders.account(order) - 1;
        int other = (int) accountId - 1;
        if (one == other || state.accounts.get(one, Account.WALLET) == state.accounts.get(other, Account.WALLET)) {
            return true;
        }
        long group = state.accounts.get(one, Account.SELF_TRADE_GROUP);
        return group != 0 && group == state.accounts.get(other, Account.SELF_TRADE_GROUP);
    }

    /** Puts an order at the end of its level. */
    void enter(int order) {
        int instrument = instrumentOf(order);
        int column = rootColumn(isBuy(order), orders.isWaiting(order));
        long price = queuePrice(order);
        takePlace(order);
        int node = level(instrument, column, price);
        if (node == 0) {
            node = state.levels.allocate(price) + 1;
            int best = bestLevel(instrument, column);
            boolean first = best == 0 || price > levels.price(best) == isHighestFirst(column);
            int root = levels.insert(state.instruments.getInt(instrument, column), node);
            levelsAre(instrument, column, root, first ? node : best);
        }
        append(order, node);
        state.waitingStops += orders.isWaiting(order) ? 1 : 0;
    }

    /**
     * Whether there is a level for an order that comes to rest, or room for one; a stop needs one besides for the day
     * on which it is triggered.
     */
    boolean hasRoom(int instrument, boolean buy, boolean waiting, long price, boolean isNew) {
        int needed = (level(instrument, rootColumn(buy, waiting), price) == 0 ? 1 : 0) + (waiting && isNew ? 1 : 0);
        return needed <= state.levels.room() - state.waitingStops;
    }

    private void append(int order, int node) {
        int last = levels.last(node);
        levels.ends(node, last == 0 ? order + 1 : levels.first(node), order + 1);
        if (last == 0) {
            link(order, -node, -node);
        } else {
            link(last - 1, order + 1, previousLink(last - 1));
            link(order, -node, last);
        }
    }

    private void takePlace(int order) {
        int record = orders.record(order);
        if (record == Table.NONE) {
            nextPlace(OWN_PLACE);
            return;
        }
        state.sideRecords.set(record, SideRecord.PRIORITY, nextPlace(0));
        if (orders.isIceberg(order) && !orders.isWaiting(order)) {
            showAgain(order, record);
        }
    }

    /** The next place in time of this sequence, at least this one. */
    private long nextPlace(int least) {
        long sequence = state.sequence();
        if (placesSequence != sequence) {
            placesSequence = sequence;
            places = 0;
        }
        places = Math.max(places, least);
        return sequence << Table.SLOT_BITS | places++;
    }

    /** Place in time: of two orders of a level the smaller stands first. */
    long priority(int order) {
        int record = orders.record(order);
        return record == Table.NONE
                ? orders.id(order) >>> Table.SLOT_BITS << Table.SLOT_BITS | OWN_PLACE
                : state.sideRecords.get(record, SideRecord.PRIORITY);
    }

    private void showAgain(int order, int record) {
        long shown = Math.min(orders.display(order), rows.get(order, Order.LEAVES));
        state.sideRecords.set(record, SideRecord.SHOWN, shown);
    }

    /** First order of a pair, in the order of {@link #behind}, else {@link Table#NONE}. */
    int firstOf(int instrument, int queue) {
        for (int i = queue; i < 4; i++) {
            int level = bestLevel(instrument, rootColumn(i % 2 == 0, i > 1));
            if (level != 0) {
                return firstOf(level);
            }
        }
        return Table.NONE;
    }

    /** Goes through all orders of a pair: bids, asks, stops of buyers, stops of sellers. */
    int behind(int order) {
        int next = after(order);
        int queue = (isBuy(order) ? 0 : 1) + (orders.isWaiting(order) ? 2 : 0);
        return next == Table.NONE ? firstOf(instrumentOf(order), queue + 1) : next;
    }

    boolean isQueued(int order) {
        return rows.get(order, Order.LINKS) != 0;
    }

    /** Takes lots off an order. A resting iceberg with nothing left to show shows its next part, behind the others. */
    void take(int order, long lots) {
        rows.add(order, Order.LEAVES, -lots);
        if (!orders.isIceberg(order) || !isQueued(order)) {
            return;
        }
        int record = orders.record(order);
        state.sideRecords.add(record, SideRecord.SHOWN, -lots);
        if (state.sideRecords.get(record, SideRecord.SHOWN) == 0 && rows.get(order, Order.LEAVES) > 0) {
            showAgain(order, record);
            state.sideRecords.set(record, SideRecord.PRIORITY, nextPlace(0));
            int node = -previousLink(order);
            Check.that(node > 0, "an order behind others was met, order", orders.id(order));
            if (nextLink(order) > 0) {
                unlink(order);
                append(order, node);
            }
        }
    }

    /** Takes lots off an order without changing its place. */
    void shrink(int order, long lots) {
        rows.add(order, Order.QUANTITY, -lots);
        rows.add(order, Order.LEAVES, -lots);
        fitShown(order);
    }

    /** What an iceberg shows is never more than it has. */
    void fitShown(int order) {
        if (orders.isIceberg(order) && isQueued(order) && orders.shown(order) > rows.get(order, Order.LEAVES)) {
            state.sideRecords.set(orders.record(order), SideRecord.SHOWN, rows.get(order, Order.LEAVES));
        }
    }

    void leave(int order) {
        int node = unlink(order);
        if (node != 0 && levels.first(node) == 0) {
            int instrument = instrumentOf(order);
            int column = rootColumn(isBuy(order), orders.isWaiting(order));
            int best = bestLevel(instrument, column);
            int root = levels.remove(state.instruments.getInt(instrument, column), levels.price(node));
            if (best == node) {
                best = isHighestFirst(column) ? levels.highest(root) : levels.lowest(root);
            }
            levelsAre(instrument, column, root, best);
            state.levels.release(node - 1);
        }
        rows.link(order, Order.LINKS, 0);
        state.waitingStops -= orders.isWaiting(order) ? 1 : 0;
        if (orders.isIceberg(order)) {
            state.sideRecords.set(orders.record(order), SideRecord.SHOWN, 0);
        }
    }

    /** Takes an order out of its queue; its level when it stood at an end, else 0. */
    private int unlink(int order) {
        int next = nextLink(order);
        int previous = previousLink(order);
        int node = Math.max(0, Math.max(-next, -previous));
        if (previous > 0) {
            link(previous - 1, next, previousLink(previous - 1));
        } else {
            levels.ends(node, Math.max(0, next), levels.last(node));
        }
        if (next > 0) {
            link(next - 1, nextLink(next - 1), previous);
        } else {
            levels.ends(node, levels.first(node), Math.max(0, previous));
        }
        return node;
    }

    /** Remembers what stops have to answer to. */
    void traded(int instrument, long price) {
        Table instruments = state.instruments;
        if (instruments.get(instrument, Instrument.LAST_PRICE) != price) {
            instruments.set(instrument, Instrument.LAST_PRICE, price);
        }
        if ((instruments.get(instrument, Instrument.BUY_STOP_ROOT)
                        | instruments.get(instrument, Instrument.SELL_STOP_ROOT))
                == 0) {
            return;
        }
        long low = instruments.get(instrument, Instrument.STOP_LOW);
        instruments.set(
                instrument, Instrument.STOP_HIGH, Math.max(price, instruments.get(instrument, Instrument.STOP_HIGH)));
        instruments.set(instrument, Instrument.STOP_LOW, low == 0 ? price : Math.min(price, low));
    }
}
