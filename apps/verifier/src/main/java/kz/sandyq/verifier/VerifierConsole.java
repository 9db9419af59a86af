package kz.sandyq.verifier;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Words for whoever holds a receipt, in UTF-8 whatever the terminal is. */
final class VerifierConsole {
    private VerifierConsole() {}

    static void say(String words) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(words);
    }

    static void fault(String words) {
        new PrintStream(System.err, true, StandardCharsets.UTF_8).println(words);
    }
}
