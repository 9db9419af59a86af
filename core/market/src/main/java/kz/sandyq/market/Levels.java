package kz.sandyq.market;

import kz.sandyq.market.Rows.Level;

/**
 * The price levels of one side of a book: a treap whose priorities come from the price, so that its shape follows from
 * the prices alone. Nodes are level rows + 1; 0 is none.
 */
final class Levels {
    private final Table levels;
    private int splitLeft;
    private int splitRight;

    Levels(Table levels) {
        this.levels = levels;
    }

    int find(int root, long price) {
        int at = root;
        while (at != 0 && price(at) != price) {
            at = price < price(at) ? left(at) : right(at);
        }
        return at;
    }

    int lowest(int root) {
        int at = root;
        while (at != 0 && left(at) != 0) {
            at = left(at);
        }
        return at;
    }

    int highest(int root) {
        int at = root;
        while (at != 0 && right(at) != 0) {
            at = right(at);
        }
        return at;
    }

    /** The lowest level above a price. */
    int above(int root, long price) {
        int best = 0;
        int at = root;
        while (at != 0) {
            if (price(at) > price) {
                best = at;
                at = left(at);
            } else {
                at = right(at);
            }
        }
        return best;
    }

    /** The highest level below a price. */
    int below(int root, long price) {
        int best = 0;
        int at = root;
        while (at != 0) {
            if (price(at) < price) {
                best = at;
                at = right(at);
            } else {
                at = left(at);
            }
        }
        return best;
    }

    /** Adds a node whose price is not there; returns the new root. */
    int insert(int root, int node) {
        if (root == 0) {
            return node;
        }
        if (Long.compareUnsigned(priority(node), priority(root)) > 0) {
            split(root, price(node));
            left(node, splitLeft);
            right(node, splitRight);
            return node;
        }
        if (price(node) < price(root)) {
            left(root, insert(left(root), node));
        } else {
            right(root, insert(right(root), node));
        }
        return root;
    }

    /** Takes the node of a price out; returns the new root. */
    int remove(int root, long price) {
        Check.that(root != 0, "book lacks level", price);
        if (price(root) == price) {
            return merge(left(root), right(root));
        }
        if (price < price(root)) {
            left(root, remove(left(root), price));
        } else {
            right(root, remove(right(root), price));
        }
        return root;
    }

    private void split(int root, long price) {
        if (root == 0) {
            splitLeft = 0;
            splitRight = 0;
        } else if (price(root) < price) {
            split(right(root), price);
            right(root, splitLeft);
            splitLeft = root;
        } else {
            split(left(root), price);
            left(root, splitRight);
            splitRight = root;
        }
    }

    private int merge(int low, int high) {
        if (low == 0) {
            return high;
        }
        if (high == 0) {
            return low;
        }
        if (Long.compareUnsigned(priority(low), priority(high)) > 0) {
            right(low, merge(right(low), high));
            return low;
        }
        left(high, merge(low, left(high)));
        return high;
    }

    long price(int node) {
        return levels.get(node - 1, Level.PRICE);
    }

    private long priority(int node) {
        return StateHash.finish(price(node));
    }

    int first(int node) {
        return (int) (levels.get(node - 1, Level.QUEUE) >>> 32);
    }

    int last(int node) {
        return levels.getInt(node - 1, Level.QUEUE);
    }

    /** Writes the ends of a level's queue, each an order + 1. */
    void ends(int node, int first, int last) {
        levels.link(node - 1, Level.QUEUE, (long) first << 32 | last);
    }

    private int left(int node) {
        return (int) (levels.get(node - 1, Level.CHILDREN) >>> 32);
    }

    private int right(int node) {
        return levels.getInt(node - 1, Level.CHILDREN);
    }

    private void left(int node, int child) {
        levels.link(node - 1, Level.CHILDREN, (long) child << 32 | right(node));
    }

    private void right(int node, int child) {
        levels.link(node - 1, Level.CHILDREN, (long) left(node) << 32 | child);
    }
}
