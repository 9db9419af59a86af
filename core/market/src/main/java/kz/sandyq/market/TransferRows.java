package kz.sandyq.market;

/** The columns of the tables of transfers; as in {@link Rows}. */
final class TransferRows {
    private TransferRows() {}

    /** A transfer that waits for data of sender or recipient. */
    static final class SuspendedTransfer {
        static final int KIND = 28;
        static final int ID = 0;
        static final int FROM = 1;
        /** 0 while the recipient of what came from elsewhere is not known. */
        static final int TO = 2;

        static final int HOLD = 3;
        static final int REFUSABLE_FROM = 4;
        static final int EXPIRES = 5;
        /** 1 when it is not released before it may be refused. */
        static final int WAITS_WHOLE = 6;

        static final int HASHED = 7;
        static final int WIDTH = 7;
    }
}
