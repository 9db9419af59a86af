package kz.sandyq.operator.trading;

/** What the ground document shows. A claim of bankruptcy carries no ground: only the act of the court does. */
enum SuspensionEvidence {
    REORGANISED_TERMINATED,
    LIQUIDATED,
    FORCED_LIQUIDATION_IN_PROCESS,
    BANKRUPTCY_CLAIM,
    COURT_ACT_OF_BANKRUPTCY,
    ARREST_ACT,
    INTERNAL_RULE;

    /** Whether it carries the ground. */
    boolean carries(SuspensionGround ground) {
        return switch (this) {
            case REORGANISED_TERMINATED, LIQUIDATED, FORCED_LIQUIDATION_IN_PROCESS ->
                ground == SuspensionGround.TSG_ISSUER_TERMINATED_OR_FORCED_LIQUIDATION;
            case BANKRUPTCY_CLAIM -> false;
            case COURT_ACT_OF_BANKRUPTCY -> ground == SuspensionGround.TSG_ISSUER_BANKRUPT;
            case ARREST_ACT -> ground == SuspensionGround.TSG_PROPERTY_ARREST_OVER_50;
            case INTERNAL_RULE ->
                ground == SuspensionGround.TSG_INTERNAL_DOCUMENTS || ground == SuspensionGround.GROUND_ENDED;
        };
    }
}
