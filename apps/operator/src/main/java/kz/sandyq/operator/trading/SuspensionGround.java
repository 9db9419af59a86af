package kz.sandyq.operator.trading;

/** Why trading is suspended, or goes on; the first four are those of the Rules, paragraph 63. */
enum SuspensionGround {
    TSG_ISSUER_TERMINATED_OR_FORCED_LIQUIDATION("RUL-63.1"),
    TSG_ISSUER_BANKRUPT("RUL-63.2"),
    TSG_PROPERTY_ARREST_OVER_50("RUL-63.3"),
    TSG_INTERNAL_DOCUMENTS("RUL-63.4"),
    /** The ground of a suspension is no more. */
    GROUND_ENDED("RUL-63");

    private final String clause;

    SuspensionGround(String clause) {
        this.clause = clause;
    }

    public String clause() {
        return clause;
    }

    /** Whether it lies in the issuer, so that all his issues are suspended. */
    public boolean ofIssuer() {
        return this == TSG_ISSUER_TERMINATED_OR_FORCED_LIQUIDATION
                || this == TSG_ISSUER_BANKRUPT
                || this == TSG_PROPERTY_ARREST_OVER_50;
    }
}
