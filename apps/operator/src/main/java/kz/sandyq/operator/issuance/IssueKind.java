package kz.sandyq.operator.issuance;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.protocol.sbe.DfaKind;

/** The three kinds of a digital financial asset; there is no fourth (Law on digital assets, art. 5). */
@LegalBasis("LAW-5")
public enum IssueKind {
    /** Its base asset is money. */
    STABLECOIN(DfaKind.STABLECOIN, RuleSetOwner.NBK),
    /** Its base asset is any property other than money. */
    ASSET_BACKED(DfaKind.ASSET_BACKED, RuleSetOwner.FIN_REGULATOR),
    /** A financial instrument issued in electronic digital form; a base asset is possible, not required. */
    FINANCIAL_INSTRUMENT(DfaKind.FINANCIAL_INSTRUMENT, RuleSetOwner.FIN_REGULATOR);

    private final DfaKind inCore;
    private final RuleSetOwner ruleSetOwner;

    IssueKind(DfaKind inCore, RuleSetOwner ruleSetOwner) {
        this.inCore = inCore;
        this.ruleSetOwner = ruleSetOwner;
    }

    DfaKind inCore() {
        return inCore;
    }

    /** Digits after the decimal sign of a unit: those of the tenge for a stablecoin, else units are whole. */
    int scale() {
        return this == STABLECOIN ? TermsRules.MONEY_SCALE : 0;
    }

    /** Whose act sets the rules of issue, placement, circulation and redemption. */
    @LegalBasis("LAW-6.1-p2")
    @LegalBasis("LAW-6.1-p2-a")
    @LegalBasis("LAW-6.1-p2-b")
    RuleSetOwner ruleSetOwner() {
        return ruleSetOwner;
    }

    /** The authority whose act rules a kind of issue. */
    enum RuleSetOwner {
        NBK,
        FIN_REGULATOR
    }
}
