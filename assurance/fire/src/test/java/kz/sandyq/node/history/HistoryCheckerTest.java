package kz.sandyq.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.sandyq.node.history.Operation.Answer;
import kz.sandyq.node.history.Register.KeyBits;
import kz.sandyq.protocol.command.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A right history has no fault, and each planted one is named. */
class HistoryCheckerTest {
    private static final Map<Long, Long> OPENING = Map.of(1L, -300L, 2L, 100L, 3L, 200L);

    /** A transfer of account 2 to account 3: key, amount, sent, told, sequence, code. */
    private record Line(int key, long amount, long sentNs, long toldNs, long sequence, int code) {
        Operation operation() {
            Answer answer = toldNs == 0 ? null : new Answer(sequence, code, toldNs);
            return new Operation(new Key(key, key, 1), 2, 3, amount, sentNs, answer);
        }
    }

    /** What one fault makes of a right history. */
    private interface Planted {
        void in(List<Operation> operations, Register register);
    }

    static Stream<Arguments> histories() {
        return Stream.of(
                line("nothing planted", "", (sent, held) -> {}),
                line(
                        "an acknowledgement without its entry",
                        "LOST",
                        (sent, held) -> sent.add(new Line(9, 5, 70, 80, 19, 0).operation())),
                line(
                        "a refusal without its entry",
                        "LOST",
                        (sent, held) -> sent.add(new Line(9, 5, 70, 80, 19, 7).operation())),
                line("one key decided twice", "TWICE", (sent, held) -> held.decided(new KeyBits(1, 1), 18, 0)),
                line("money moved twice under one answer", "BALANCE", (sent, held) -> {
                    held.balance(2, 80);
                    held.balance(3, 220);
                }),
                line(
                        "an answer of another sequence",
                        "CHANGED",
                        (sent, held) -> sent.set(0, new Line(1, 10, 10, 20, 12, 0).operation())),
                line(
                        "applied, told as refused",
                        "CHANGED",
                        (sent, held) -> sent.set(0, new Line(1, 10, 10, 20, 11, 7).operation())),
                line("refused, yet carried out", "BALANCE", (sent, held) -> {
                    held.balance(2, 83);
                    held.balance(3, 217);
                }),
                line("a key that nobody sent", "UNSENT", (sent, held) -> held.decided(new KeyBits(8, 8), 17, 0)),
                line("money from nothing", "MONEY", (sent, held) -> held.balance(7, 1)),
                line("decided before what its sender knew", "ORDER", (sent, held) -> {
                    sent.add(new Line(9, 1, 90, 95, 5, 7).operation());
                    held.decided(new KeyBits(9, 9), 5, 7);
                }));
    }

    private static Arguments line(String what, String fault, Planted planted) {
        return Arguments.of(what, fault, planted);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("histories")
    void faultsAreNamed(String what, String fault, Planted planted) {
        List<Operation> operations = new ArrayList<>();
        operations.add(new Line(1, 10, 10, 20, 11, 0).operation());
        operations.add(new Line(2, 7, 11, 25, 12, 7).operation());
        // No answer came: one was carried out, the other never arrived.
        operations.add(new Line(3, 5, 30, 0, 0, 0).operation());
        operations.add(new Line(4, 4, 31, 0, 0, 0).operation());
        Register register = new Register();
        register.decided(new KeyBits(1, 1), 11, 0);
        register.decided(new KeyBits(2, 2), 12, 7);
        register.decided(new KeyBits(3, 3), 13, 0);
        register.balance(1, -300);
        register.balance(2, 85);
        register.balance(3, 215);
        planted.in(operations, register);
        List<String> found = HistoryChecker.faults(OPENING, operations, register);
        if (fault.isEmpty()) {
            assertThat(found).as(what).isEmpty();
        } else {
            assertThat(found).as(what).isNotEmpty().anyMatch(each -> each.startsWith(fault));
        }
    }
}
