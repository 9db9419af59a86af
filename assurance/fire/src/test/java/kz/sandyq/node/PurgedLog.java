package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.ClusterTool;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.LogFiles;
import kz.sandyq.cluster.LogReplay;
import kz.sandyq.cluster.NodeCopy;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.cluster.Reply;
import kz.sandyq.translog.MemberLog;
import kz.sandyq.translog.MemberPurges;
import org.awaitility.Awaitility;

/** The log of a cluster that is purged while one member is away, which obeys when it is back. */
final class PurgedLog {
    /** Where the log begins when it is purged: so many bytes are gone, in two files. */
    static final long BEGINS = 32 << 20;

    private static final long FILE = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Nodes nodes;
    private final Path notary;

    /** The notary's directory holds the key that the members obey. */
    PurgedLog(Nodes nodes, Path notary) {
        this.nodes = nodes;
        this.notary = notary;
    }

    /** More than two files of log, two snapshots behind it, and all agree on how far it may go. */
    long agree(Market market) {
        market.fill(BEGINS + FILE / 8);
        snapshot(nodes, 1);
        snapshot(nodes, 2);
        try (CosignedLog log = new CosignedLog(nodes, notary);
                MemberPurges purges = CosignedLog.purges(nodes, notary)) {
            long sealed = log.awaitSealedBeyond(BEGINS);
            Awaitility.await("segments of all members")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(purges.ask())
                            .allMatch(MemberLog::answers)
                            .allMatch(purges::obeys)
                            .allMatch(each -> each.room().upTo(sealed).limit() > BEGINS));
            return purges.ask().stream().mapToLong(each -> each.room().limit()).reduce(sealed, Math::min);
        }
    }

    /**
     * SIGKILL to a member that purges, with the first of its files gone and the second not: the archive deletes them
     * one by one, faster than anybody could strike between, so that the second is put back as it was.
     */
    void killsBetweenFilesWhoObeys(long position, int id) throws IOException {
        Path second;
        try (RecordingLog log =
                new RecordingLog(nodes.data(id).resolve("cluster").toFile(), false)) {
            second = nodes.data(id).resolve("archive").resolve(log.findLastTermRecordingId() + "-" + FILE + ".rec");
        }
        Path kept = Files.createLink(nodes.data(id).resolve("second"), second);
        try (MemberPurges purges = CosignedLog.purges(nodes, notary)) {
            purges.order(position);
            purges.poll();
            Awaitility.await("member " + id + " purges")
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !Files.exists(second));
        }
        nodes.kill(id);
        Files.move(kept, second);
    }

    /** Tells the order of two persons, or the one that stands already, until all who answer have obeyed. */
    void obeyed(long position, int answering) {
        try (MemberPurges purges = CosignedLog.purges(nodes, notary)) {
            if (purges.ordered() == 0) {
                purges.order(position);
            }
            assertThat(purges.ordered()).isEqualTo(position);
            Awaitility.await(answering + " purged logs").atMost(PATIENCE).untilAsserted(() -> {
                purges.poll();
                assertThat(purges.ask().stream().filter(MemberLog::answers))
                        .hasSize(answering)
                        .allSatisfy(each -> assertThat(each.room().begins())
                                .as("%s %s", each.name(), each.trouble())
                                .isEqualTo(BEGINS));
            });
        }
    }

    /** What the members' schedule asks of the leader; then each of them has so many. */
    static void snapshot(Nodes nodes, int count) {
        assertThat(ClusterTool.snapshot(
                        nodes.data(nodes.leader()).resolve("cluster").toFile(), System.out))
                .isTrue();
        Awaitility.await("snapshot " + count)
                .atMost(PATIENCE)
                .until(() -> IntStream.range(0, nodes.size()).allMatch(id -> snapshots(nodes, id) == count));
    }

    private static long snapshots(Nodes nodes, int id) {
        try (RecordingLog log =
                new RecordingLog(nodes.data(id).resolve("cluster").toFile(), false)) {
            return log.entries().stream()
                    .filter(each -> each.isValid
                            && each.type == RecordingLog.ENTRY_TYPE_SNAPSHOT
                            && each.serviceId == ConsensusModule.Configuration.SERVICE_ID)
                    .count();
        }
    }

    /**
     * A copy as a backup has it, of a member with snapshots and without the beginning of the log: with what is sealed
     * it comes to the state of its end, and a node alone begins with its snapshot and knows what was answered.
     */
    void isWholeInACopy(Market market, List<Reply> replies) {
        try (CosignedLog log = new CosignedLog(nodes, notary)) {
            NodeCopy copy = nodes.gateway().copyTo(nodes.restored(), log::rebuilt);
            assertThat(copy.snapshotPosition()).isGreaterThan(BEGINS);
            LogFiles files =
                    LogFiles.of(nodes.restored(), copy.recording(), copy.end().logPosition());
            assertThat(files.begins()).isEqualTo(BEGINS);
            assertThat(log.archived(files).sealedPosition()).isGreaterThan(BEGINS);
            NodeView end = LogReplay.run(log.archived(files), (sequence, timestampMs, buffer, offset, length) -> {});
            assertThat(end.stateHash()).isEqualTo(copy.end().stateHash());
        }
        ClusterConfig config = ClusterConfig.demo(nodes.restored(), 7, 0);
        try (ClusterNode alone = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(alone.aeronDirectory(), 64)) {
            assertThat(alone.restoredSequence()).isPositive();
            market.at(client).expectRepeated(0, replies);
        }
    }

    /** docs/operations/cluster.md, a member is lost for good: the sealed segments of another member. */
    static void copySegments(Path from, Path to) throws IOException {
        Path segments = Files.createDirectories(to.resolve("proof/segments"));
        try (Stream<Path> files = Files.list(from.resolve("proof/segments"))) {
            List<Path> sealed =
                    files.filter(each -> each.toString().endsWith(".segment")).toList();
            assertThat(sealed).isNotEmpty();
            for (Path each : sealed) {
                Files.copy(each, segments.resolve(each.getFileName()));
            }
        }
    }
}
