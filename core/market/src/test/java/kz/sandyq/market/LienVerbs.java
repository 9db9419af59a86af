package kz.sandyq.market;

import java.util.Arrays;
import java.util.List;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.LienCommands;
import kz.sandyq.protocol.command.PledgeTerms;
import kz.sandyq.protocol.command.RightsLeg;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HolderNotice;
import kz.sandyq.protocol.sbe.PledgeIncome;
import kz.sandyq.protocol.sbe.RightsBasis;

/** The verbs of encumbrances and of holders who are no more. */
final class LienVerbs {
    private LienVerbs() {}

    static CommandBody body(Script.Step s, Ground ground) {
        return switch (s.verb) {
            case "pledge" -> encumber(s, EncumbranceKind.PLEDGE, ground);
            case "arrest" -> encumber(s, EncumbranceKind.ARREST, ground);
            case "freeze" -> encumber(s, EncumbranceKind.FREEZE, ground);
            case "lockup" -> encumber(s, EncumbranceKind.LOCK_UP, ground);
            case "enforce" ->
                LienCommands.enforcePledge(
                        s.number(0),
                        s.number(1),
                        s.number(2),
                        s.number(3),
                        s.option("money", 1),
                        s.option("value", 0),
                        s.option("debt", 0),
                        ground);
            case "notice" -> LienCommands.setHolderNotice(s.number(0), HolderNotice.valueOf(s.words.get(1)), ground);
            case "rights" ->
                LienCommands.transferRights(s.number(0), RightsBasis.valueOf(s.words.get(1)), ground, legs(s));
            default -> throw new IllegalArgumentException("no verb " + s.verb);
        };
    }

    /** A freeze that names no asset is of the whole account. */
    private static CommandBody encumber(Script.Step s, EncumbranceKind kind, Ground ground) {
        boolean pledge = kind == EncumbranceKind.PLEDGE;
        boolean whole = s.words.size() == 1;
        return HoldingCommands.placeEncumbrance(
                kind,
                s.number(0),
                whole ? 0 : s.number(1),
                whole ? 1 : s.number(2),
                (int) s.option("ref", pledge ? 5 : 0),
                (int) s.option("rank", pledge ? 1 : 0),
                s.option("stops", 1) == 1,
                s.option("income", 0) == 1,
                s.option("rights", 0) == 1,
                s.option("until", 0),
                new PledgeTerms(
                        s.option("pledgee", 0),
                        PledgeIncome.valueOf(s.text("earns", "PLEDGOR")),
                        s.option("subsequent", 0) == 1),
                ground);
    }

    /** from,to,asset,quantity or from,to,asset,quantity,encumbrance, each {@code times} over. */
    private static List<RightsLeg> legs(Script.Step s) {
        return s.words.subList(2, s.words.size()).stream()
                .flatMap(word -> {
                    String[] parts = word.split(",");
                    RightsLeg leg = new RightsLeg(
                            s.value(parts[0]),
                            s.value(parts[1]),
                            s.value(parts[2]),
                            s.value(parts[3]),
                            parts.length > 4 ? s.value(parts[4]) : 0);
                    return Arrays.stream(new RightsLeg[(int) s.option("times", 1)])
                            .map(none -> leg);
                })
                .toList();
    }
}
