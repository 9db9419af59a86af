package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Old snapshots go, the newest stay, and each of those that stay is enough for a start. */
@Timeout(120)
class SnapshotPurgeTest {
    private static final SnapshotDue TWO_KEPT = new SnapshotDue(Long.MAX_VALUE, 0, 2);

    @TempDir
    Path directory;

    @Test
    void theNewestStayAndEachOfThemIsEnoughForAStart() throws IOException {
        ClusterConfig config = ClusterConfig.demo(directory, 7, 0).withSnapshots(TWO_KEPT);
        List<Long> taken = new ArrayList<>();
        NodeView last;
        try (ClusterNode node = ClusterNode.start(config)) {
            for (int round = 0; round < 4; round++) {
                node.snapshot();
                taken.add(node.view().sequence());
            }
            awaitOnlyNewest();
            last = node.view();
        }
        List<RecordingLog.Entry> all = snapshots();
        assertThat(all).as("two recordings each, of four snapshots").hasSize(8);
        // As a process leaves it that is killed while it removes them.
        Path left = Files.writeString(directory.resolve("archive/" + all.getFirst().recordingId + "-0.rec"), "left");
        try (ClusterNode node = ClusterNode.start(config)) {
            assertThat(node.restoredSequence()).isBetween(taken.get(2), taken.get(3));
            assertThat(node.view().sequence()).isGreaterThan(last.sequence());
            awaitOnlyNewest();
            assertThat(left).doesNotExist();
        }
        try (RecordingLog log = new RecordingLog(directory.resolve("cluster").toFile(), false)) {
            assertThat(log.invalidateLatestSnapshot()).isTrue();
        }
        try (ClusterNode node = ClusterNode.start(config)) {
            assertThat(node.restoredSequence()).as("the one before").isBetween(taken.get(1), taken.get(2));
            assertThat(node.view().sequence()).isGreaterThan(last.sequence());
        }
    }

    private void awaitOnlyNewest() {
        Awaitility.await("only the newest two, and the log")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    Set<Long> expected = snapshots().reversed().stream()
                            .limit(4)
                            .map(each -> each.recordingId)
                            .collect(Collectors.toCollection(TreeSet::new));
                    expected.add(0L);
                    assertThat(recordingsOnDisk()).isEqualTo(expected);
                });
    }

    private List<RecordingLog.Entry> snapshots() {
        try (RecordingLog log = new RecordingLog(directory.resolve("cluster").toFile(), false)) {
            return log.entries().stream()
                    .filter(each -> each.type == RecordingLog.ENTRY_TYPE_SNAPSHOT)
                    .toList();
        }
    }

    private Set<Long> recordingsOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("archive"))) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> name.contains(".rec"))
                    .map(name -> Long.parseLong(name.substring(0, name.indexOf('-'))))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
