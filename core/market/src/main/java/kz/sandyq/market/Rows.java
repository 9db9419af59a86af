package kz.sandyq.market;

/** The columns of each table. HASHED: how many of the first are logical fields; WIDTH: all of them. */
final class Rows {
    private Rows() {}

    static final class Asset {
        static final int KIND = 1;
        static final int ID = 0;
        static final int ASSET_KIND = 1;
        static final int SCALE = 2;
        static final int CODE_HIGH = 3;
        static final int CODE_LOW = 4;
        static final int HASHED = 5;
        /** Balances of this asset in the order in which they came to be. */
        static final int FIRST_BALANCE = 5;

        static final int LAST_BALANCE = 6;
        /** Row of its issue + 1, 0 when it is none. */
        static final int ISSUE = 7;
        /** How many balances of it there are. */
        static final int BALANCES = 8;

        static final int WIDTH = 9;
    }

    static final class Wallet {
        static final int KIND = 2;
        static final int ID = 0;
        static final int WALLET_KIND = 1;
        static final int HOLDING_KIND = 2;
        static final int KEY_REF = 3;
        static final int FIRST_HOLDER = 4;
        static final int HOLDERS = 5;
        /** Death or liquidation of the holder. */
        static final int NOTICE = 6;

        static final int CLEARED_UNTIL = 7;
        /** 0 for who pays fees. */
        static final int FEE_STATUS = 8;

        static final int HASHED = 9;
        /** Which of the four sets its accounts are of, 0 before the first that holds assets. */
        static final int SET = 9;

        static final int WIDTH = 10;
    }

    static final class Holder {
        static final int KIND = 3;
        static final int ID = 0;
        static final int WALLET = 1;
        static final int HOLDER_REF = 2;
        static final int NUMERATOR = 3;
        static final int DENOMINATOR = 4;
        static final int HASHED = 5;
        static final int WIDTH = 5;
    }

    static final class Account {
        static final int KIND = 4;
        static final int ID = 0;
        static final int WALLET = 1;
        static final int CAPACITY = 2;
        static final int ACTIVITY = 3;
        static final int ISSUE = 4;
        /** Freezes of the whole account. */
        static final int FREEZES = 5;
        /** The task that cancels its orders, 0 when none runs. */
        static final int TASK = 6;
        /** Accounts of one group do not trade with each other, 0 for none; those of a wallet never do. */
        static final int SELF_TRADE_GROUP = 7;

        /** 1 when its permissions were set. */
        static final int PERMISSIONS = 8;

        static final int PERMITTED = 9;
        static final int QUALIFIED_UNTIL = 10;
        static final int LIMIT_ASSET = 11;
        static final int LIMIT = 12;
        /** The command that set the limit: what was reserved before does not count. */
        static final int LIMIT_FROM = 13;

        static final int SPENT = 14;
        /** The period in which it was spent. */
        static final int PERIOD = 15;
        /** The watch over its orders, 0 for none. */
        static final int WATCH = 16;

        static final int HASHED = 17;
        /** The next account of the watch, 0 behind the last. */
        static final int NEXT_WATCHED = 17;

        static final int WIDTH = 18;
    }

    static final class Balance {
        static final int KIND = 5;
        /** account &lt;&lt; 32 | asset. */
        static final int KEY = 0;

        static final int AVAILABLE = 1;
        static final int HELD = 2;
        static final int BLOCKED = 3;
        /** What arrests still wait for. */
        static final int UNCOVERED = 4;
        /** What open claims still wait for. */
        static final int CLAIMED = 5;

        static final int HASHED = 6;
        /** First claim + 1 &lt;&lt; 32 | first encumbrance + 1; a row is one cache line. */
        static final int OBJECTS = 6;

        /** Stake of its wallet + 1, 0 when the issue has no rules, &lt;&lt; 32 | next balance of the asset + 1. */
        static final int NEXT_OF_ASSET = 7;

        static final int WIDTH = 8;
    }

    static final class Issue {
        static final int KIND = 9;
        static final int ID = 0;
        static final int DFA_KIND = 1;
        static final int STATUS = 2;
        static final int SUSPENDED = 3;
        static final int ISSUER_ACCOUNT = 4;
        static final int ISSUER_SIDE = 5;
        static final int UNSOLD = 6;
        static final int RESERVE = 7;
        static final int MONEY_ASSET = 8;
        static final int SCALE_FACTOR = 9;
        static final int NOMINAL = 10;
        static final int AUTHORISED = 11;
        static final int MATURITY = 12;
        static final int REDEMPTION_PRICE = 13;
        static final int BACKING_REQUIRED = 14;
        static final int BACKING_UNTIL = 15;
        static final int MINTED = 16;
        static final int REDEEMED = 17;
        static final int BURNED = 18;
        static final int PLACEMENT = 19;
        static final int TASK = 20;
        static final int NUMBER_HIGH = 21;
        static final int NUMBER_LOW = 22;
        static final int PAID = 23;
        static final int OTHER_GROUNDS = 24;
        /** Days of income in the terms, and records of income made. */
        static final int INCOME_DATES = 25;

        static final int INCOMES = 26;
        /** Overdue payments, and the status to which the issue returns without one. */
        static final int OVERDUE = 27;

        static final int STATUS_BEFORE = 28;
        /** The distribution that fixes its redemption on holders, 0 for none. */
        static final int PRINCIPAL = 29;
        /** Holds on its units that are not orders. */
        static final int HOLDS = 30;
        /** The issue into which a task converts it, 0 for none. */
        static final int CONVERTS_TO = 31;

        /** 1 when it has rules on its holders. */
        static final int RULED = 32;

        static final int QUALIFIED_ONLY = 33;
        static final int MAX_INVESTORS = 34;
        static final int SHARE_NUMERATOR = 35;
        static final int SHARE_DENOMINATOR = 36;
        static final int LOCKED_UNTIL = 37;
        /** The hold of its offer to buy back, 0 for none; its price, what is left of it, and until when it stands. */
        static final int BUY_BACK = 38;

        static final int BUY_BACK_PRICE = 39;
        static final int BUY_BACK_LEFT = 40;
        static final int BUY_BACK_UNTIL = 41;
        /** Overdue payments that are in default. */
        static final int DEFAULTS = 42;

        /** The platform that issued it first, 0 for this one. */
        static final int ORIGIN = 43;
        /** Gone to other platforms net of what came from there; below 0 for an issue of another one. */
        static final int MOVED_OUT = 44;
        /** Of that, burned here and not yet known to be minted there. */
        static final int IN_TRANSIT = 45;
        /** Accepted from other platforms and not yet minted here. */
        static final int ARRIVING = 46;

        static final int HASHED = 47;
        /** Wallets with a stake. */
        static final int INVESTORS = 47;

        static final int WIDTH = 48;
    }

    static final class Placement {
        static final int KIND = 10;
        static final int ID = 0;
        static final int ISSUE = 1;
        static final int STATUS = 2;
        static final int FROM = 3;
        static final int UNTIL = 4;
        static final int MINIMUM = 5;
        static final int MAXIMUM = 6;
        static final int PRICE = 7;
        static final int LOT = 8;
        static final int CAP = 9;
        static final int METHOD = 10;
        static final int SUBSCRIBED = 11;
        static final int SUBSCRIPTIONS = 12;
        static final int ELIGIBLE = 13;
        static final int ALLOCATED = 14;
        static final int PROCEEDS = 15;
        static final int TASK = 16;
        static final int END_STATUS = 17;
        static final int HASHED = 18;
        static final int FIRST = 18;
        static final int LAST = 19;
        static final int ISSUER_BALANCE = 20;
        static final int HEAP_ROOT = 21;
        static final int WIDTH = 22;
    }

    static final class Subscription {
        static final int KIND = 11;
        static final int ID = 0;
        static final int PLACEMENT = 1;
        static final int ACCOUNT = 2;
        static final int QUANTITY = 3;
        static final int MONEY = 4;
        static final int ELIGIBLE = 5;
        static final int ALLOCATED = 6;
        static final int REMAINDER = 7;
        static final int HASHED = 8;
        static final int NEXT = 8;
        static final int PREVIOUS = 9;
        static final int BALANCE = 10;
        static final int INVESTOR = 11;
        static final int HEAP_LEFT = 12;
        static final int HEAP_RIGHT = 13;
        static final int HEAP_RANK = 14;
        static final int WIDTH = 15;
    }

    /** What one wallet has subscribed for in one placement. */
    static final class Investor {
        static final int KIND = 12;
        static final int PLACEMENT = 0;
        static final int WALLET = 1;
        static final int SUBSCRIBED = 2;
        static final int ELIGIBLE = 3;
        static final int SUBSCRIPTIONS = 4;
        static final int HASHED = 5;
        static final int WIDTH = 5;
    }

    static final class Instrument {
        static final int KIND = 13;
        static final int ID = 0;
        static final int BASE = 1;
        static final int QUOTE = 2;
        static final int LOT = 3;
        static final int TICK = 4;
        static final int STATUS = 5;
        static final int HALT_REASON = 6;
        static final int TASK = 7;
        static final int SYMBOL = 8;
        static final int SYMBOL_2 = 9;
        static final int SYMBOL_3 = 10;
        static final int ORDERS = 11;
        /** Price of the last trade, 0 before the first. */
        static final int LAST_PRICE = 12;
        /** Highest and lowest price traded that waiting stops have not yet answered to, 0 when there is none. */
        static final int STOP_HIGH = 13;

        static final int STOP_LOW = 14;
        /** FIX TradingSessionSubID; with the status it says which of {@link TradingState} the pair is in. */
        static final int PHASE = 15;
        /** Price of the last auction that traded. */
        static final int AUCTION_PRICE = 16;
        /** When a volatility auction ends by itself, 0 when it does not. */
        static final int CALL_ENDS = 17;
        /** Its fee schedule, 0 for none, and the one that follows from a legal day on. */
        static final int FEES = 18;

        static final int NEXT_FEES = 19;
        static final int NEXT_FEES_FROM = 20;

        static final int HASHED = 21;
        /** Level that is met first &lt;&lt; 32 | root of the levels; so are the three after it. */
        static final int BID_ROOT = 21;

        static final int ASK_ROOT = 22;
        static final int BUY_STOP_ROOT = 23;
        static final int SELL_STOP_ROOT = 24;
        static final int WIDTH = 25;
    }

    /** Price levels: derived from the orders. */
    static final class Level {
        static final int KIND = 14;
        static final int PRICE = 0;
        /** Left &lt;&lt; 32 | right. */
        static final int CHILDREN = 1;
        /** First order + 1 &lt;&lt; 32 | last order + 1. */
        static final int QUEUE = 2;

        static final int HASHED = 0;
        static final int WIDTH = 3;
    }

    /** One cache line. {@link Orders} takes apart what is packed. */
    static final class Order {
        static final int KIND = 15;
        static final int ID = 0;
        /** account &lt;&lt; 39 | fee rates &lt;&lt; 30 | instrument &lt;&lt; 14 | flags. */
        static final int TERMS = 1;

        static final int PRICE = 2;
        static final int QUANTITY = 3;
        static final int LEAVES = 4;
        /** The client's reference, or the id of the side record, which then has it. */
        static final int REFERENCE = 5;

        static final int HASHED = 6;
        /** Balance that pays &lt;&lt; 32 | balance that receives. */
        static final int BALANCES = 6;
        /** Next &lt;&lt; 32 | previous in the queue: an order + 1, at an end -(level + 1), outside a queue 0. */
        static final int LINKS = 7;

        static final int WIDTH = 8;
    }

    static final class Encumbrance {
        static final int KIND = 16;
        static final int ID = 0;
        static final int ENCUMBRANCE_KIND = 1;
        static final int ACCOUNT = 2;
        static final int ASSET = 3;
        static final int OPENED = 4;
        static final int REMAINING = 5;
        static final int COVERED = 6;
        static final int PLEDGEE = 7;
        static final int RANK = 8;
        static final int STOPS_CIRCULATION = 9;
        static final int STOPS_INCOME = 10;
        static final int STOPS_REDEMPTION = 11;
        static final int EXPIRES = 12;
        /** The encumbrance of the units whose money this one blocks. */
        static final int OF_ENCUMBRANCE = 13;

        static final int PLEDGEE_ACCOUNT = 14;
        static final int INCOME_TO = 15;
        /** Takes only what those before it let go. */
        static final int BEHIND = 16;

        static final int HASHED = 17;
        static final int NEXT = 17;
        static final int BALANCE = 18;
        static final int WIDTH = 19;
    }

    static final class Task {
        static final int KIND = 17;
        static final int ID = 0;
        static final int TASK_KIND = 1;
        static final int SUBJECT = 2;
        static final int PHASE = 3;
        /** What comes next: an instrument, or the id of a row. */
        static final int CURSOR = 4;

        static final int DONE = 5;
        static final int TOTAL = 6;
        static final int HOLD = 7;
        static final int LEFT = 8;
        /** What a pro-rata task was given. */
        static final int NUMERATOR = 9;

        static final int DENOMINATOR = 10;
        static final int LOT = 11;
        static final int HASHED = 12;
        static final int NEXT = 12;
        static final int WIDTH = 13;
    }

    static final class RememberedKey {
        static final int KIND = 18;
        static final int SEQUENCE = 0;
        static final int HIGH = 1;
        static final int LOW = 2;
        static final int CREATED = 3;
        static final int CONTENT = 4;
        /** Of a batch: how many items it has, negative; each has an {@link BatchRows.ItemResult}. */
        static final int REJECT_CODE = 5;

        static final int RESULT_ID = 6;
        static final int RESULT_AMOUNT = 7;
        static final int HASHED = 8;
        static final int WIDTH = 8;
    }
}
