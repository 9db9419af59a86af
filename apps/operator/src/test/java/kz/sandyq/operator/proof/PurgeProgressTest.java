package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.sandyq.cluster.PurgeRoom;
import kz.sandyq.operator.proof.PurgeProgress.State;
import kz.sandyq.translog.MemberLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators see of a member that was told to purge what is before a position, in files of 16 bytes. */
class PurgeProgressTest {
    @ParameterizedTest
    @CsvSource({
        "true,  true,  0,  40, '',      32, OBEYING",
        "true,  true,  32, 40, '',      32, DONE",
        "true,  true,  32, 80, '',      40, DONE",
        "true,  true,  16, 20, '',      32, WAITING",
        "true,  true,  0,  0,  '',      32, WAITING",
        "true,  true,  0,  40, '',      0,  DONE",
        "true,  true,  0,  40, no disk, 32, TROUBLE",
        "true,  false, 0,  40, '',      32, REFUSES",
        "false, false, 0,  0,  '',      32, AWAY"
    })
    void aMemberStands(
            boolean answers, boolean obeys, long begins, long limit, String trouble, long ordered, State expected) {
        MemberLog member = new MemberLog("member", answers, "key", new PurgeRoom(begins, 16, limit), trouble);
        State state = PurgeProgress.state(member, obeys, ordered);
        assertThat(state).isEqualTo(expected);
        var shown = new PurgeProgress.Member("member", state, begins, limit, trouble);
        assertThat(new PurgeProgress(ordered, List.of(shown)).isGoingOn())
                .as("a copy waits for it")
                .isEqualTo(expected == State.OBEYING);
    }
}
