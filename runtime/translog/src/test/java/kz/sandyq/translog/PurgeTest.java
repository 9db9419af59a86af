package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogPurgedException;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.cluster.Purged;
import kz.sandyq.cluster.Reply;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.SettlementLeg;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real node whose recording is shortened: what is gone is read from segments, also after restarts. */
@Timeout(180)
class PurgeTest {
    private static final int WINDOW = 64;
    /** More than an instruction may have; a block of the proof log is then a quarter of a file. */
    private static final int LEGS = 120;

    private static final int FILE = 16 << 20;
    private static final Purged NOTHING = new Purged(0, 0);

    @TempDir
    Path place;

    private long keys;
    private long answered;

    @Test
    @LegalBasis("RUL-30")
    void whatIsPurgedIsReadFromSegments() throws IOException {
        ClusterConfig config = ClusterConfig.demo(place.resolve("node"), MemoryLog.CLUSTER, 0);
        long begins;
        NodeView before;
        try (ClusterNode node = ClusterNode.start(config)) {
            write(config, FILE + FILE / 8 * 5);
            long sealed = seal(node);
            assertThat(sealed).isGreaterThan(FILE);
            assertThat(node.purgeBefore(sealed)).as("without a snapshot").isEqualTo(NOTHING);
            node.snapshot();
            assertThat(node.purgeBefore(sealed)).as("with one snapshot").isEqualTo(NOTHING);
            node.snapshot();
            assertThat(node.purgeBefore(FILE - 1)).as("less than a file").isEqualTo(NOTHING);
            keepFirstFiles();
            Purged purged = node.purgeBefore(sealed);
            assertThat(purged).isEqualTo(new Purged(FILE, FILE));
            begins = purged.begins();
            assertThat(node.purgeBefore(sealed)).as("once more").isEqualTo(new Purged(0, begins));
            assertThatThrownBy(() -> new FollowedLog(node).from(0))
                    .isInstanceOf(LogPurgedException.class)
                    .hasMessageContaining("begins at " + begins);
            before = executedFromTheBeginning(node);
        }
        Path cutOff = firstFileAgain();
        try (ClusterNode node = ClusterNode.start(config)) {
            write(config, FILE / 8);
            assertThat(cutOff).as("gone at the next start").doesNotExist();
            assertThat(node.purgeRoom().begins()).isEqualTo(begins);
            assertThat(executedFromTheBeginning(node).sequence()).isGreaterThan(before.sequence());
            seal(node);
            assertThat(node.purgeBefore(0)).isEqualTo(new Purged(0, begins));
        }
    }

    private Path archive() {
        return place.resolve("node/archive");
    }

    private List<Path> firstFiles() throws IOException {
        try (Stream<Path> files = Files.list(archive())) {
            return files.filter(each -> each.toString().endsWith("-0.rec")).toList();
        }
    }

    private void keepFirstFiles() throws IOException {
        for (Path each : firstFiles()) {
            Files.createLink(Files.createDirectories(place.resolve("kept")).resolve(each.getFileName()), each);
        }
    }

    /** The one that was purged lies there again: a process was killed before its archive came to it. */
    private Path firstFileAgain() throws IOException {
        List<Path> there = firstFiles();
        try (Stream<Path> kept = Files.list(place.resolve("kept"))) {
            List<Path> gone = kept.filter(each -> !there.contains(archive().resolve(each.getFileName())))
                    .toList();
            assertThat(gone).hasSize(1);
            return Files.move(gone.getFirst(), archive().resolve(gone.getFirst().getFileName()));
        }
    }

    /** Commands that the core refuses for their length: only their bytes matter here. */
    private void write(ClusterConfig config, long bytes) {
        long nowMs = System.currentTimeMillis();
        CommandBody endless = InstructionCommands.proposeSettlement(
                nowMs,
                0,
                Collections.nCopies(LEGS, new SettlementLeg(1, 2, 1, 5)),
                new Ground(3, 1, 9, 0, new byte[32]));
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        try (CommandClient client = CommandClient.connect(config.aeronDirectory(), WINDOW)) {
            List<CompletableFuture<Reply>> waiting = new ArrayList<>();
            for (long written = 0; written < bytes; ) {
                Key key = new Key(++keys, 1, nowMs);
                int length = endless.encode(buffer, 0, new Header(key, 5, 11, 12, new byte[32], new byte[16]));
                byte[] command = new byte[length];
                buffer.getBytes(0, command);
                waiting.add(client.submit(command));
                written += length;
                if (waiting.size() == WINDOW) {
                    answered = waiting.getLast().join().sequence();
                    waiting.clear();
                }
            }
            waiting.forEach(each -> answered = each.join().sequence());
        }
    }

    private long seal(ClusterNode node) {
        try (FollowedLog followed = new FollowedLog(node);
                Translog translog = Translog.open(place.resolve("proof"), MemoryLog.CLUSTER, followed, 100_000)) {
            while (translog.tiles().size() == 0
                    || translog.tiles().header(translog.tiles().size() - 1).lastSequence() < answered) {
                translog.poll(100);
            }
            translog.segments().seal();
            return translog.segments().sealedPosition();
        }
    }

    /** What a rebuild comes to must be what the node has. */
    private NodeView executedFromTheBeginning(ClusterNode node) {
        NodeView wanted = Awaitility.await().until(node::view, view -> view.sequence() >= answered);
        MarketCore core = new MarketCore(EventSink.NONE);
        try (FollowedLog followed = new FollowedLog(node)) {
            EntryLog.Reader reader = new ArchivedLog(place.resolve("proof"), MemoryLog.CLUSTER, followed).from(0);
            while (core.sequence() < wanted.sequence()) {
                reader.poll(
                        (position, timestampMs, tick, bytes, offset, length) -> {
                            if (core.sequence() >= wanted.sequence()) {
                                return;
                            }
                            if (tick) {
                                core.tick(timestampMs);
                            } else {
                                core.apply(timestampMs, bytes, offset, length);
                            }
                        },
                        100);
            }
        }
        assertThat(core.sequence()).isEqualTo(wanted.sequence());
        assertThat(core.stateHashHigh()).isEqualTo(wanted.stateHashHigh());
        assertThat(core.stateHashLow()).isEqualTo(wanted.stateHashLow());
        return wanted;
    }
}
