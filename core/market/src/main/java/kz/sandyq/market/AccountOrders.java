package kz.sandyq.market;

import java.util.Arrays;

/** The live orders of each account, oldest first: derived from the rows, so that an account's orders need no search. */
final class AccountOrders {
    private final Table orders;
    private final Table accounts;
    /** Order + 1 by account row; 0 is none. */
    private int[] first;

    private int[] last;
    private int[] count;
    /** Order + 1 by order row. */
    private int[] next;

    private int[] previous;
    /** Accounts whose orders a task is cancelling. */
    private int walks;

    AccountOrders(Table orders, Table accounts) {
        this.orders = orders;
        this.accounts = accounts;
        first = new int[accounts.capacity()];
        last = new int[accounts.capacity()];
        count = new int[accounts.capacity()];
        next = new int[orders.capacity()];
        previous = new int[orders.capacity()];
    }

    void grow() {
        first = Arrays.copyOf(first, accounts.capacity());
        last = Arrays.copyOf(last, accounts.capacity());
        count = Arrays.copyOf(count, accounts.capacity());
        next = Arrays.copyOf(next, orders.capacity());
        previous = Arrays.copyOf(previous, orders.capacity());
    }

    /** Makes the lists anew: an order came to its account's list in the order of its id. */
    void rebuild() {
        long[] ids = new long[orders.live()];
        int found = 0;
        for (int slot = 0; slot < orders.high(); slot++) {
            if (orders.isLive(slot)) {
                ids[found++] = orders.get(slot, Rows.Order.ID);
            }
        }
        Arrays.sort(ids);
        for (long id : ids) {
            add(orders.find(id));
        }
        for (int account = 0; account < accounts.high(); account++) {
            walks += accounts.get(account, Rows.Account.TASK) == 0 ? 0 : 1;
        }
    }

    void beginWalk() {
        walks++;
    }

    void endWalk() {
        walks--;
    }

    boolean isWalked() {
        return walks > 0;
    }

    int count(long accountId) {
        return count[(int) accountId - 1];
    }

    int first(long accountId) {
        return first[(int) accountId - 1] - 1;
    }

    int next(int order) {
        return next[order] - 1;
    }

    /** Reads what a removal will write. */
    long peek(int order) {
        int before = previous[order];
        int behind = next[order];
        return (before == 0 ? 0 : next[before - 1]) + (behind == 0 ? 0L : previous[behind - 1]);
    }

    boolean contains(int order) {
        return previous[order] != 0 || first[row(order)] == order + 1;
    }

    void add(int order) {
        int account = row(order);
        previous[order] = last[account];
        next[order] = 0;
        if (last[account] == 0) {
            first[account] = order + 1;
        } else {
            next[last[account] - 1] = order + 1;
        }
        last[account] = order + 1;
        count[account]++;
    }

    void remove(int order) {
        int account = row(order);
        if (previous[order] == 0) {
            first[account] = next[order];
        } else {
            next[previous[order] - 1] = next[order];
        }
        if (next[order] == 0) {
            last[account] = previous[order];
        } else {
            previous[next[order] - 1] = previous[order];
        }
        next[order] = 0;
        previous[order] = 0;
        count[account]--;
    }

    private int row(int order) {
        return (int) Orders.account(orders, order) - 1;
    }
}
