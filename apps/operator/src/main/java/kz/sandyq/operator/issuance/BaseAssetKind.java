package kz.sandyq.operator.issuance;

/** What property stands behind an issue (LAW-1.6-8-p2 and, for the financial asset, LAW-5.2). */
enum BaseAssetKind {
    BASE_MONEY,
    BASE_SECURITY,
    BASE_DERIVATIVE_SECURITY,
    BASE_DERIVATIVE_INSTRUMENT,
    BASE_FINANCIAL_ASSET,
    BASE_OTHER_DFA,
    BASE_PROPERTY_RIGHT,
    BASE_GOODS,
    BASE_OTHER_PROPERTY
}
