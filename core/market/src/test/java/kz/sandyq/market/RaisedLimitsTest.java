package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RaisedLimitsTest {
    /** What was refused under the old limits is refused again when the log is replayed, though it raises them later. */
    @Test
    void aLogReplaysToTheSameRefusalsAfterItsLimitsWereRaised() {
        Script script = new Script();
        script.play("raised limits", List.of("""
                market orders=1 encumbrances=1
                credit alice 500000 -> OK
                bond = issue BOND N-1 -> OK
                pair = pair bond KZT -> OK
                buy pair alice 1 at=900 -> OK
                buy pair alice 1 at=900 -> LIMIT_ORDERS
                arrest alice KZT 5 -> OK
                arrest alice KZT 5 -> LIMIT_ENCUMBRANCES
                raise orders=2 encumbrances=2 -> OK
                buy pair alice 1 at=900 -> OK
                buy pair alice 1 at=900 -> LIMIT_ORDERS
                arrest alice KZT 5 -> OK
                """.split("\n")));
        assertThat(script.wrong()).isEmpty();
        Floor before = script.floor();
        Floor again = new Floor();
        for (Floor.Entry entry : before.log) {
            Floor.apply(again.core, entry);
        }
        assertThat(again.events).usingRecursiveComparison().isEqualTo(before.events);
        assertThat(Floor.hash(again.core)).isEqualTo(Floor.hash(before.core));
    }
}
