package kz.sandyq.market;

/** The columns of the tables of settlement; as in {@link Rows}. */
final class SettlementRows {
    private SettlementRows() {}

    static final class Distribution {
        static final int KIND = 20;
        static final int ID = 0;
        static final int ISSUE = 1;
        static final int PAYMENT_KIND = 2;
        static final int STATUS = 3;
        /** Owed per smallest unit: numerator / denominator. */
        static final int NUMERATOR = 4;

        static final int DENOMINATOR = 5;
        /** What all of them would be owed without rounding each. */
        static final int MOST = 6;

        static final int RECORD_DAY = 7;
        static final int PAYMENT_DAY = 8;
        static final int GRACE_DAY = 9;
        static final int HOLDERS = 10;
        static final int DUE = 11;
        static final int PAID = 12;
        static final int TAX = 13;
        static final int TAX_RATE = 14;
        static final int TAX_RATE_DAY = 15;
        static final int TAX_ACCOUNT = 16;
        static final int TASK = 17;
        static final int HASHED = 18;
        static final int FIRST = 18;
        static final int LAST = 19;
        static final int WIDTH = 20;
    }

    /** What one account is owed in a distribution. */
    static final class Entitlement {
        static final int KIND = 21;
        static final int ID = 0;
        static final int DISTRIBUTION = 1;
        static final int ACCOUNT = 2;
        static final int QUANTITY = 3;
        static final int DUE = 4;
        static final int PAID = 5;
        static final int HASHED = 6;
        static final int NEXT = 6;
        static final int PREVIOUS = 7;
        static final int WIDTH = 8;
    }

    static final class Instruction {
        static final int KIND = 24;
        static final int ID = 0;
        static final int STATUS = 1;
        static final int DEADLINE = 2;
        static final int MEDIATOR = 3;
        static final int LEGS = 4;
        static final int AFFIRMED = 5;
        static final int HASHED = 6;
        static final int FIRST = 6;
        static final int LAST = 7;
        static final int WIDTH = 8;
    }

    static final class Leg {
        static final int KIND = 25;
        static final int ID = 0;
        static final int INSTRUCTION = 1;
        static final int FROM = 2;
        static final int TO = 3;
        static final int ASSET = 4;
        static final int QUANTITY = 5;
        /** What it reserves, 0 before it is affirmed. */
        static final int HOLD = 6;

        static final int HASHED = 7;
        static final int NEXT = 7;
        static final int WIDTH = 8;
    }
}
