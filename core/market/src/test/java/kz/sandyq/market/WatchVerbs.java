package kz.sandyq.market;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.WatchCommands;

/** The verbs of cancel on disconnect. */
final class WatchVerbs {
    private WatchVerbs() {}

    static CommandBody body(Script.Step s) {
        return switch (s.verb) {
            case "watch" -> {
                List<Long> accounts =
                        s.words.stream().flatMap(word -> accounts(s, word)).toList();
                yield WatchCommands.openOrderWatch(s.option("timer", 0), s.option("lasting", 0) == 1, accounts);
            }
            case "alive" -> WatchCommands.renewOrderWatch(s.number(0));
            case "gone" -> WatchCommands.endOrderWatch(s.number(0), true);
            default -> WatchCommands.endOrderWatch(s.number(0), false);
        };
    }

    /** One account, or first..last of many. */
    private static Stream<Long> accounts(Script.Step s, String word) {
        String[] ends = word.split("\\.\\.");
        return LongStream.rangeClosed(s.value(ends[0]), s.value(ends[ends.length - 1]))
                .boxed();
    }
}
