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
import kz.sandyq.translog.MemberLog;
import kz.sandyq.translog.MemberPurges;
import org.awaitility.Awaitility;

/** The log of a cluster that is purged while one member is away, which obeys when it is back. */
final class PurgedLog {
    static final long FILE = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Nodes nodes;
    private final Path notary;

    /** The notary's directory holds the key that the members obey. */
    PurgedLog(Nodes nodes, Path notary) {
        this.nodes = nodes;
        this.notary = notary;
    }

    /** More than a file of log, two snapshots behind it, and all agree on how far it may go. */
    long agree(Market market) {
        market.fill(FILE + FILE / 8);
        snapshot(1);
        snapshot(2);
        try (CosignedLog log = new CosignedLog(nodes, notary);
                MemberPurges purges = CosignedLog.purges(nodes, notary)) {
            long sealed = log.awaitSealedBeyond(FILE);
            Awaitility.await("segments of all members")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(purges.ask())
                            .allMatch(MemberLog::answers)
                            .allMatch(purges::obeys)
                            .allMatch(each -> each.room().upTo(sealed).isAny()));
            return purges.ask().stream().mapToLong(each -> each.room().limit()).reduce(sealed, Math::min);
        }
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
                                .isEqualTo(FILE));
            });
        }
    }

    /** What the members' schedule asks of the leader. */
    private void snapshot(int count) {
        assertThat(ClusterTool.snapshot(
                        nodes.data(nodes.leader()).resolve("cluster").toFile(), System.out))
                .isTrue();
        Awaitility.await("snapshot " + count)
                .atMost(PATIENCE)
                .until(() -> IntStream.range(0, nodes.size()).allMatch(id -> snapshots(id) == count));
    }

    private long snapshots(int id) {
        try (RecordingLog log =
                new RecordingLog(nodes.data(id).resolve("cluster").toFile(), false)) {
            return log.entries().stream()
                    .filter(each -> each.isValid
                            && each.type == RecordingLog.ENTRY_TYPE_SNAPSHOT
                            && each.serviceId == ConsensusModule.Configuration.SERVICE_ID)
                    .count();
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
