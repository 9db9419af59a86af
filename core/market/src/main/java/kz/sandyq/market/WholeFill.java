package kz.sandyq.market;

import java.util.Arrays;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.SelfTradePrevention;

/**
 * Whether the whole quantity of an order can be had at once, meeting no more orders than the bound of fills: an iceberg
 * is met once for each part it shows, after the others of its level. Nothing is looked at oftener than it would be met.
 */
final class WholeFill {
    private static final int FIRST_SIZE = 64;

    private final State state;
    private final Book book;
    private final Orders orders;
    private final Restrictions restrictions;
    /** Orders of the level in hand that hide more than they have shown so far. */
    private int[] hiding = new int[FIRST_SIZE];

    private int hidingCount;
    private long left;
    private int met;
    private int mostMet;

    WholeFill(State state, Book book, Restrictions restrictions) {
        this.state = state;
        this.book = book;
        this.restrictions = restrictions;
        orders = new Orders(state);
    }

    boolean isPossible(NewOrder order, long worstPrice) {
        begin(order.quantityLots);
        boolean skipsOwn = order.selfTradePrevention == SelfTradePrevention.CANCEL_OLDEST.value();
        long level = 0;
        int at = book.best(order.instrument, !order.buy);
        for (; at != Table.NONE && book.crosses(order.buy, worstPrice, at); at = book.after(at)) {
            long price = state.orders.get(at, Order.PRICE);
            if (price != level && !takeHidden()) {
                return false;
            }
            level = price;
            if (left == 0) {
                return true;
            }
            boolean own = book.sameGroup(at, order.accountId);
            if (met++ == mostMet || own && !skipsOwn) {
                return false;
            }
            if (!own && restrictions.barred(at) == CancelReason.NONE) {
                takeShown(at);
            }
            if (left == 0) {
                return true;
            }
        }
        return takeHidden() && left == 0;
    }

    private void begin(long lots) {
        mostMet = state.scalars.getInt(Scalars.MAX_FILLS);
        hidingCount = 0;
        met = 0;
        left = lots;
    }

    private void takeShown(int order) {
        long shown = orders.shown(order);
        left -= Math.min(left, shown);
        if (state.orders.get(order, Order.LEAVES) > shown) {
            if (hidingCount == hiding.length) {
                hiding = Arrays.copyOf(hiding, 2 * hidingCount);
            }
            hiding[hidingCount++] = order;
        }
    }

    /** Takes what the level in hand hides, part by part in turn; false when that meets too many. */
    private boolean takeHidden() {
        for (long part = 0; hidingCount > 0 && left > 0; part++) {
            int count = hidingCount;
            hidingCount = 0;
            for (int i = 0; i < count && left > 0; i++) {
                if (met++ == mostMet) {
                    return false;
                }
                int order = hiding[i];
                long display = orders.display(order);
                long hidden = state.orders.get(order, Order.LEAVES) - orders.shown(order) - part * display;
                left -= Math.min(left, Math.min(display, hidden));
                if (hidden > display) {
                    hiding[hidingCount++] = order;
                }
            }
        }
        hidingCount = 0;
        return true;
    }
}
