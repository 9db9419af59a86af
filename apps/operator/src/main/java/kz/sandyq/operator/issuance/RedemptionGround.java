package kz.sandyq.operator.issuance;

/** On what ground units leave circulation (LAW-1.6-7). */
enum RedemptionGround {
    /** The issuer performs what he owes; always a ground, from the maturity date. */
    REDEMPTION_OBLIGATION_PERFORMED,
    /** The issuer redeems before the maturity date; only when the terms say so. */
    EARLY_BY_ISSUER,
    /** The holders demand redemption because the issuer broke a covenant; only when the terms say so. */
    COVENANT_BREACH,
    /** The base asset is lost; only when the terms say so. */
    BASE_ASSET_LOST
}
