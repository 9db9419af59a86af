package kz.sandyq.operator.trading;

import kz.sandyq.readmodel.Instrument;

/** Whether a pair takes orders, and if not, why, in one word for people. */
enum TradingState {
    OPEN("good"),
    HALTED("wait"),
    SUSPENDED("bad"),
    ENDED("quiet"),
    CLOSED("quiet");

    private final String badge;

    TradingState(String badge) {
        this.badge = badge;
    }

    /** Kind of the badge in {@code layout/parts :: status}. */
    public String badge() {
        return badge;
    }

    static TradingState of(Instrument pair) {
        return switch (pair.issueStatus()) {
            case "REDEEMING", "REDEEMED", "CANCELLED" -> ENDED;
            default ->
                pair.issueSuspended()
                        ? SUSPENDED
                        : switch (pair.status()) {
                            case "READY_TO_TRADE" -> OPEN;
                            case "TRADING_HALT" -> HALTED;
                            default -> CLOSED;
                        };
        };
    }
}
