package kz.sandyq.market;

import kz.sandyq.protocol.Rules;

/** The single values of the state, one row each. */
final class Scalars implements Rehearsal.Part {
    static final int KIND = 0;

    static final int SEQUENCE = 0;
    /** Cluster time: the greatest credible one given. */
    static final int NOW = 1;

    static final int SUSPECT = 2;
    /** The jump that made the clock suspect, or the latest time given since. */
    static final int SUSPECT_TIME = 3;

    static final int CLOCK_OFFSET = 4;
    /** Latest creation time of a key that has been forgotten. */
    static final int FORGOTTEN_UP_TO = 5;

    static final int TRADES = 6;
    static final int CREDITS = 7;
    static final int CLUSTER = 8;
    static final int DEMO = 9;
    static final int LEGAL_DAY_OFFSET = 10;
    static final int JUMP_LIMIT = 11;
    static final int KEY_WINDOW = 12;
    static final int TASK_STEP = 13;
    static final int MAX_FILLS = 14;
    static final int RULES = 15;
    static final int MAX_ASSETS = 16;
    static final int MAX_WALLETS = 17;
    static final int MAX_ACCOUNTS = 18;
    static final int MAX_BALANCES = 19;
    static final int MAX_HOLDS = 20;
    static final int MAX_ORDERS = 21;
    static final int MAX_INSTRUMENTS = 22;
    static final int MAX_PLACEMENTS = 23;
    static final int MAX_SUBSCRIPTIONS = 24;
    static final int MAX_ENCUMBRANCES = 25;
    static final int MAX_CLAIMS = 26;
    static final int MAX_TASKS = 27;
    static final int MAX_KEYS = 28;
    /** Frozen accounts, wallets with a notice, accounts with permissions, issues with rules, regime, prohibitions. */
    static final int RESTRICTED = 29;
    /** Entitlements that running records may still write. */
    static final int ENTITLEMENTS_PROMISED = 30;

    /** 1 while deals need clearance. */
    static final int CLEARANCE = 31;

    /** The command that began the present period of purchase limits. */
    static final int PERIOD = 32;

    /** What each activity may do, from the first activity on; and the task that ends its services, 0 for none. */
    static final int PLATFORM_STATUS = 33;

    static final int SERVICES_END = 35;

    /** The command that began the present fee period, and the one before. */
    static final int FEE_PERIOD = 37;

    static final int FEE_PERIOD_BEFORE = 38;

    static final int COUNT = 39;

    private final Table table;
    /** The values once more: they are read many times in each command. */
    private final long[] values = new long[COUNT];

    Scalars(StateHash hash) {
        table = new Table(KIND, 2, 2, COUNT, hash);
        for (int i = 0; i < COUNT; i++) {
            table.allocate(i + 1);
        }
    }

    Table table() {
        return table;
    }

    @Override
    public void endRehearsal() {
        readRows();
    }

    /** Takes the values from their rows. */
    void readRows() {
        for (int i = 0; i < COUNT; i++) {
            values[i] = table.get(i, 1);
        }
    }

    /** A value that is not what its row says, else {@link Table#NONE}. */
    int besideItsRow() {
        for (int i = 0; i < COUNT; i++) {
            if (values[i] != table.get(i, 1)) {
                return i;
            }
        }
        return Table.NONE;
    }

    /** Puts a value back as a snapshot had it. */
    void restore(int scalar, long value) {
        table.restoreRow(scalar, 1, value);
        values[scalar] = value;
    }

    long get(int scalar) {
        return values[scalar];
    }

    int getInt(int scalar) {
        return (int) values[scalar];
    }

    /** Whether the log goes by {@link Rules#BOUNDED_STEPS}. */
    boolean boundsSteps() {
        return values[RULES] >= Rules.BOUNDED_STEPS;
    }

    void set(int scalar, long value) {
        if (values[scalar] != value) {
            values[scalar] = value;
            table.set(scalar, 1, value);
        }
    }

    long increment(int scalar) {
        set(scalar, values[scalar] + 1);
        return values[scalar];
    }
}
