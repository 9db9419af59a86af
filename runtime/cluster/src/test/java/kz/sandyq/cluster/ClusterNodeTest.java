package kz.sandyq.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.archive.ArchiveMarkFile;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.BatchMode;
import org.agrona.DirectBuffer;
import org.agrona.MarkFile;
import org.agrona.SemanticVersion;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ClusterNodeTest {
    @TempDir
    Path directory;

    private long position;
    private long keys;
    private final MarketCore followed = new MarketCore(EventSink.NONE);

    @Test
    void appliesOnceAndGivesTheSameStateAfterRestartsAndToAFollower() {
        ClusterConfig config = ClusterConfig.demo(directory, 7, 0);
        ClusterNode node = ClusterNode.start(config);
        try (CommandClient client = CommandClient.connect(config.aeronDirectory(), 64)) {
            List<Reply> replies = submit(client, 0, 20);
            assertEquals(20, replies.stream().map(Reply::resultId).distinct().count());
            Reply again =
                    client.submit(asset(0)).orTimeout(30, TimeUnit.SECONDS).join();
            assertTrue(again.repeated());
            assertEquals(replies.getFirst().sequence(), again.answeredSequence());
            List<Reply> items = batch(client);
            assertEquals(64, items.stream().map(Reply::resultId).distinct().count());
            assertEquals(items.getFirst().sequence() + 63, items.getLast().sequence());
            follow(node);

            node.close();
            node = ClusterNode.start(config);
            List<Reply> itemsAgain = batch(client);
            assertTrue(itemsAgain.stream().allMatch(Reply::repeated));
            assertEquals(
                    items.stream().map(Reply::sequence).toList(),
                    itemsAgain.stream().map(Reply::answeredSequence).toList());
            submit(client, 20, 20);
            follow(node);

            assertEquals(0, node.restoredSequence(), "without a snapshot the whole log is replayed");
            long beforeSnapshot = node.view().sequence();
            node.snapshot();
            long afterSnapshot = node.view().sequence();
            submit(client, 40, 20);
            node.close();
            node = ClusterNode.start(config);
            assertTrue(node.restoredSequence() >= beforeSnapshot, "the start began with the snapshot");
            assertTrue(node.restoredSequence() <= afterSnapshot);
            List<Reply> last = submit(client, 60, 1);
            assertEquals(
                    replies.getFirst().resultId() + 60 + 64, last.getFirst().resultId());
            follow(node);
        } finally {
            node.close();
        }
    }

    @Test
    void takesASnapshotByItselfWhenTheLogHasGrown() {
        ClusterConfig config = ClusterConfig.demo(directory, 7, 0).withSnapshots(new SnapshotDue(8_000, 0, 1));
        ClusterNode node = ClusterNode.start(config);
        try (CommandClient client = CommandClient.connect(config.aeronDirectory(), 64)) {
            submit(client, 0, 60);
            Awaitility.await("a snapshot that a start takes")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        try (RecordingLog log =
                                new RecordingLog(directory.resolve("cluster").toFile(), false)) {
                            return log.getLatestSnapshot(ConsensusModule.Configuration.SERVICE_ID) != null;
                        }
                    });
            batch(client);
            standsInACopyOf(node);
            node.close();
            node = ClusterNode.start(config);
            assertTrue(node.restoredSequence() > 0, "the start began with the snapshot");
            assertTrue(submit(client, 0, 60).stream().allMatch(Reply::repeated));
        } finally {
            node.close();
        }
    }

    /** While commands go on: it ends at a tick, replays to its hash, and is a node that knows what was answered. */
    private void standsInACopyOf(ClusterNode node) {
        Path place = directory.resolve("copy");
        try (CommandClient client = CommandClient.connect(node.aeronDirectory(), 64)) {
            long answered = node.view().sequence();
            List<CompletableFuture<Reply>> going = IntStream.range(100, 150)
                    .mapToObj(number -> client.submit(asset(number)))
                    .toList();
            NodeCopy copy = node.copyTo(place, answered);
            going.forEach(each -> each.orTimeout(30, TimeUnit.SECONDS).join());
            NodeCopy.Point end = copy.end();
            assertTrue(end.sequence() >= answered);
            assertTrue(copy.snapshotPosition() > 0);
            LogFiles files = LogFiles.of(place, copy.recording(), end.logPosition());
            List<Long> sequences = new ArrayList<>();
            NodeView replayed =
                    LogReplay.run(files, (sequence, timestampMs, buffer, offset, length) -> sequences.add(sequence));
            assertEquals(
                    List.of(end.sequence(), end.timeMs(), end.stateHash()),
                    List.of(replayed.sequence(), replayed.nowMs(), replayed.stateHash()));
            assertTrue(sequences.size() > 60, "commands passed by");
        }
        ClusterConfig copied = ClusterConfig.demo(place, 7, 0);
        try (ClusterNode other = ClusterNode.start(copied);
                CommandClient client = CommandClient.connect(copied.aeronDirectory(), 64)) {
            assertTrue(other.restoredSequence() > 0, "the start began with the copied snapshot");
            assertTrue(submit(client, 0, 60).stream().allMatch(Reply::repeated));
            assertTrue(batch(client).stream().allMatch(Reply::repeated));
        }
    }

    @Test
    void startsOverMarksThatAKilledProcessWasSetting() throws IOException {
        ClusterConfig config = ClusterConfig.demo(directory, 7, 0);
        ClusterNode node = ClusterNode.start(config);
        try (CommandClient client = CommandClient.connect(config.aeronDirectory(), 64)) {
            submit(client, 0, 3);
            node.close();
            stillSetting();
            Files.write(
                    directory.resolve("cluster").resolve(ClusterMarkFile.markFilenameForService(0)), new byte[4_096]);
            node = ClusterNode.start(config);
            assertTrue(submit(client, 0, 3).stream().allMatch(Reply::repeated));
        } finally {
            node.close();
        }
        ofALaterVersion();
        assertThrows(IllegalArgumentException.class, () -> NodeDirectory.take(directory));
        assertTrue(Files.exists(directory.resolve("archive").resolve(ArchiveMarkFile.FILENAME)));
    }

    private void ofALaterVersion() {
        File archive = directory.resolve("archive").toFile();
        try (var mark =
                new ArchiveMarkFile(archive, ArchiveMarkFile.FILENAME, SystemEpochClock.INSTANCE, 1_000, word -> {})) {
            mark.encoder().version(SemanticVersion.compose(200, 0, 0));
        }
    }

    private void stillSetting() {
        File archive = directory.resolve("archive").toFile();
        File cluster = directory.resolve("cluster").toFile();
        try (var one = new ArchiveMarkFile(
                        archive, ArchiveMarkFile.FILENAME, SystemEpochClock.INSTANCE, 1_000, word -> {});
                var other = new ClusterMarkFile(
                        cluster, ClusterMarkFile.FILENAME, SystemEpochClock.INSTANCE, 1_000, word -> {})) {
            one.updateActivityTimestamp(MarkFile.ACTIVATION_IN_PROGRESS_TIMESTAMP);
            other.updateActivityTimestamp(MarkFile.ACTIVATION_IN_PROGRESS_TIMESTAMP);
        }
    }

    @Test
    void aDirectoryIsHeldByOne() {
        try (NodeDirectory held = NodeDirectory.take(directory)) {
            assertNotNull(held);
            assertThrows(IllegalStateException.class, () -> NodeDirectory.take(directory));
        }
        NodeDirectory.take(directory).close();
    }

    @Test
    void saysThatAnOutcomeIsUnknownWhenNobodyAnswers() {
        try (CommandClient client =
                CommandClient.connect(ClusterAddress.of(directory.resolve("nobody")), 1, Duration.ofMillis(1))) {
            CompletionException late = assertThrows(
                    CompletionException.class,
                    () -> client.submit(asset(0))
                            .orTimeout(60, TimeUnit.SECONDS)
                            .join());
            assertTrue(late.getCause() instanceof UnknownOutcomeException, late.toString());
        }
    }

    @Test
    void saysBusyWhenTheWindowIsFull() {
        try (CommandClient client = CommandClient.connect(directory.resolve("nobody"), 1)) {
            CompletableFuture<Reply> waiting = client.submit(asset(0));
            assertThrows(BusyException.class, () -> client.submit(asset(1)));
            assertTrue(!waiting.isDone());
        }
    }

    private List<Reply> submit(CommandClient client, int from, int count) {
        List<CompletableFuture<Reply>> futures = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            futures.add(client.submit(asset(i)));
        }
        List<Reply> replies = new ArrayList<>();
        for (CompletableFuture<Reply> future : futures) {
            Reply reply = future.orTimeout(30, TimeUnit.SECONDS).join();
            assertEquals(0, reply.rejectCode());
            replies.add(reply);
        }
        for (int i = 1; i < count; i++) {
            assertEquals(replies.get(i - 1).resultId() + 1, replies.get(i).resultId(), "applied as submitted");
        }
        return replies;
    }

    /** Follows the log to the node's present entry and compares sequence and hash there. */
    private void follow(ClusterNode node) {
        NodeView view = node.view();
        try (LogFollower follower = LogFollower.open(node.aeronDirectory(), position, this::onEntry)) {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (followed.sequence() < view.sequence()) {
                follower.poll(1);
                assertTrue(System.nanoTime() < deadlineNs, "the follower does not arrive");
                Thread.onSpinWait();
            }
        }
        assertEquals(view.sequence(), followed.sequence());
        assertEquals(view.stateHashHigh(), followed.stateHashHigh());
        assertEquals(view.stateHashLow(), followed.stateHashLow());
    }

    private void onEntry(
            long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        position = logPosition;
        if (tick) {
            followed.tick(timestampMs);
        } else {
            followed.apply(timestampMs, buffer, offset, length);
        }
    }

    /** As many items as there may be, each of which can be told from the others; their answers. */
    private List<Reply> batch(CommandClient client) {
        List<CommandBody> assets = IntStream.range(0, 64)
                .mapToObj(i -> AccountCommands.createAsset(AssetKind.MONEY, 2, "B" + i))
                .toList();
        Reply reply = client.submit(command(1_000, BatchCommands.batch(BatchMode.INDEPENDENT, assets)))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertEquals(64, reply.items().size());
        assertTrue(reply.items().stream().allMatch(item -> item.rejectCode() == 0));
        assertEquals(reply.items().getLast().sequence(), reply.sequence());
        return reply.items();
    }

    private byte[] asset(int number) {
        return command(number, AccountCommands.createAsset(AssetKind.MONEY, 2, "M" + number));
    }

    private byte[] command(int number, CommandBody body) {
        if (keys == 0) {
            keys = System.currentTimeMillis();
        }
        Key key = new Key(number + 1, number + 1, keys);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        int length = body.encode(buffer, 0, new Header(key, 1, 1, 2, new byte[32], new byte[16]));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
