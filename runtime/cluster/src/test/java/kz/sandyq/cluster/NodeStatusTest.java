package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a member is ready: its log replayed, a leader known, a tick of late, a clock near the cluster's, room. */
class NodeStatusTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // what, elected, started, tickAgeMs, clockOffsetMs, freeBytes, serves, ready
        "clock as the cluster's, true, true, 250, 0, 100, true, true",
        "clock 499 ms before, true, true, 250, 499, 100, true, true",
        "clock 499 ms behind, true, true, 250, -499, 100, true, true",
        "clock 500 ms before, true, true, 250, 500, 100, true, false",
        "clock 500 ms behind, true, true, 250, -500, 100, true, false",
        "clock an hour before, true, true, 250, 3600000, 100, true, false",
        "clock an hour behind, true, true, 250, -3600000, 100, true, false",
        "log not begun, true, false, 250, 0, 100, false, false",
        "replaying or electing, false, true, 250, 0, 100, false, false",
        "ticks of an hour ago in a replay, true, true, 250, 3600000, 100, true, false",
        "last tick 2 s ago, true, true, 2000, 0, 100, true, true",
        "last tick longer ago, true, true, 2001, 0, 100, false, false",
        "disk below its reserve, true, true, 250, 0, 99, true, false",
    })
    void table(
            String what,
            boolean elected,
            boolean started,
            long tickAgeMs,
            long clockOffsetMs,
            long freeBytes,
            boolean serves,
            boolean ready) {
        for (boolean leads : new boolean[] {true, false}) {
            NodeView view = new NodeView(9, 1_790_000_000_000L, 1, 2, started, false, false, 0, 1);
            NodeStatus status = new NodeStatus(
                    leads && elected, elected, 64, 3, view, tickAgeMs, clockOffsetMs, new Disk(freeBytes, 100), 1);
            assertThat(status.serves()).as(what).isEqualTo(serves);
            assertThat(status.ready()).as(what).isEqualTo(ready);
        }
        assertThat(NodeStatus.NONE.ready()).isFalse();
    }
}
