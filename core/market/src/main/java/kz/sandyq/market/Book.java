package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Level;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.Side;

/** Who stands where in the books: price, then time. */
final class Book {
    static final int BUY = Side.BUY.value();

    private final State state;
    private final Table orders;
    private final Levels levels;

    Book(State state) {
        this.state = state;
        orders = state.orders;
        levels = new Levels(state.levels);
    }

    boolean isBuy(int order) {
        return (orders.get(order, Order.TERMS) & 0xFF) == BUY;
    }

    int instrumentOf(int order) {
        return (int) (orders.get(order, Order.TERMS) >>> 16) - 1;
    }

    int next(int order) {
        return (int) (orders.get(order, Order.LINKS) >>> 32) - 1;
    }

    private int previous(int order) {
        return (int) orders.get(order, Order.LINKS) - 1;
    }

    private void link(int order, int next, int previous) {
        orders.link(order, Order.LINKS, next + 1L << 32 | previous + 1L);
    }

    private static int rootColumn(boolean buy) {
        return buy ? Instrument.BID_ROOT : Instrument.ASK_ROOT;
    }

    /** First order of the best level of a side, else {@link Table#NONE}. */
    int best(int instrument, boolean buySide) {
        int root = state.instruments.getInt(instrument, rootColumn(buySide));
        int level = buySide ? levels.highest(root) : levels.lowest(root);
        return level == 0 ? Table.NONE : state.levels.getInt(level - 1, Level.FIRST) - 1;
    }

    /** The order behind this one: of its level, else of the next worse level. */
    int after(int order) {
        int next = next(order);
        if (next != Table.NONE) {
            return next;
        }
        boolean buy = isBuy(order);
        int root = state.instruments.getInt(instrumentOf(order), rootColumn(buy));
        long price = orders.get(order, Order.PRICE);
        int level = buy ? levels.below(root, price) : levels.above(root, price);
        return level == 0 ? Table.NONE : state.levels.getInt(level - 1, Level.FIRST) - 1;
    }

    boolean crosses(boolean buy, long price, int resting) {
        long other = orders.get(resting, Order.PRICE);
        return buy ? other <= price : other >= price;
    }

    boolean sameWallet(int order, long accountId) {
        long account = orders.get(order, Order.ACCOUNT);
        return account == accountId
                || state.accounts.get((int) account - 1, Account.WALLET)
                        == state.accounts.get((int) accountId - 1, Account.WALLET);
    }

    /** Whether the whole quantity can be had at once within the bound of fills and without meeting its own wallet. */
    boolean canFill(
            int instrument,
            boolean buy,
            long price,
            long lots,
            long accountId,
            int maxFills,
            Restrictions restrictions) {
        long left = lots;
        int at = best(instrument, !buy);
        for (int fills = 0; fills < maxFills && at != Table.NONE; fills++) {
            if (!crosses(buy, price, at) || sameWallet(at, accountId)) {
                return false;
            }
            if (restrictions.barred(at) == CancelReason.NONE) {
                left -= Math.min(left, orders.get(at, Order.LEAVES));
            }
            if (left == 0) {
                return true;
            }
            at = after(at);
        }
        return false;
    }

    /** Puts an order at the end of its level. */
    void enter(int order) {
        int instrument = instrumentOf(order);
        int column = rootColumn(isBuy(order));
        int root = state.instruments.getInt(instrument, column);
        long price = orders.get(order, Order.PRICE);
        int node = levels.find(root, price);
        if (node == 0) {
            node = state.levels.allocate(price) + 1;
            state.instruments.link(instrument, column, levels.insert(root, node));
        }
        int last = state.levels.getInt(node - 1, Level.LAST) - 1;
        link(order, Table.NONE, last);
        if (last == Table.NONE) {
            state.levels.link(node - 1, Level.FIRST, order + 1L);
        } else {
            link(last, order, previous(last));
        }
        state.levels.link(node - 1, Level.LAST, order + 1L);
        orders.link(order, Order.LEVEL, node);
        state.instruments.add(instrument, Instrument.ORDERS, 1);
    }

    boolean isResting(int order) {
        return orders.get(order, Order.LEVEL) != 0;
    }

    void leave(int order) {
        int instrument = instrumentOf(order);
        int node = orders.getInt(order, Order.LEVEL);
        int next = next(order);
        int previous = previous(order);
        if (previous == Table.NONE) {
            state.levels.link(node - 1, Level.FIRST, next + 1L);
        } else {
            link(previous, next, previous(previous));
        }
        if (next == Table.NONE) {
            state.levels.link(node - 1, Level.LAST, previous + 1L);
        } else {
            link(next, next(next), previous);
        }
        if (state.levels.get(node - 1, Level.FIRST) == 0) {
            int column = rootColumn(isBuy(order));
            int root = state.instruments.getInt(instrument, column);
            state.instruments.link(instrument, column, levels.remove(root, levels.price(node)));
            state.levels.release(node - 1);
        }
        orders.link(order, Order.LEVEL, 0);
        state.instruments.add(instrument, Instrument.ORDERS, -1);
    }
}
