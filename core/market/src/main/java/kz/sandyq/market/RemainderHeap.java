package kz.sandyq.market;

import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Subscription;

/**
 * Leftist heap of a placement's subscriptions, largest remainder first, then the earlier one: each insertion and
 * removal costs the logarithm of their number, so that a step of the allocation stays bounded.
 */
final class RemainderHeap {
    private final State state;

    RemainderHeap(State state) {
        this.state = state;
    }

    void insert(int placement, int subscription) {
        state.subscriptions.link(subscription, Subscription.HEAP_RANK, 1);
        root(placement, merge(root(placement), subscription + 1));
    }

    /** Takes the first, or returns {@link Table#NONE}. */
    int take(int placement) {
        int top = root(placement);
        if (top == 0) {
            return Table.NONE;
        }
        root(placement, merge(left(top), right(top)));
        return top - 1;
    }

    private int root(int placement) {
        return state.placements.getInt(placement, Placement.HEAP_ROOT);
    }

    private void root(int placement, int node) {
        state.placements.link(placement, Placement.HEAP_ROOT, node);
    }

    private int left(int node) {
        return state.subscriptions.getInt(node - 1, Subscription.HEAP_LEFT);
    }

    private int right(int node) {
        return state.subscriptions.getInt(node - 1, Subscription.HEAP_RIGHT);
    }

    private long rank(int node) {
        return node == 0 ? 0 : state.subscriptions.get(node - 1, Subscription.HEAP_RANK);
    }

    private int merge(int one, int other) {
        if (one == 0) {
            return other;
        }
        if (other == 0) {
            return one;
        }
        int top = before(one, other) ? one : other;
        int rest = top == one ? other : one;
        Table subscriptions = state.subscriptions;
        int merged = merge(right(top), rest);
        int left = left(top);
        boolean swap = rank(left) < rank(merged);
        subscriptions.link(top - 1, Subscription.HEAP_LEFT, swap ? merged : left);
        subscriptions.link(top - 1, Subscription.HEAP_RIGHT, swap ? left : merged);
        subscriptions.link(top - 1, Subscription.HEAP_RANK, rank(swap ? left : merged) + 1);
        return top;
    }

    private boolean before(int one, int other) {
        Table subscriptions = state.subscriptions;
        long a = subscriptions.get(one - 1, Subscription.REMAINDER);
        long b = subscriptions.get(other - 1, Subscription.REMAINDER);
        return a != b
                ? a > b
                : subscriptions.get(one - 1, Subscription.ID) < subscriptions.get(other - 1, Subscription.ID);
    }
}
