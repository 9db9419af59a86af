package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.evidence.SmallDisk;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk of a member fills: it says so, ends while there is room, and comes back; the others go on. */
@Timeout(300)
class DiskFullTest {
    @TempDir
    Path directory;

    @BeforeEach
    void onlyWhereOneMayMount() throws IOException {
        Assumptions.assumeTrue(SmallDisk.isPossible(directory), "nothing can be mounted here");
    }

    @Test
    void aNodeAloneRestsAndGoesOn() throws IOException {
        ClusterConfig config =
                ClusterConfig.demo(directory.resolve("alone"), 7, 0).withDiskReserve(128L << 20);
        try (SmallDisk disk = SmallDisk.over(config.directory(), 700);
                ClusterNode node = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(config.address(), 64)) {
            long beganMs = System.currentTimeMillis();
            Market market = new Market(client, beganMs);
            List<Reply> replies = market.submit(0, 50);
            assertThat(node.canAccept()).isTrue();
            disk.leave(100);
            assertThat(node.canAccept()).as("before it is full").isFalse();
            replies.addAll(market.submit(50, 50));
            disk.leave(40);
            Awaitility.await("it rests")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(node::view).hasMessageContaining("its disk is full"));
            disk.makeRoom();
            replies.addAll(market.submit(100, 50));
            market.expectRepeated(0, replies);
            assertThat(node.canAccept()).isTrue();
        }
    }

    @Test
    @Tag("campaign")
    void aMemberWithoutRoomEndsAndCatchesUpWhenThereIsSome() throws IOException {
        try (Nodes nodes = new Nodes(directory, 3, "cluster.disk-reserve-mib = 128");
                SmallDisk disk = SmallDisk.over(nodes.data(2), 700);
                Traffic traffic = new Traffic(nodes.gateway().address(), 7)) {
            nodes.launchAll("found");
            nodes.awaitReady();
            traffic.open();
            traffic.start(2, 300);
            long beganNs = System.nanoTime();
            disk.leave(100);
            Awaitility.await("it is not ready and serves still")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(nodes.said(2))
                            .containsEntry("ready", "false")
                            .containsEntry("serves", "true"));
            disk.leave(40);
            assertThat(nodes.exitCode(2)).as(nodes.log(2)).isEqualTo(NodeFault.DISK_FULL);
            traffic.newcomerNs();
            assertThat(nodes.end("start", 2)).isEqualTo(NodeFault.DISK_FULL);
            assertThat(nodes.log(2)).contains("MiB left").contains("make room on that disk");
            disk.makeRoom();
            nodes.launch("start", 2);
            nodes.awaitReady();
            atOnce(nodes, disk, traffic);
            new Fire(nodes, null, traffic)
                    .judge((System.nanoTime() - beganNs) / 1e9)
                    .forEach(System.out::println);
        }
    }

    /** Somebody else takes all that is left, in one moment: the leader's process ends, whatever it dies of. */
    private static void atOnce(Nodes nodes, SmallDisk disk, Traffic traffic) throws IOException {
        Awaitility.await("member 2 leads").atMost(Duration.ofSeconds(120)).until(() -> {
            int leader = nodes.leader();
            if (leader != 2) {
                nodes.kill(leader);
                traffic.newcomerNs();
                nodes.launch("start", leader);
                nodes.awaitReady();
            }
            return leader == 2;
        });
        disk.leave(0);
        assertThat(nodes.exitCode(2)).as(nodes.log(2)).isNotZero();
        traffic.newcomerNs();
        disk.makeRoom();
        assertThat(Files.exists(nodes.data(2).resolve("member.properties"))).isTrue();
        nodes.launch("start", 2);
        nodes.awaitReady();
    }
}
