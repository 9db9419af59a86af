package kz.sandyq.market;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.FactCommands;
import kz.sandyq.protocol.sbe.FactKind;

/** The verb of facts: {@code facts KIND:first..last ...}, a commitment of each number. */
final class FactVerbs {
    private FactVerbs() {}

    static CommandBody body(Script.Step s) {
        return FactCommands.recordFacts(
                s.words.stream().flatMap(FactVerbs::facts).toList());
    }

    private static Stream<Fact> facts(String word) {
        List<String> parts = List.of(word.split(":"));
        String[] ends = parts.getLast().split("\\.\\.");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                .mapToObj(number -> fact(FactKind.valueOf(parts.getFirst()), number));
    }

    /** Number 0 is the commitment of nothing but zeros; any other number stands in its last byte. */
    static Fact fact(FactKind kind, int number) {
        byte[] commitment = new byte[32];
        commitment[31] = (byte) number;
        return new Fact(kind, commitment);
    }
}
