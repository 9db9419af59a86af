package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.FeeCommands;
import kz.sandyq.protocol.command.FeeTier;
import kz.sandyq.protocol.sbe.FeeReason;
import kz.sandyq.protocol.sbe.FeeStatus;

/** The verbs of fees. Days are counted from today; a tier is turnover:maker:taker:auction. */
final class FeeVerbs {
    private FeeVerbs() {}

    static CommandBody body(Script.Step s) {
        return switch (s.verb) {
            case "tariff" ->
                FeeCommands.createFeeSchedule(
                        s.number(0), s.number(1), Verbs.today(s) + (int) s.option("in", 0), tiers(s), Verbs.ground(s));
            case "charges" ->
                FeeCommands.assignFeeSchedule(
                        s.number(0), s.number(1), Verbs.today(s) + (int) s.option("in", 0), Verbs.ground(s));
            case "feestatus" -> FeeCommands.setFeeStatus(s.number(0), status(s.words.get(1)), Verbs.ground(s));
            case "charge" ->
                FeeCommands.chargeFee(
                        s.number(0),
                        s.number(1),
                        s.option("asset", 1),
                        s.number(2),
                        FeeReason.valueOf(s.text("for", "WALLET_KEEPING")),
                        Verbs.ground(s));
            case "refund" ->
                FeeCommands.refundFee(
                        s.number(0), s.number(1), s.option("asset", 1), s.number(2), s.number(3), Verbs.ground(s));
            default -> FeeCommands.startFeePeriod();
        };
    }

    /** A number that is no status is sent as SBE's null. */
    private static FeeStatus status(String word) {
        return word.equals("-") ? FeeStatus.NULL_VAL : FeeStatus.valueOf(word);
    }

    private static List<FeeTier> tiers(Script.Step s) {
        List<FeeTier> tiers = new ArrayList<>();
        for (String word : s.words.subList(2, s.words.size())) {
            String[] parts = word.split(":");
            tiers.add(new FeeTier(
                    Long.parseLong(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3])));
        }
        return tiers;
    }
}
