package kz.sandyq.market;

/** The columns of the table of stakes. */
final class PermissionRows {
    private PermissionRows() {}

    /** What one wallet has of an issue with rules, open orders and subscriptions counted: derived from them. */
    static final class Stake {
        static final int KIND = 27;
        /** issue &lt;&lt; 32 | wallet. */
        static final int KEY = 0;

        static final int QUANTITY = 1;
        static final int HASHED = 0;
        static final int WIDTH = 2;
    }
}
