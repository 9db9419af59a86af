package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members that came later, for lost ones or to make three five: the market needs them, and has lost nothing. */
@Timeout(600)
class FiveNodesTest {
    @TempDir
    Path directory;

    @Test
    void twoLostMembersAreReplacedFromAPurgedLogAndCarryTheMarket() throws IOException {
        Path notary = Files.createDirectory(directory.resolve("notary"));
        String key = CosignedLog.key(notary).key().format();
        try (Nodes nodes = new Nodes(directory, 5, "proof.origin = " + CosignedLog.ORIGIN, "proof.log-key = " + key)) {
            PurgedLog purged = new PurgedLog(nodes, notary);
            nodes.launchAll("found");
            nodes.awaitReady();
            List<Reply> replies = new ArrayList<>();
            try (CommandClient client = CommandClient.connect(nodes.gateway().address(), 64)) {
                Market market = new Market(client, System.currentTimeMillis());
                replies.addAll(market.submit(0, 25));
                long position = purged.agree(market);
                int former = nodes.leader();
                nodes.kill(former);
                replies.addAll(market.submit(25, 25));
                int killed = another(nodes.leader(), former);
                purged.killsBetweenFilesWhoObeys(position, killed);
                nodes.launch("start", killed);
                purged.obeyed(position, 4);
                nodes.launch("start", former);
                nodes.awaitReady();
                purged.obeyed(position, 5);
                int leader = nodes.leader();
                List<Integer> lost = List.of(leader, (leader + 1) % 5);
                for (int id : lost) {
                    nodes.kill(id);
                    remove(nodes.data(id));
                }
                replies.addAll(market.submit(50, 50));
                assertThat(nodes.end("replace", nodes.leader())).isEqualTo(NodeFault.WRONG_DIRECTORY);
                for (int id : lost) {
                    assertThat(nodes.end("start", id)).isEqualTo(NodeFault.WRONG_DIRECTORY);
                    int exitCode = nodes.end("replace", id);
                    assertThat(exitCode).as(nodes.log(id)).isZero();
                    if (id == leader) {
                        PurgedLog.copySegments(nodes.data((leader + 2) % 5), nodes.data(id));
                    }
                    nodes.launch("start", id);
                }
                nodes.awaitReady();
                nodes.awaitSameHash();
                cosignAgain(nodes, notary, (leader + 1) % 5, (leader + 2) % 5);
                purged.isWholeInACopy(market, replies);
                List<Integer> others = IntStream.range(0, 5)
                        .filter(id -> !lost.contains(id))
                        .boxed()
                        .toList();
                assertThat(terms(nodes, others.get(0))).hasSizeGreaterThan(1);
                lost.forEach(id -> assertThat(terms(nodes, id)).isEqualTo(terms(nodes, others.get(0))));
                nodes.kill(others.get(0));
                nodes.kill(others.get(1));
                replies.addAll(market.submit(100, 50));
                market.expectRepeated(0, replies);
                nodes.kill(others.get(2));
                remove(nodes.data(others.get(2)));
                assertThat(nodes.end("replace", others.get(2))).isEqualTo(NodeFault.NOT_COPIED);
                assertThat(nodes.log(others.get(2))).contains("without a majority of them");
                allAreLost(nodes, others.get(0), market, replies.subList(0, 100));
            }
        }
    }

    /** docs/operations/backup.md, the log of a cluster, a new cluster: its log was purged before the copy was taken. */
    private void allAreLost(Nodes nodes, int whole, Market market, List<Reply> held) throws IOException {
        for (int id = 0; id < nodes.size(); id++) {
            nodes.kill(id);
            if (Files.exists(nodes.data(id))) {
                Files.move(nodes.data(id), directory.resolve("lost-" + id));
            }
        }
        nodes.launchAll("restore");
        nodes.awaitReady();
        market.expectRepeated(0, held);
        assertThat(market.submit(100, 50)).noneMatch(Reply::repeated);
        nodes.awaitSameHash();
        awaitLacking(nodes, 0);
        nodes.stop(0);
        PurgedLog.copySegments(directory.resolve("lost-" + whole), nodes.data(0));
        nodes.launch("start", 0);
        Awaitility.await("it executes for proofs")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    assertThat(nodes.said(0)).containsEntry("proofs", "on");
                    assertThat(Long.parseLong(nodes.said(0).getProperty("proofSize")))
                            .isPositive();
                });
        nodes.awaitSameHash();
    }

    private static int another(int one, int other) {
        return IntStream.range(0, 5)
                .filter(id -> id != one && id != other)
                .findFirst()
                .orElseThrow();
    }

    /** A replaced member votes without segments, says that it lacks them, and cosigns with those of another one. */
    private static void cosignAgain(Nodes nodes, Path notary, int lacking, int other) throws IOException {
        awaitLacking(nodes, lacking);
        nodes.stop(lacking);
        PurgedLog.copySegments(nodes.data(other), nodes.data(lacking));
        nodes.launch("start", lacking);
        try (CosignedLog log = new CosignedLog(nodes, notary)) {
            log.awaitBeyond(log.published());
            log.awaitSigners("node-0", "node-1", "node-2", "node-3", "node-4");
            assertThat(nodes.said(lacking)).containsEntry("proofs", "on");
            log.expectRebuilt(nodes.said(other));
        }
    }

    private static void awaitLacking(Nodes nodes, int id) {
        Awaitility.await("member " + id + " lacks segments")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(nodes.said(id).getProperty("proofs"))
                        .contains("the recorded log begins at " + PurgedLog.BEGINS));
    }

    /** docs/operations/cluster.md, a member is lost for good, step 2: it gets another host. */
    @Test
    @Tag("campaign")
    void aLostMemberIsReplacedOnAnotherHost() throws IOException {
        try (Nodes nodes = new Nodes(directory, 3)) {
            nodes.launchAll("found");
            nodes.awaitReady();
            List<Reply> replies = new ArrayList<>();
            long beganMs = System.currentTimeMillis();
            try (CommandClient client = CommandClient.connect(nodes.gateway().address(), 64)) {
                replies.addAll(new Market(client, beganMs).submit(0, 50));
            }
            int leader = nodes.leader();
            int lost = (leader + 1) % 3;
            int other = (leader + 2) % 3;
            nodes.move(lost);
            remove(nodes.data(lost));
            assertThat(nodes.end("replace", lost))
                    .as("the others go by another list still")
                    .isEqualTo(NodeFault.NOT_COPIED);
            remove(nodes.data(lost));
            for (int id : List.of(other, leader)) {
                nodes.stop(id);
                nodes.launch("start", id);
                nodes.awaitReady(List.of(other, leader));
            }
            int exitCode = nodes.end("replace", lost);
            assertThat(exitCode).as(nodes.log(lost)).isZero();
            nodes.launch("start", lost);
            nodes.awaitReady();
            nodes.awaitSameHash();
            try (CommandClient client = CommandClient.connect(nodes.gateway().address(), 64)) {
                Market market = new Market(client, beganMs);
                nodes.kill(other);
                replies.addAll(market.submit(50, 50));
                nodes.launch("start", other);
                nodes.awaitReady();
                nodes.kill(leader);
                market.expectRepeated(0, replies);
            }
        }
    }

    @Test
    @Tag("campaign")
    void threeMembersBecomeFive() throws IOException {
        try (Nodes nodes = new Nodes(directory, 3)) {
            nodes.launchAll("found");
            nodes.awaitReady();
            List<Reply> replies = new ArrayList<>();
            long beganMs = System.currentTimeMillis();
            try (CommandClient client = CommandClient.connect(nodes.gateway().address(), 64)) {
                replies.addAll(new Market(client, beganMs).submit(0, 50));
            }
            nodes.stopAll();
            nodes.grow(5);
            List.of(0, 1, 2).forEach(id -> nodes.launch("start", id));
            for (int id : List.of(3, 4)) {
                int exitCode = nodes.end("replace", id);
                assertThat(exitCode).as(nodes.log(id)).isZero();
                nodes.launch("start", id);
            }
            nodes.awaitReady();
            nodes.awaitSameHash();
            try (CommandClient client = CommandClient.connect(nodes.gateway().address(), 64)) {
                Market market = new Market(client, beganMs);
                nodes.kill(nodes.leader());
                nodes.kill(nodes.leader());
                replies.addAll(market.submit(50, 50));
                market.expectRepeated(0, replies);
            }
        }
    }

    /** Where in what is left of the log leaderships began, and the last there: one that wrote nothing is not in it. */
    private static List<String> terms(Nodes nodes, int id) {
        Path log = nodes.data(id).resolve("cluster");
        try (RecordingLog known = new RecordingLog(log.toFile(), false)) {
            Map<Long, String> last = new TreeMap<>();
            known.entries().stream()
                    .filter(each ->
                            each.type == RecordingLog.ENTRY_TYPE_TERM && each.termBaseLogPosition > PurgedLog.BEGINS)
                    .forEach(each -> last.put(
                            each.termBaseLogPosition, each.leadershipTermId + " from " + each.termBaseLogPosition));
            return List.copyOf(last.values());
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(each);
            }
        }
    }
}
