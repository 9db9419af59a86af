package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.TradingRows.SideRecord;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;

/** The rows of orders: what is packed into them, their side records, the lists an order stands in while it lives. */
final class Orders {
    static final int BUY = Side.BUY.value();
    private static final int INSTRUMENT_SHIFT = 14;
    private static final int ACCOUNT_SHIFT = 39;
    private static final int RATES_SHIFT = 30;
    /** The pairs that an order has room to name. */
    static final int MAX_INSTRUMENTS = (1 << RATES_SHIFT - INSTRUMENT_SHIFT) - 1;
    /** The rates that it has room to name. */
    static final int MAX_RATES = (1 << ACCOUNT_SHIFT - RATES_SHIFT) - 1;

    private static final int POST_ONLY = 1 << 10;
    private static final int WAITING = 1 << 11;
    private static final int RECORDED = 1 << 12;

    private final State state;
    private final Table orders;
    private final Table records;

    Orders(State state) {
        this.state = state;
        orders = state.orders;
        records = state.sideRecords;
    }

    static long account(Table orders, int order) {
        return account(orders.get(order, Order.TERMS));
    }

    static long account(long terms) {
        return terms >>> ACCOUNT_SHIFT;
    }

    static long instrumentId(long terms) {
        return terms >>> INSTRUMENT_SHIFT & MAX_INSTRUMENTS;
    }

    static int side(long terms) {
        return (int) terms & 3;
    }

    static int timeInForce(long terms) {
        return (int) terms >>> 2 & 7;
    }

    static int ordType(long terms) {
        return (int) terms >>> 5 & 7;
    }

    static int selfTradePrevention(long terms) {
        return ((int) terms >>> 8 & 3) + 1;
    }

    static boolean isPostOnly(long terms) {
        return (terms & POST_ONLY) != 0;
    }

    static boolean isWaiting(long terms) {
        return (terms & WAITING) != 0;
    }

    private long terms(int order) {
        return orders.get(order, Order.TERMS);
    }

    /** The flags of an order from raw values of the schema. */
    static int flags(int side, int timeInForce, int ordType, int selfTradePrevention, boolean postOnly) {
        boolean stop = ordType == OrdType.STOP.value() || ordType == OrdType.STOP_LIMIT.value();
        return side
                | timeInForce << 2
                | ordType << 5
                | selfTradePrevention - 1 << 8
                | (postOnly ? POST_ONLY : 0)
                | (stop ? WAITING : 0);
    }

    static boolean isGoodTillDate(Table orders, int order) {
        return (orders.getInt(order, Order.TERMS) & 7 << 2) == TimeInForce.GTD.value() << 2;
    }

    /** A new order, outside every list. */
    int add(long accountId, long instrumentId, int flags, long price, long quantity, long clientRef) {
        int slot = orders.begin(orders.nextId(state.sequence()));
        orders.fill(slot, Order.TERMS, accountId << ACCOUNT_SHIFT | instrumentId << INSTRUMENT_SHIFT | flags);
        orders.fill(slot, Order.PRICE, price);
        orders.fill(slot, Order.QUANTITY, quantity);
        orders.fill(slot, Order.LEAVES, quantity);
        orders.fill(slot, Order.REFERENCE, clientRef);
        orders.finish(slot);
        return slot;
    }

    /** Gives an order its side record. Room was checked before. */
    int addRecord(int order) {
        int record = records.allocate(records.nextId(state.sequence()));
        records.set(record, SideRecord.ORDER, id(order));
        records.set(record, SideRecord.CLIENT_REF, orders.get(order, Order.REFERENCE));
        orders.set(order, Order.REFERENCE, records.get(record, SideRecord.ID));
        orders.set(order, Order.TERMS, orders.get(order, Order.TERMS) | RECORDED);
        return record;
    }

    long id(int order) {
        return orders.get(order, Order.ID);
    }

    long account(int order) {
        return account(orders, order);
    }

    long instrumentId(int order) {
        return instrumentId(terms(order));
    }

    /** Id of the rates of its fees, 0 when it pays none. */
    int rates(int order) {
        return (int) (orders.get(order, Order.TERMS) >>> RATES_SHIFT) & MAX_RATES;
    }

    void setRates(int order, int ratesId) {
        long others = orders.get(order, Order.TERMS) & ~((long) MAX_RATES << RATES_SHIFT);
        orders.set(order, Order.TERMS, others | (long) ratesId << RATES_SHIFT);
    }

    /** Row of the pair. */
    int instrument(int order) {
        return (int) instrumentId(order) - 1;
    }

    boolean isBuy(int order) {
        return side(order) == BUY;
    }

    int side(int order) {
        return side(terms(order));
    }

    int timeInForce(int order) {
        return timeInForce(terms(order));
    }

    int ordType(int order) {
        return ordType(terms(order));
    }

    int selfTradePrevention(int order) {
        return selfTradePrevention(terms(order));
    }

    boolean isPostOnly(int order) {
        return isPostOnly(terms(order));
    }

    /** A stop that has not been triggered. */
    boolean isWaiting(int order) {
        return isWaiting(terms(order));
    }

    void endWaiting(int order) {
        orders.set(order, Order.TERMS, orders.get(order, Order.TERMS) & ~WAITING);
    }

    boolean isMarket(int order) {
        return ordType(order) == OrdType.MARKET.value() || ordType(order) == OrdType.STOP.value();
    }

    /** Row of the side record, else {@link Table#NONE}. */
    int record(int order) {
        return (orders.getInt(order, Order.TERMS) & RECORDED) == 0
                ? Table.NONE
                : orders.getInt(order, Order.REFERENCE) & Table.MAX_SLOTS - 1;
    }

    private long recorded(int order, int column) {
        int record = record(order);
        return record == Table.NONE ? 0 : records.get(record, column);
    }

    long clientRef(int order) {
        int record = record(order);
        return record == Table.NONE ? orders.get(order, Order.REFERENCE) : records.get(record, SideRecord.CLIENT_REF);
    }

    long display(int order) {
        return recorded(order, SideRecord.DISPLAY);
    }

    long stopPrice(int order) {
        return recorded(order, SideRecord.STOP_PRICE);
    }

    long expires(int order) {
        return recorded(order, SideRecord.EXPIRES);
    }

    boolean isIceberg(int order) {
        return display(order) != 0;
    }

    /** Lots that the next one to meet it in the book can have. */
    long shown(int order) {
        return isIceberg(order) ? recorded(order, SideRecord.SHOWN) : orders.get(order, Order.LEAVES);
    }

    /** Lots that the book shows of so much that is left. */
    long displayed(int order, long leaves) {
        if (isWaiting(order) || leaves == 0) {
            return 0;
        }
        if (!isIceberg(order)) {
            return leaves;
        }
        long shown = recorded(order, SideRecord.SHOWN);
        return Math.min(leaves, shown == 0 ? display(order) : shown);
    }

    boolean isListed(int order) {
        return state.accountOrders.contains(order);
    }

    /** An order that stays is from now on found by its account, its pair, its deadline. */
    void list(int order) {
        state.accountOrders.add(order);
        state.instruments.add(instrument(order), Instrument.ORDERS, 1);
        if (expires(order) != 0) {
            state.orderDeadlines.insert(record(order));
        }
    }

    /** Ends an order that stands in no queue any more. */
    void end(int order) {
        int record = record(order);
        if (isListed(order)) {
            unlist(order, record);
        }
        if (record != Table.NONE) {
            records.release(record);
        }
        orders.release(order);
    }

    private void unlist(int order, int record) {
        if (state.accountOrders.isWalked()) {
            stepAside(order);
        }
        state.accountOrders.remove(order);
        state.instruments.add(instrument(order), Instrument.ORDERS, -1);
        if (record != Table.NONE) {
            state.orderDeadlines.remove(record);
        }
    }

    /** A task that would look at this order next looks at the one behind it. */
    private void stepAside(int order) {
        int task = state.tasks.find(state.accounts.get((int) account(order) - 1, Account.TASK));
        if (task != Table.NONE && state.tasks.get(task, Task.CURSOR) == id(order)) {
            state.tasks.set(task, Task.CURSOR, nextOfAccount(order));
        }
    }

    /** Id of the account's next order, 0 behind the last. */
    long nextOfAccount(int order) {
        int next = state.accountOrders.next(order);
        return next == Table.NONE ? 0 : id(next);
    }
}
