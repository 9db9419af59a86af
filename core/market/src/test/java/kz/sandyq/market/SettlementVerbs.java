package kz.sandyq.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Income;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.PaymentCommands;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.protocol.command.WithheldTax;
import kz.sandyq.protocol.sbe.DayCountConvention;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.SettlementEnd;

/** The verbs of settlement: forced moves and what an issue pays. */
final class SettlementVerbs {
    private SettlementVerbs() {}

    static CommandBody body(Script.Step s) {
        return switch (s.verb) {
            case "force" ->
                SettlementCommands.forcedTransfer(s.number(0), s.number(1), s.number(2), s.number(3), Verbs.ground(s));
            case "recover" -> SettlementCommands.recoverHolding(s.number(0), s.number(1), s.number(2), Verbs.ground(s));
            case "redeempart" ->
                SettlementCommands.redeemPart(
                        s.number(0), basis(s), s.number(1), s.number(2), s.option("lot", 1), Verbs.ground(s));
            case "income" ->
                PaymentCommands.recordIncome(s.number(0), day(s, "in"), income(s), tax(s), Verbs.ground(s));
            case "cancelincome" -> PaymentCommands.cancelIncome(s.number(0), Verbs.ground(s));
            case "pay" -> PaymentCommands.payDue(s.number(0), s.words.size() > 1 ? s.number(1) : 0, Verbs.ground(s));
            case "overdue" ->
                PaymentCommands.declareOverdue(
                        s.number(0), s.words.size() > 1 ? s.number(1) : 0, day(s, "grace"), Verbs.ground(s));
            case "default" -> PaymentCommands.declareDefault(s.number(0), Verbs.ground(s));
            case "buyback" ->
                SettlementCommands.offerBuyBack(
                        s.number(0), s.number(1), s.number(2), s.option("until", s.now() + 10_000), Verbs.ground(s));
            case "sellback" ->
                SettlementCommands.acceptBuyBack(s.number(0), s.option("of", 0), s.number(1), s.number(2));
            case "convert" ->
                SettlementCommands.convertIssue(
                        s.number(0), s.number(1), s.number(2), s.number(3), s.option("residue", 0), Verbs.ground(s));
            case "propose" ->
                InstructionCommands.proposeSettlement(
                        s.option("until", s.now() + 10_000), s.option("mediator", 0), legs(s), Verbs.ground(s));
            case "affirm" -> InstructionCommands.affirmSettlement(s.number(0), s.number(1));
            case "settleby" ->
                InstructionCommands.endSettlement(s.number(0), SettlementEnd.SETTLE, s.number(1), 0, Verbs.ground(s));
            case "drop" ->
                InstructionCommands.endSettlement(
                        s.number(0), SettlementEnd.CANCEL, s.option("mediator", 0), s.option("by", 0), Verbs.ground(s));
            default -> throw new IllegalArgumentException("no verb " + s.verb);
        };
    }

    private static RedemptionBasis basis(Script.Step s) {
        return s.option("early", 0) == 1 ? RedemptionBasis.OTHER_GROUND_IN_TERMS : RedemptionBasis.OBLIGATION_PERFORMED;
    }

    /** So many days after the day on which the market opened. */
    private static int day(Script.Step s, String option) {
        return Verbs.today(s) + (int) s.option(option, 0);
    }

    private static int date(Script.Step s, String option) {
        return (int) LocalDate.parse(s.text(option, "1970-01-01")).toEpochDay();
    }

    private static Income income(Script.Step s) {
        return new Income(
                DayCountConvention.valueOf(s.text("count", "GIVEN")),
                s.words.size() > 1 ? s.number(1) : 0,
                s.words.size() > 2 ? s.number(2) : 0,
                s.option("rate", 0),
                date(s, "from"),
                date(s, "to"),
                date(s, "period"),
                date(s, "until"),
                (int) s.option("yearly", 0));
    }

    private static WithheldTax tax(Script.Step s) {
        return s.text("tax", "0").equals("none")
                ? WithheldTax.NOT_SET
                : new WithheldTax((int) s.option("tax", 0), day(s, "dated"), s.option("taxto", 0));
    }

    /** Legs are written giver>receiver:asset:quantity; x64 after the last writes it so many times. */
    private static List<SettlementLeg> legs(Script.Step s) {
        List<SettlementLeg> legs = new ArrayList<>();
        for (String word : s.words) {
            String[] parts = word.split("[>:x]");
            for (int i = 0; i < (parts.length > 4 ? Integer.parseInt(parts[4]) : 1); i++) {
                legs.add(new SettlementLeg(s.value(parts[0]), s.value(parts[1]), s.value(parts[2]), s.value(parts[3])));
            }
        }
        return legs;
    }
}
