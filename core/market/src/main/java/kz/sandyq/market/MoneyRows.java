package kz.sandyq.market;

/** The columns of the tables of bank credits, holds and claims. */
final class MoneyRows {
    private MoneyRows() {}

    static final class Credit {
        static final int KIND = 6;
        static final int SEQUENCE = 0;
        static final int BANK_ACCOUNT = 1;
        static final int ACCOUNT = 2;
        static final int ASSET = 3;
        static final int AMOUNT = 4;
        static final int REVERSED = 5;
        static final int HASHED = 6;
        static final int WIDTH = 6;
    }

    static final class Hold {
        static final int KIND = 7;
        static final int ID = 0;
        static final int ACCOUNT = 1;
        static final int ASSET = 2;
        static final int REASON = 3;
        static final int SUBJECT = 4;
        static final int OPENED = 5;
        static final int REMAINING = 6;
        static final int HASHED = 7;
        static final int BALANCE = 7;
        static final int WIDTH = 8;
    }

    static final class Claim {
        static final int KIND = 8;
        static final int ID = 0;
        static final int ACCOUNT = 1;
        static final int CLAIM_ACCOUNT = 2;
        static final int ASSET = 3;
        static final int OPENED = 4;
        static final int REMAINING = 5;
        static final int HASHED = 6;
        static final int NEXT = 6;
        static final int WIDTH = 7;
    }
}
