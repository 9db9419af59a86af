package kz.sandyq.market;

import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.SuspensionTerms;
import kz.sandyq.protocol.command.TransferCommands;
import kz.sandyq.protocol.sbe.TransferRefusal;

/** The verbs of transfers that wait for data: {@code hold} them, {@code pass} them on, {@code refuse} them. */
final class TransferVerbs {
    static final long TWO_DAYS_MS = 48 * 3_600_000L;

    private TransferVerbs() {}

    static CommandBody body(Script.Step s, Ground ground) {
        return switch (s.verb) {
            case "hold" ->
                TransferCommands.suspendTransfer(
                        s.number(0),
                        s.number(1),
                        s.number(2),
                        s.number(3),
                        new SuspensionTerms(
                                s.option("wait", TWO_DAYS_MS),
                                s.option("term", 2 * TWO_DAYS_MS),
                                s.option("whole", 0) == 1),
                        ground);
            case "pass" -> TransferCommands.releaseTransfer(s.number(0), s.option("to", 0), ground);
            default ->
                TransferCommands.refuseTransfer(
                        s.number(0), TransferRefusal.valueOf(s.text("for", "INFO_NOT_PROVIDED")), ground);
        };
    }
}
