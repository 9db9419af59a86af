package kz.sandyq.market;

/** The columns of the tables of fees, as in {@link Rows}. */
final class FeeRows {
    private FeeRows() {}

    /** A tariff in one money; it never changes. */
    static final class FeeSchedule {
        static final int KIND = 29;
        static final int ID = 0;
        static final int ASSET = 1;
        static final int FEE_ACCOUNT = 2;
        static final int VALID_FROM = 3;
        /** Row of its first tier; the others follow. */
        static final int FIRST_TIER = 4;

        static final int TIERS = 5;
        static final int HASHED = 6;
        static final int WIDTH = 6;
    }

    static final class FeeTier {
        static final int KIND = 30;
        static final int ID = 0;
        static final int SCHEDULE = 1;
        /** Turnover of the last closed period from which it applies. */
        static final int FROM_MINOR = 2;
        /** Id of its rates. */
        static final int RATES = 3;

        static final int HASHED = 4;
        static final int WIDTH = 4;
    }

    /** Rates that some tier has; those of equal rates share the row, whose id an order carries. */
    static final class FeeRates {
        static final int KIND = 31;
        static final int ID = 0;
        /** maker &lt;&lt; 40 | taker &lt;&lt; 20 | auction, in parts per million. */
        static final int VALUE = 1;

        static final int HASHED = 2;
        static final int WIDTH = 2;
    }

    /** What a wallet has traded in one money under fee schedules. */
    static final class Turnover {
        static final int KIND = 32;
        /** wallet &lt;&lt; 32 | asset. */
        static final int KEY = 0;
        /** In the period below. */
        static final int TRADED = 1;
        /** In the period before it. */
        static final int TRADED_BEFORE = 2;

        static final int PERIOD = 3;
        static final int HASHED = 4;
        static final int WIDTH = 4;
    }
}
