package kz.sandyq.operator.trading;

import kz.sandyq.readmodel.Instrument;

/** Whether a pair takes orders, and if not, why, in one word for people. */
enum TradingState {
    OPEN("good"),
    /** Orders are taken and gather for an auction. */
    CALL("wait"),
    HALTED("wait"),
    SUSPENDED("bad"),
    ENDED("quiet"),
    DAY_OVER("quiet"),
    CLOSED("quiet");

    private final String badge;

    TradingState(String badge) {
        this.badge = badge;
    }

    /** Kind of the badge in {@code layout/parts :: status}. */
    public String badge() {
        return badge;
    }

    /** Whether a pair takes orders. */
    public boolean takesOrders() {
        return this == OPEN || this == CALL;
    }

    static TradingState of(Instrument pair) {
        return switch (pair.issueStatus()) {
            case "REDEEMING", "REDEEMED", "CANCELLED" -> ENDED;
            default ->
                pair.issueSuspended()
                        ? SUSPENDED
                        : switch (pair.status()) {
                            case "READY_TO_TRADE" -> OPEN;
                            case "PRE_OPEN" -> CALL;
                            case "POST_CLOSE" -> DAY_OVER;
                            case "TRADING_HALT" -> HALTED;
                            default -> CLOSED;
                        };
        };
    }
}
