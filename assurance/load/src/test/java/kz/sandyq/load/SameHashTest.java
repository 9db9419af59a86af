package kz.sandyq.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.cluster.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One log, four hosts of the core, one state hash. */
class SameHashTest {
    private static final int COMMANDS = 1_000;
    /** Sizes, collectors, width of references, pages touched or not, compiled or not. */
    private static final List<List<String>> HEAPS = List.of(
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:-UseCompressedOops"),
            List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages"),
            List.of("-Xmx640m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders"),
            List.of("-Xms64m", "-Xmx768m", "-XX:+UseZGC"),
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:ObjectAlignmentInBytes=16"));

    @TempDir
    Path directory;

    private final CommandPress press = new CommandPress(1, System::currentTimeMillis);
    private final ReplayedLog replayed = new ReplayedLog();
    private final ShadowReadModel projected = new ShadowReadModel();

    @Test
    @Timeout(180)
    void theHashIsTheSameLiveAfterReplayAfterSnapshotAndReplayAndInTheProjector() {
        ClusterConfig config = ClusterConfig.demo(directory, 7, 0);
        long live;
        OrderFlow flow;
        try (ClusterNode node = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(node.aeronDirectory(), 256)) {
            flow = new OrderFlow(20_261_121, TradingFloor.open(command -> answer(client, command), press, 5, 20));
            send(client, flow);
            node.snapshot();
            send(client, flow);
            live = agree(node);
        }
        try (ClusterNode node = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(node.aeronDirectory(), 256)) {
            assertThat(node.restoredSequence()).as("a start from the snapshot").isBetween(1L, live - 1);
            assertThat(agree(node)).as("sequence after snapshot and replay").isGreaterThanOrEqualTo(live);
            send(client, flow);
            agree(node);
        }
    }

    /**
     * One log under virtual machines that lay out, collect and compile otherwise: no node setting shows in the state.
     */
    @Test
    @Timeout(240)
    void theHashIsTheSameWhateverTheHeapIs() {
        ClusterConfig config = ClusterConfig.demo(directory, 7, 0);
        try (ClusterNode node = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(node.aeronDirectory(), 256)) {
            send(client, new OrderFlow(7, TradingFloor.open(command -> answer(client, command), press, 5, 20)));
            NodeView view = node.view();
            for (List<String> heap : HEAPS) {
                assertThat(ReplayProcess.replay(node.aeronDirectory(), view.sequence(), heap))
                        .as(heap.toString())
                        .containsExactly(view.sequence(), view.stateHashHigh(), view.stateHashLow());
            }
        }
    }

    /** The node's own hash, that of a replay and that of a projector, at one sequence. */
    private long agree(ClusterNode node) {
        NodeView view = node.view();
        replayed.goTo(node.aeronDirectory(), view.sequence());
        assertThat(replayed.view())
                .as("after replay")
                .containsExactly(view.sequence(), view.stateHashHigh(), view.stateHashLow());
        ReadModelContent rows = projected.upTo(node.aeronDirectory(), view.sequence(), false);
        assertThat(new long[] {rows.sequence(), rows.hashHigh(), rows.hashLow()})
                .as("in the projector")
                .containsExactly(view.sequence(), view.stateHashHigh(), view.stateHashLow());
        return view.sequence();
    }

    private void send(CommandClient client, OrderFlow flow) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            replies.add(client.submit(press.encode(flow.next())));
            if (replies.size() == 200) {
                replies.forEach(CompletableFuture::join);
                replies.clear();
            }
        }
        replies.forEach(CompletableFuture::join);
    }

    private static Host.Answer answer(CommandClient client, byte[] command) {
        Reply reply = client.submit(command).join();
        return new Host.Answer(reply.rejectCode(), reply.resultId());
    }
}
