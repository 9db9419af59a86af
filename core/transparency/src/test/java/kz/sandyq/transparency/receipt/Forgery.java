package kz.sandyq.transparency.receipt;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refusal;
import org.junit.jupiter.api.DynamicTest;

/** A receipt of record 3 in block 5, signed by the log, four nodes and two witnesses; then one thing is forged. */
final class Forgery {
    static final World WORLD = World.usual();
    static final World OTHER = new World(8, 20_261_122, 240);

    record Line(String what, String how, Consumer<Draft> forgery, Refusal outcome) {}

    private Forgery() {}

    static Draft honest() {
        return WORLD.draft(5, 3).sign(4, 2);
    }

    /** Of each thing that can be forged at least five forgeries. */
    static Stream<DynamicTest> play(Line... lines) {
        assertThat(Arrays.stream(lines).collect(groupingBy(Line::what, counting())))
                .allSatisfy((what, forgeries) -> assertThat(forgeries).as(what).isGreaterThanOrEqualTo(5));
        return Arrays.stream(lines)
                .map(line -> DynamicTest.dynamicTest(line.what + ": " + line.how, () -> {
                    Draft draft = honest();
                    assertThat(World.verifier().verify(draft.file())).isInstanceOf(Verdict.Proven.class);
                    line.forgery.accept(draft);
                    assertThat(World.verifier().verify(draft.file())).isEqualTo(new Verdict.NotProven(line.outcome));
                }));
    }
}
