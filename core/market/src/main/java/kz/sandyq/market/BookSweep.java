package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.TradingRows.SideRecord;
import kz.sandyq.market.WatchRows.OrderWatch;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TimeInForce;

/** The full check of the books: every order stands once in a queue and once in each list it is found by. */
final class BookSweep {
    private final State state;
    private final Book book;
    private final Orders orders;
    private long waiting;

    BookSweep(State state) {
        this.state = state;
        book = new Book(state);
        orders = new Orders(state);
    }

    void check() {
        long total = 0;
        for (int slot = 0; slot < state.instruments.high(); slot++) {
            total += instrument(slot);
        }
        Check.that(total == state.orders.live(), "orders outside the books", total);
        Check.that(waiting == state.waitingStops, "waiting stops", waiting);
        Check.that(waiting <= state.levels.room(), "no level for a stop", waiting);
        records();
        lists();
        watches();
    }

    private long instrument(int slot) {
        int bid = book.best(slot, true);
        int ask = book.best(slot, false);
        TradingState trading = TradingState.of(state.instruments, slot);
        Check.that(
                !trading.needsUncrossed()
                        || bid == Table.NONE
                        || ask == Table.NONE
                        || state.orders.get(bid, Order.PRICE) < state.orders.get(ask, Order.PRICE),
                "book is crossed, instrument",
                slot);
        int buyStop = book.firstStop(slot, true);
        int sellStop = book.firstStop(slot, false);
        long count = ordered(bid, slot, true, false)
                + ordered(ask, slot, false, false)
                + ordered(buyStop, slot, true, true)
                + ordered(sellStop, slot, false, true);
        Check.that(count == state.instruments.get(slot, Instrument.ORDERS), "orders of instrument", slot);
        if (trading.trades && !activates(slot)) {
            Check.that(state.instruments.get(slot, Instrument.STOP_HIGH) == 0, "stops not looked at, instrument", slot);
            long last = state.instruments.get(slot, Instrument.LAST_PRICE);
            Check.that(buyStop == Table.NONE || orders.stopPrice(buyStop) > last, "stop reached, instrument", slot);
            Check.that(
                    sellStop == Table.NONE || last == 0 || orders.stopPrice(sellStop) < last,
                    "stop reached, instrument",
                    slot);
        }
        return count;
    }

    private boolean activates(int instrument) {
        int task = state.tasks.find(state.instruments.get(instrument, Instrument.TASK));
        return task != Table.NONE && state.tasks.get(task, Task.TASK_KIND) == TaskKind.STOP_ACTIVATION.value();
    }

    private long ordered(int first, int instrument, boolean buy, boolean waiting) {
        long count = 0;
        int before = Table.NONE;
        for (int at = first; at != Table.NONE; at = book.after(at)) {
            boolean belongs = orders.instrument(at) == instrument
                    && orders.isBuy(at) == buy
                    && orders.isWaiting(at) == waiting
                    && state.orders.get(at, Order.LEAVES) > 0;
            Check.that(belongs, "order in another's queue, order", orders.id(at));
            if (before != Table.NONE) {
                boolean ascending = buy == waiting;
                long price = price(before, waiting);
                long next = price(at, waiting);
                boolean inOrder = price == next
                        ? book.priority(before) < book.priority(at)
                        : ascending ? price < next : price > next;
                Check.that(inOrder, "book is not in order, order", orders.id(at));
            }
            before = at;
            count++;
        }
        this.waiting += waiting ? count : 0;
        return count;
    }

    private long price(int order, boolean waiting) {
        return waiting ? orders.stopPrice(order) : state.orders.get(order, Order.PRICE);
    }

    /** Each side record has its order, and says nothing that its order is not. */
    private void records() {
        for (int slot = 0; slot < state.sideRecords.high(); slot++) {
            if (state.sideRecords.isLive(slot)) {
                int order = state.orders.find(state.sideRecords.get(slot, SideRecord.ORDER));
                Check.that(order != Table.NONE && orders.record(order) == slot, "side record without order", slot);
                record(order, slot);
            }
        }
    }

    private void record(int order, int slot) {
        boolean expires = state.sideRecords.get(slot, SideRecord.EXPIRES) != 0;
        Check.that(expires == state.orderDeadlines.contains(slot), "deadline of order", orders.id(order));
        Check.that(
                expires == (orders.timeInForce(order) == TimeInForce.GTD.value()), "expiry of order", orders.id(order));
        if (orders.isIceberg(order) && !orders.isWaiting(order)) {
            long shown = orders.shown(order);
            boolean fits =
                    shown > 0 && shown <= orders.display(order) && shown <= state.orders.get(order, Order.LEAVES);
            Check.that(fits, "shown part of order", orders.id(order));
        }
    }

    /** Each watch has its accounts, and each of them that watch and its task. */
    private void watches() {
        Table watches = state.watching.watches;
        long watched = 0;
        for (int slot = 0; slot < watches.high(); slot++) {
            if (watches.isLive(slot)) {
                long count = 0;
                long account = watches.get(slot, OrderWatch.FIRST_ACCOUNT);
                for (; account != 0; account = state.accounts.get((int) account - 1, Account.NEXT_WATCHED)) {
                    int row = (int) account - 1;
                    long task = watches.get(slot, OrderWatch.TASK);
                    boolean fits = state.accounts.get(row, Account.WATCH) == watches.get(slot, OrderWatch.ID)
                            && (task == 0 || state.accounts.get(row, Account.TASK) == task);
                    Check.that(fits, "account of a watch", account);
                    count++;
                }
                Check.that(count == watches.get(slot, OrderWatch.ACCOUNTS), "accounts of watch", slot);
                boolean timed = watches.get(slot, OrderWatch.DEADLINE) > 0;
                Check.that(timed == state.watching.deadlines.contains(slot), "deadline of watch", slot);
                watched += count;
            }
        }
        for (int row = 0; row < state.accounts.high(); row++) {
            watched -= state.accounts.get(row, Account.WATCH) == 0 ? 0 : 1;
        }
        Check.that(watched == 0, "watched accounts outside of watches", watched);
    }

    /** Each account's list has its orders, oldest first. */
    private void lists() {
        long total = 0;
        for (long account = 1; account <= state.accounts.high(); account++) {
            long before = 0;
            int count = 0;
            for (int at = state.accountOrders.first(account); at != Table.NONE; at = state.accountOrders.next(at)) {
                Check.that(orders.account(at) == account && orders.id(at) > before, "list of account", account);
                before = orders.id(at);
                count++;
            }
            Check.that(count == state.accountOrders.count(account), "orders of account", account);
            total += count;
            long task = state.accounts.get((int) account - 1, Account.TASK);
            Check.that(task == 0 || state.tasks.find(task) != Table.NONE, "task of account", account);
        }
        Check.that(total == state.orders.live(), "orders outside the lists of accounts", total);
    }
}
