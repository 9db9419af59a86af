package kz.sandyq.market;

/** The columns of the table of order watches, as in {@link Rows}. */
final class WatchRows {
    private WatchRows() {}

    /** Accounts whose orders do not outlive the connection of their client. */
    static final class OrderWatch {
        static final int KIND = 33;
        static final int ID = 0;
        static final int TIMEOUT_MS = 1;
        /** When it ends unless it is renewed, 0 when it has no timer or its orders are being cancelled. */
        static final int DEADLINE = 2;

        static final int KEEPS_LASTING = 3;
        static final int ACCOUNTS = 4;
        /** The first of its accounts; each has the next. */
        static final int FIRST_ACCOUNT = 5;
        /** The task that cancels, 0 when none runs. */
        static final int TASK = 6;

        static final int HASHED = 7;
        static final int WIDTH = 7;
    }
}
