package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;
import static kz.sandyq.operator.acts.ActField.of;
import static kz.sandyq.operator.acts.ActField.optional;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Income;
import kz.sandyq.protocol.command.PaymentCommands;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.command.WithheldTax;
import kz.sandyq.protocol.sbe.DayCountConvention;
import kz.sandyq.protocol.sbe.RedemptionBasis;

/** Acts by which an issuer's duties to the holders are recorded, paid, overdue or changed into others. */
final class PaymentActKinds {
    private static final Set<ActPaper> BY_ISSUER =
            Set.of(ActPaper.ISSUER_DECISION, ActPaper.OPERATOR_DECISION, ActPaper.COURT_ACT, ActPaper.OTHER);

    static final List<ActKind> ALL = List.of(
            ActKind.ofTwo(
                            "INCOME",
                            ActRoom.PAYMENTS,
                            PaymentActKinds::income,
                            of("issue", Type.ISSUE),
                            of("paymentDate", Type.DATE),
                            choice(
                                    "dayCount",
                                    DayCountConvention.GIVEN,
                                    DayCountConvention.THIRTY_360,
                                    DayCountConvention.ACT_360,
                                    DayCountConvention.ACT_365_FIXED,
                                    DayCountConvention.ACT_ACT_ICMA),
                            optional("amountPerUnit", Type.AMOUNT),
                            optional("ratePercent", Type.PERCENT),
                            optional("fromDate", Type.DATE),
                            optional("toDate", Type.DATE),
                            optional("periodFromDate", Type.DATE),
                            optional("periodToDate", Type.DATE),
                            optional("couponsPerYear", Type.WHOLE),
                            of("taxPercent", Type.PERCENT),
                            of("taxRateDate", Type.DATE),
                            optional("taxAccount", Type.ACCOUNT))
                    .standsOn(BY_ISSUER),
            ActKind.ofTwo(
                            "INCOME_CANCELLATION",
                            ActRoom.PAYMENTS,
                            (given, ground) -> PaymentCommands.cancelIncome(given.id("distribution"), ground),
                            of("distribution", Type.DISTRIBUTION))
                    .standsOn(BY_ISSUER),
            ActKind.ofTwo(
                            "DUE_PAYMENT",
                            ActRoom.PAYMENTS,
                            PaymentActKinds::payment,
                            of("distribution", Type.DISTRIBUTION),
                            optional("amount", Type.AMOUNT))
                    .standsOn(BY_ISSUER),
            ActKind.ofTwo(
                            "OVERDUE",
                            ActRoom.PAYMENTS,
                            (given, ground) -> PaymentCommands.declareOverdue(
                                    given.id("issue"), given.id("overdueDistribution"), given.day("graceDate"), ground),
                            of("issue", Type.ISSUE),
                            optional("overdueDistribution", Type.DISTRIBUTION),
                            of("graceDate", Type.DATE))
                    .standsOn(BY_ISSUER),
            ActKind.ofTwo(
                            "DEFAULT",
                            ActRoom.PAYMENTS,
                            (given, ground) -> PaymentCommands.declareDefault(given.id("distribution"), ground),
                            of("distribution", Type.DISTRIBUTION))
                    .standsOn(BY_ISSUER),
            ActKind.ofTwo(
                            "PART_REDEMPTION",
                            ActRoom.PAYMENTS,
                            PaymentActKinds::part,
                            of("issue", Type.ISSUE),
                            choice(
                                    "redemptionBasis",
                                    RedemptionBasis.OBLIGATION_PERFORMED,
                                    RedemptionBasis.OTHER_GROUND_IN_TERMS),
                            optional("partPercent", Type.PERCENT),
                            optional("quantity", Type.AMOUNT),
                            of("lot", Type.AMOUNT))
                    .standsOn(BY_ISSUER),
            ActKind.ofTwo(
                            "CONVERSION",
                            ActRoom.PAYMENTS,
                            PaymentActKinds::conversion,
                            of("issue", Type.ISSUE),
                            of("toIssue", Type.ISSUE),
                            of("numerator", Type.WHOLE),
                            of("denominator", Type.WHOLE),
                            optional("residuePrice", Type.AMOUNT))
                    .standsOn(BY_ISSUER));

    private static final int ALL_PPM = 1_000_000;

    private PaymentActKinds() {}

    private static CommandBody income(Given given, Ground ground) {
        DayCountConvention dayCount = given.choice("dayCount", DayCountConvention.class);
        int scale = given.facts().moneyScaleOf(given.id("issue"));
        boolean amountGiven = dayCount == DayCountConvention.GIVEN;
        only(amountGiven, given, "amountPerUnit", "ratePercent");
        Income income = amountGiven
                ? Income.given(given.amount("amountPerUnit", scale), 1)
                : new Income(
                        dayCount,
                        0,
                        0,
                        given.millionths("ratePercent"),
                        given.day("fromDate"),
                        given.day("toDate"),
                        given.day("periodFromDate"),
                        given.day("periodToDate"),
                        Math.toIntExact(given.whole("couponsPerYear")));
        WithheldTax tax =
                new WithheldTax(given.millionths("taxPercent"), given.day("taxRateDate"), given.id("taxAccount"));
        return PaymentCommands.recordIncome(given.id("issue"), given.day("paymentDate"), income, tax, ground);
    }

    /** Of two ways to say how much, the one that is meant and not the other. */
    private static void only(boolean first, Given given, String one, String other) {
        String meant = first ? one : other;
        String not = first ? other : one;
        if (given.text(meant).isEmpty()) {
            throw new RefusedException("FIELD_REQUIRED").field(meant);
        }
        if (!given.text(not).isEmpty()) {
            throw new RefusedException("FIELDS_EXCLUDE").field(not);
        }
    }

    private static CommandBody payment(Given given, Ground ground) {
        long distribution = given.id("distribution");
        int scale = given.facts().moneyScaleOf(given.facts().issueOf(distribution));
        return PaymentCommands.payDue(distribution, given.amount("amount", scale), ground);
    }

    private static CommandBody part(Given given, Ground ground) {
        boolean share = !given.text("partPercent").isEmpty();
        only(share, given, "partPercent", "quantity");
        long issue = given.id("issue");
        long numerator = share ? given.millionths("partPercent") : given.quantity("quantity", issue);
        return SettlementCommands.redeemPart(
                issue,
                given.choice("redemptionBasis", RedemptionBasis.class),
                numerator,
                share ? ALL_PPM : 0,
                given.quantity("lot", issue),
                ground);
    }

    private static CommandBody conversion(Given given, Ground ground) {
        long issue = given.id("issue");
        return SettlementCommands.convertIssue(
                issue,
                given.id("toIssue"),
                given.whole("numerator"),
                given.whole("denominator"),
                given.amount("residuePrice", given.facts().moneyScaleOf(issue)),
                ground);
    }
}
