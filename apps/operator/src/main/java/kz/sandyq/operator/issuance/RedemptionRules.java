package kz.sandyq.operator.issuance;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.law.LegalBasis;

/** On what ground and when units may be taken out of circulation. */
final class RedemptionRules {
    private RedemptionRules() {}

    /** Performance at maturity is always a ground; any other only when the terms list it. */
    @LegalBasis("LAW-1.6-7")
    @LegalBasis("LAW-1.6-6-p2")
    static Optional<Finding> check(IssueTerms terms, RedemptionGround ground, LocalDate today) {
        LocalDate maturity = terms.maturityDate();
        if (terms.kind() == IssueKind.STABLECOIN || maturity == null) {
            return Optional.of(Finding.of("CONTRADICTS_ISSUE_TERMS", "LAW-1.6-6-p2"));
        }
        if (ground == RedemptionGround.REDEMPTION_OBLIGATION_PERFORMED) {
            return today.isBefore(maturity)
                    ? Optional.of(Finding.of("CONTRADICTS_ISSUE_TERMS", "LAW-1.6-6-p2"))
                    : Optional.empty();
        }
        Set<RedemptionGround> grounds = terms.redemptionGrounds();
        return grounds != null && grounds.contains(ground)
                ? Optional.empty()
                : Optional.of(Finding.of("REDEMPTION_GROUND_NOT_IN_TERMS", "LAW-1.6-7", ground));
    }
}
