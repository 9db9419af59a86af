package kz.sandyq.market;

import java.util.Arrays;

/** The live orders of each account, oldest first: derived from the rows, so that an account's orders need no search. */
final class AccountOrders implements Journal.Written {
    private static final int ENDS = 4;
    private static final int LAST = 1;
    private static final int COUNT = 2;
    private static final int PREVIOUS = 1;
    /** Noted of an order that came; of one that left, where it stood. */
    private static final long CAME = -1;
    /** Noted in the place of an order when a walk begins, its opposite when one ends. */
    private static final int WALK = -1;

    private final Table orders;
    private final Table accounts;
    /** By account row: first order + 1, last order + 1 (0 is none), how many; three of four. */
    private int[] ends;
    /** By order row: next order + 1, previous order + 1. */
    private int[] links;
    /** Accounts whose orders a task is cancelling. */
    private int walks;

    AccountOrders(Table orders, Table accounts) {
        this.orders = orders;
        this.accounts = accounts;
        ends = new int[ENDS * accounts.capacity()];
        links = new int[2 * orders.capacity()];
    }

    void grow() {
        ends = Arrays.copyOf(ends, ENDS * accounts.capacity());
        links = Arrays.copyOf(links, 2 * orders.capacity());
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
        note(WALK, 1);
    }

    void endWalk() {
        walks--;
        note(WALK, -1);
    }

    private void note(int order, long what) {
        Journal journal = orders.journal();
        if (journal != null) {
            journal.add(this, order, what);
        }
    }

    @Override
    public void takeBack(long place, long what) {
        if (place == WALK) {
            walks -= (int) what;
        } else if (what == CAME) {
            remove((int) place);
        } else {
            putBetween((int) place, (int) (what >>> Integer.SIZE), (int) what);
        }
    }

    boolean isWalked() {
        return walks > 0;
    }

    int count(long accountId) {
        return ends[endsOf((int) accountId - 1) + COUNT];
    }

    int first(long accountId) {
        return ends[endsOf((int) accountId - 1)] - 1;
    }

    int next(int order) {
        return links[2 * order] - 1;
    }

    /** Reads where the lists of an account end. */
    long peekAccount(int account) {
        return ends[endsOf(account) + LAST];
    }

    /** Reads what a new order of an account will write besides. */
    long peekLast(int account) {
        int last = ends[endsOf(account) + LAST];
        return last == 0 ? 0 : links[2 * (last - 1)];
    }

    /** Reads where an order stands in its list. */
    long peekLinks(int order) {
        return links[2 * order];
    }

    /** Reads what a removal will write besides. */
    long peek(int order, int account) {
        int behind = links[2 * order];
        int before = links[2 * order + PREVIOUS];
        return (before == 0 ? 0 : links[2 * (before - 1)])
                + (behind == 0 ? 0L : links[2 * (behind - 1)])
                + ends[endsOf(account) + LAST];
    }

    boolean contains(int order) {
        return links[2 * order + PREVIOUS] != 0 || ends[endsOf(row(order))] == order + 1;
    }

    void add(int order) {
        putBetween(order, ends[endsOf(row(order)) + LAST], 0);
        note(order, CAME);
    }

    /** Links an order behind one and before another, each an order + 1, 0 where the list ends. */
    private void putBetween(int order, int before, int behind) {
        int of = endsOf(row(order));
        links[2 * order] = behind;
        links[2 * order + PREVIOUS] = before;
        if (before == 0) {
            ends[of] = order + 1;
        } else {
            links[2 * (before - 1)] = order + 1;
        }
        if (behind == 0) {
            ends[of + LAST] = order + 1;
        } else {
            links[2 * (behind - 1) + PREVIOUS] = order + 1;
        }
        ends[of + COUNT]++;
    }

    void remove(int order) {
        int of = endsOf(row(order));
        int behind = links[2 * order];
        int before = links[2 * order + PREVIOUS];
        if (before == 0) {
            ends[of] = behind;
        } else {
            links[2 * (before - 1)] = behind;
        }
        if (behind == 0) {
            ends[of + LAST] = before;
        } else {
            links[2 * (behind - 1) + PREVIOUS] = before;
        }
        links[2 * order] = 0;
        links[2 * order + PREVIOUS] = 0;
        ends[of + COUNT]--;
        note(order, (long) before << Integer.SIZE | behind);
    }

    private static int endsOf(int account) {
        return ENDS * account;
    }

    private int row(int order) {
        return (int) Orders.account(orders, order) - 1;
    }
}
