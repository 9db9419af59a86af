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

    /** Another platform, with the numbers of the moves that went there and of those that came. */
    static final class Peer {
        static final int KIND = 34;
        static final int ID = 0;
        static final int PLATFORM = 1;
        static final int IN_FORCE = 2;
        static final int SENT = 3;
        static final int RECEIVED = 4;
        static final int HASHED = 5;
        static final int WIDTH = 5;
    }

    static final class Move {
        static final int KIND = 35;
        static final int ID = 0;
        /** platform &lt;&lt; 1 | 1 when it comes from there. */
        static final int WAY = 1;

        static final int NUMBER = 2;
        static final int STATUS = 3;
        static final int ISSUE = 4;
        static final int ORIGIN = 5;
        static final int QUANTITY = 6;
        static final int DEADLINE = 7;
        static final int REASON = 8;
        static final int LEGS = 9;
        static final int HASHED = 10;
        static final int FIRST = 10;
        static final int LAST = 11;
        static final int WIDTH = 12;
    }

    /** What of a move is one account's. */
    static final class MoveLeg {
        static final int KIND = 36;
        static final int ID = 0;
        static final int MOVE = 1;
        static final int ACCOUNT = 2;
        static final int QUANTITY = 3;
        /** What blocks it, 0 for none. */
        static final int HOLD = 4;

        static final int HASHED = 5;
        static final int NEXT = 5;
        static final int WIDTH = 6;
    }
}
