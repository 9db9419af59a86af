package kz.sandyq.node;

import static kz.sandyq.translog.CosignerWord.State.COSIGNED;
import static kz.sandyq.translog.CosignerWord.State.DIFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.LogFiles;
import kz.sandyq.cluster.LogFollower;
import kz.sandyq.cluster.LogReplay;
import kz.sandyq.cluster.NodeCopy;
import kz.sandyq.cluster.Reply;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import org.agrona.DirectBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three processes are one market: it lives on when its leader is killed, and gives every answer once. */
@Timeout(300)
class ThreeNodesTest {
    /** Number of a command of which a client comes to know nothing. */
    private static final int UNKNOWN = 1_000;

    @TempDir
    Path directory;

    private final MarketCore followed = new MarketCore(EventSink.NONE);
    private final Map<Long, String> hashes = new HashMap<>();
    /** Commands of the log with the sequence that each took first. */
    private final Map<ByteBuffer, Long> firsts = new HashMap<>();

    private long position;

    @Test
    void theMarketOutlivesItsLeaderTheDeathOfAllAndTheirLossAndMembersCosignIt() throws IOException {
        try (Nodes nodes = new Nodes(directory, 3, "proof.origin = " + CosignedLog.ORIGIN)) {
            nodes.launchAll("found");
            nodes.awaitReady();
            assertThat(nodes.get(0, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(nodes.get(1, "/metrics").body()).contains("sandyq_node_ready{member=\"node-1\"} 1.0");
            List<Reply> replies = new ArrayList<>();
            try (CommandClient client = CommandClient.connect(nodes.gateway().address(), 64)) {
                Market market = new Market(client, System.currentTimeMillis());
                replies.addAll(market.submit(0, 50));
                for (int round = 1; round <= 2; round++) {
                    int leader = nodes.leader();
                    follow(nodes, leader);
                    nodes.kill(leader);
                    replies.addAll(market.submit(50 * round, 50));
                    nodes.launch("start", leader);
                    nodes.awaitReady();
                    nodes.awaitSameHash();
                    follow(nodes, leader);
                }
                anUnknownAnswerIsAskedForByItsKey(nodes, market, replies);
                market.expectRepeated(0, replies);
                assertThat(replies.stream().map(Reply::resultId)).doesNotHaveDuplicates();
                nodes.awaitSameHash();
                membersCosign(nodes, market);
                allAreLost(nodes, market, replies);
            }
        }
    }

    /**
     * The leader takes a command, cannot have it kept by a majority, and is killed as the others were: its client knows
     * nothing. Asked by the key when all are back there is one answer, again and again, and it is what the log has.
     */
    private void anUnknownAnswerIsAskedForByItsKey(Nodes nodes, Market market, List<Reply> before) {
        int leader = nodes.leader();
        Duration patience = Duration.ofSeconds(3);
        try (CommandClient client = CommandClient.connect(nodes.gateway().address(), 64, patience)) {
            Market impatient = market.at(client);
            Awaitility.await("it is served")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> impatient.submit(0, 1).getFirst().repeated());
            List.of(0, 1, 2).stream().filter(id -> id != leader).forEach(nodes::kill);
            impatient.expectUnknown(UNKNOWN);
        }
        nodes.kill(leader);
        nodes.launchAll("start");
        nodes.awaitReady();
        Reply definite = market.submit(UNKNOWN, 1).getFirst();
        Reply again = market.submit(UNKNOWN, 1).getFirst();
        assertThat(again.repeated()).isTrue();
        assertThat(again.answeredSequence()).isEqualTo(definite.answeredSequence());
        assertThat(again.resultId()).isEqualTo(definite.resultId());
        assertThat(before).extracting(Reply::resultId).doesNotContain(definite.resultId());
        follow(nodes, again.sequence());
        assertThat(firsts).containsEntry(ByteBuffer.wrap(market.asset(UNKNOWN)), definite.answeredSequence());
    }

    /** Copied while they trade, and restored with what had been answered up to the copy's end, on each member. */
    private void allAreLost(Nodes nodes, Market market, List<Reply> replies) throws IOException {
        List<Reply> going = new ArrayList<>();
        Thread load = Thread.ofPlatform().unstarted(() -> going.addAll(market.submit(150, 50)));
        PurgedLog.snapshot(nodes, 1);
        NodeCopy copy = nodes.gateway().copyTo(nodes.restored(), sequence -> {
            load.start();
            return reached(nodes, sequence);
        });
        Awaitility.await("all is answered").atMost(Duration.ofSeconds(60)).until(() -> !load.isAlive());
        assertThat(going).hasSize(50);
        assertThat(copy.snapshotPosition()).isPositive();
        assertThat(nodes.restored().resolveSibling("restored.incoming")).doesNotExist();
        LogFiles files =
                LogFiles.of(nodes.restored(), copy.recording(), copy.end().logPosition());
        assertThat(LogReplay.run(files, (sequence, timestampMs, buffer, offset, length) -> {})
                        .stateHash())
                .isEqualTo(copy.end().stateHash());
        nodes.stopAll();
        for (int id = 0; id < 3; id++) {
            Files.move(nodes.data(id), directory.resolve("lost-" + id));
        }
        assertThat(nodes.end("start", 0)).isEqualTo(NodeFault.WRONG_DIRECTORY);
        nodes.launchAll("restore");
        nodes.awaitReady();
        market.expectRepeated(0, replies);
        List<Reply> again = market.submit(150, 50);
        for (int i = 0; i < again.size(); i++) {
            long before = going.get(i).sequence();
            assertThat(again.get(i).repeated()).isEqualTo(before <= copy.end().sequence());
            assertThat(again.get(i).answeredSequence() == before)
                    .isEqualTo(again.get(i).repeated());
        }
        nodes.awaitSameHash();
        try (ClusterNode alone = ClusterNode.start(ClusterConfig.demo(nodes.restored(), 7, 0));
                CommandClient client = CommandClient.connect(alone.aeronDirectory(), 64)) {
            market.at(client).expectRepeated(0, replies);
        }
    }

    private NodeCopy.Point reached(Nodes nodes, long sequence) {
        follow(nodes, sequence);
        return new NodeCopy.Point(followed.sequence(), followed.nowMs(), hash(), position);
    }

    /** Two of three are enough, one that is dead hinders nobody, and one that lies is named and stops what is shown. */
    private void membersCosign(Nodes nodes, Market market) throws IOException {
        Path place = directory.resolve("notary");
        try (CosignedLog log = new CosignedLog(nodes, place)) {
            long all = log.awaitBeyond(0);
            log.awaitSaid(Map.of("node-0", COSIGNED, "node-1", COSIGNED, "node-2", COSIGNED));
            log.awaitSigners("node-0", "node-1", "node-2");
            assertThat(nodes.get(0, "/proof/cosigned/" + all).body())
                    .startsWith(CosignedLog.ORIGIN + "\n" + all + "\n");
            assertThat(nodes.get(0, "/proof/cosigned/999999").statusCode()).isEqualTo(404);
            assertThat(nodes.get(0, "/proof/cosigned/../key").statusCode()).isEqualTo(404);
            assertThat(nodes.said(1)).containsEntry("proofs", "on");
            nodes.kill(2);
            market.submit(200, 10);
            long two = log.awaitBeyond(all);
            log.awaitSigners("node-0", "node-1");
            NodeDoor liar = log.liar(2);
            market.submit(210, 10);
            log.awaitSaid(Map.of("node-0", COSIGNED, "node-1", COSIGNED, "node-2", DIFFERS));
            long stopped = log.published();
            assertThat(stopped).isGreaterThanOrEqualTo(two);
            assertThat(place.resolve("evidence")).isNotEmptyDirectory();
            market.submit(220, 10);
            log.awaitCosignedBeyond(stopped);
            assertThat(log.published()).isEqualTo(stopped);
            liar.close();
            nodes.launch("start", 2);
            log.awaitBeyond(stopped);
            log.awaitSaid(Map.of("node-0", COSIGNED, "node-1", COSIGNED, "node-2", COSIGNED));
        }
    }

    @Test
    void aMemberWithoutItsDirectoryIsRefusedWhetherStartedOrFounded() throws IOException {
        Path certificates = new Certificates(directory.resolve("authority")).issue("ip:127.0.0.1");
        try (Nodes nodes = new Nodes(directory, 3, "cluster.tls = " + certificates)) {
            assertThat(nodes.end("ready", 0)).isEqualTo(NodeFault.NOT_READY);
            assertThat(nodes.end("obey", 0)).isEqualTo(NodeFault.WRONG_DIRECTORY);
            nodes.lay(0, "begin");
            assertThat(nodes.end("obey", 0)).isEqualTo(NodeFault.WRONG_CONFIGURATION);
            assertThat(nodes.end("start", 3)).isEqualTo(NodeFault.WRONG_CONFIGURATION);
            assertThat(nodes.end("start", 0)).isEqualTo(NodeFault.WRONG_DIRECTORY);
            List.of(0, 1, 2).forEach(id -> nodes.lay(id, "found"));
            nodes.launchAll("obey");
            nodes.awaitReady();
            // A machine at its limit may show a clock that is off for a moment: it is asked again.
            Awaitility.await("member 2 says that it is ready")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> nodes.end("ready", 2) == 0);
            assertThat(nodes.gateway().latestSequence()).isPositive();
            nodes.kill(2);
            Files.move(nodes.data(2), directory.resolve("lost"));
            assertThat(nodes.end("found", 2)).isEqualTo(NodeFault.WRONG_DIRECTORY);
            assertThat(nodes.end("start", 2)).isEqualTo(NodeFault.WRONG_DIRECTORY);
            nodes.kill(1);
            assertThat(nodes.end("obey", 1)).isEqualTo(NodeFault.WRONG_DIRECTORY);
            assertThat(nodes.log(2))
                    .contains("an earlier process of this member")
                    .contains("holds no member");
        }
    }

    /** As in Kubernetes, where the name of a member goes with its pod. */
    @Test
    void twoStartAndServeWhileTheNameOfTheThirdIsNotKnown() {
        String[] words = {"cluster.public-addresses = true", "cluster.plain-health = true"};
        try (Nodes nodes = new Nodes(directory, 3, words)) {
            nodes.launchAll("found");
            nodes.awaitReady();
            nodes.stopAll();
            nodes.lose(2);
            nodes.launch("start", 0);
            nodes.launch("start", 1);
            Awaitility.await("both are ready").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(nodes.said(0)).containsEntry("ready", "true");
                assertThat(nodes.said(1)).containsEntry("ready", "true");
            });
        }
    }

    /**
     * Reads the log of whichever member serves, from where the last reading ended, up to what a member says. As for any
     * reader, what ends on the way (a member that a slow machine took for gone) is opened anew there.
     */
    private void follow(Nodes nodes, int id) {
        Properties said = nodes.said(id);
        long sequence = Long.parseLong(said.getProperty("sequence"));
        follow(nodes, sequence);
        assertThat(hashes).containsEntry(sequence, said.getProperty("stateHash"));
    }

    private void follow(Nodes nodes, long sequence) {
        Awaitility.await("the log up to " + sequence)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> {
                    try (LogFollower follower = nodes.gateway().follow(position, this::onEntry)) {
                        while (followed.sequence() < sequence) {
                            follower.poll(100);
                        }
                    }
                    return true;
                });
    }

    private void onEntry(
            long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        position = logPosition;
        if (tick) {
            followed.tick(timestampMs);
            hashes.put(followed.sequence(), hash());
        } else {
            followed.apply(timestampMs, buffer, offset, length);
            byte[] command = new byte[length];
            buffer.getBytes(offset, command);
            firsts.putIfAbsent(ByteBuffer.wrap(command), followed.sequence());
        }
    }

    private String hash() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(followed.stateHashHigh()) + hex.toHexDigits(followed.stateHashLow());
    }
}
