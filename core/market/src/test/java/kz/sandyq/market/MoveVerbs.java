package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.MoveCommands;
import kz.sandyq.protocol.command.MoveLeg;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.MoveAct;
import kz.sandyq.protocol.sbe.MoveMessage;
import kz.sandyq.protocol.sbe.ProceedMoveDecoder;

/**
 * The verbs of moves between platforms: {@code agree} with one, {@code block} for it and {@code proceed};
 * {@code ready} is its notice, {@code accept} or {@code decline} the answer, {@code told} what it says later.
 */
final class MoveVerbs {
    private MoveVerbs() {}

    static CommandBody body(Script.Step s, Ground ground) {
        return switch (s.verb) {
            case "agree" -> MoveCommands.setInteractionAgreement((int) s.number(0), s.option("ended", 0) == 0, ground);
            case "block" ->
                MoveCommands.blockForMove(
                        (int) s.number(0), s.number(1), s.option("until", s.now() + 60_000), legs(s), ground);
            case "proceed" -> proceed(s, ground);
            case "ready" ->
                MoveCommands.receiveMoveNotice(
                        (int) s.number(0),
                        s.number(1),
                        (int) s.option("origin", s.number(0)),
                        s.number(2),
                        s.option("until", s.now() + 60_000),
                        ground);
            case "accept" -> MoveCommands.acceptMove(s.number(0), s.number(1), legs(s), ground);
            case "decline" -> MoveCommands.refuseMove(s.number(0), (int) s.option("reason", 1), ground);
            default ->
                MoveCommands.receiveMoveMessage(
                        (int) s.number(0),
                        s.number(1),
                        MoveMessage.valueOf(s.words.get(2)),
                        s.words.size() > 3 ? s.number(3) : 0);
        };
    }

    /** An act by its name, or by a number that no act has. */
    private static CommandBody proceed(Script.Step s, Ground ground) {
        String act = s.words.get(1);
        if (!Character.isDigit(act.charAt(0))) {
            return MoveCommands.proceedMove(s.number(0), MoveAct.valueOf(act), ground);
        }
        CommandBody body = MoveCommands.proceedMove(s.number(0), MoveAct.NOTIFY, ground);
        return (buffer, offset, header) -> {
            int length = body.encode(buffer, offset, header);
            int at = offset + MessageHeaderDecoder.ENCODED_LENGTH + ProceedMoveDecoder.actEncodingOffset();
            buffer.putByte(at, Byte.parseByte(act));
            return length;
        };
    }

    /** Parts are written account:quantity; x65 after one writes it so many times. */
    private static List<MoveLeg> legs(Script.Step s) {
        List<MoveLeg> legs = new ArrayList<>();
        for (String word : s.words.subList(2, s.words.size())) {
            String[] parts = word.split("[:x]");
            for (int i = 0; i < (parts.length > 2 ? Integer.parseInt(parts[2]) : 1); i++) {
                legs.add(new MoveLeg(s.value(parts[0]), s.value(parts[1])));
            }
        }
        return legs;
    }
}
