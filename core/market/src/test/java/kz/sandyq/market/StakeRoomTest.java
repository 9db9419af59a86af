package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StakeRoomTest {
    /** Of eighteen thousand balances a quarter, and 4,096 more, may be of issues with rules. */
    private static final int STAKES = 18_000 / 4 + 4_096;

    @Test
    void anIssueWithRulesHasAsManyHoldersAsThereIsRoomForTheirStakes() {
        Script script = new Script();
        List<String> lines = new ArrayList<>(List.of("""
                market wallets=9000 accounts=9000 balances=18000 keys=40000
                credit alice 90000
                bond = issue BOND N-1 volume=20000
                rule bond investors=10000
                mint bond 10000
                p = offer bond max=10000 price=1
                subscribe p alice 10000
                close p
                tick 250""".split("\n")));
        for (int i = 1; i < STAKES; i++) {
            lines.add("w = wallet SOLE 1/1");
            lines.add("c = account w CLIENT");
            lines.add("transfer alice c bond 1");
        }
        lines.add("w = wallet SOLE 1/1");
        lines.add("d = account w CLIENT");
        lines.add("transfer alice d bond 1 -> LIMIT_BALANCES");
        lines.add("second = account 3 CLIENT");
        lines.add("transfer alice second bond 1");
        lines.add("transfer alice d KZT 1");
        script.play(
                "stakes",
                lines.stream()
                        .map(line -> line.contains("->") || line.startsWith("market") || line.startsWith("tick")
                                ? line
                                : line + " -> OK")
                        .toList());
        assertThat(script.wrong()).isEmpty();
        Table stakes = Objects.requireNonNull(script.floor().core.stateOrNull()).stakes;
        assertThat(stakes.live()).isEqualTo(STAKES);
    }
}
