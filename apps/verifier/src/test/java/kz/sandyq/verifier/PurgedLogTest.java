package kz.sandyq.verifier;

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
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogPurgedException;
import kz.sandyq.cluster.Purged;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.BatchMode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An observer beside a real node whose recording was purged: he follows it from its first entry, over the boundary. */
@Timeout(180)
class PurgedLogTest {
    private static final int WINDOW = 64;
    private static final int FILE = 16 << 20;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private long keys;

    @Test
    void itIsFollowedFromItsFirstEntryAndWhatLacksIsNamed() throws Exception {
        ExecutedLog logs = new ExecutedLog(folder);
        ClusterConfig config = ClusterConfig.demo(folder.resolve("node"), ExecutedLog.CLUSTER, 0);
        try (ClusterNode node = ClusterNode.start(config)) {
            write(config, 0, SystemCommands.genesis(7, true, 0, 300, 60_000, 3_600_000, 256, 256, Limits.DEMO));
            write(config, FILE + FILE / 8, manyCredits());
            long reached = node.view().sequence();
            long sealed = keep(logs, node, reached);
            node.snapshot();
            node.snapshot();
            assertThat(node.purgeBefore(sealed)).isEqualTo(new Purged(FILE, FILE));
            try (FollowedLog followed = new FollowedLog(node)) {
                assertThatThrownBy(() -> followed.from(0)).isInstanceOf(LogPurgedException.class);
            }
            follows(logs, reached);

            write(config, FILE / 8, manyCredits());
            // Without its state the operator executes from the beginning too: segments, then what the node has left.
            Files.deleteIfExists(folder.resolve("log/state"));
            reached = node.view().sequence();
            keep(logs, node, reached);
            follows(logs, reached);
        }
        List<Path> segments = segments();
        assertThat(segments).hasSizeGreaterThan(1);
        byte[] last = Files.readAllBytes(segments.getLast());
        byte[] altered = last.clone();
        altered[altered.length / 2] ^= 1;
        Files.write(segments.getLast(), altered);
        refused(logs, String.valueOf(segments.getLast().getFileName()));
        Files.write(segments.getLast(), last);
        Files.delete(segments.getFirst());
        refused(logs, "the segment from block 0 to ");
    }

    /** Each block comes to the header that was signed, and so to the state that is bound in it. */
    private void follows(ExecutedLog logs, long reached) {
        assertThat(ask(logs)).as(String.join("\n", said)).isEqualTo(VerifierMain.PROVEN);
        assertThat(said.getLast()).containsPattern("executed up to \\d+");
        long executed = Long.parseLong(said.getLast().replaceAll("(?s).*executed up to (\\d+).*", "$1"));
        assertThat(executed).isGreaterThanOrEqualTo(reached);
    }

    private void refused(ExecutedLog logs, String named) {
        assertThat(ask(logs)).isEqualTo(VerifierMain.REFUSED);
        assertThat(said.getLast())
                .startsWith("NOT PROVEN: the segments are not what they should be: ")
                .contains(named);
    }

    private int ask(ExecutedLog logs) {
        return VerifierMain.run(
                said::add,
                said::add,
                "follow",
                folder.resolve("log/public").toString(),
                "--policy",
                logs.policy().toString(),
                "--segments",
                folder.resolve("log/segments").toString(),
                "--every",
                "0",
                "--rounds",
                "2",
                "--language",
                "en");
    }

    private static long keep(ExecutedLog logs, ClusterNode node, long reached) throws Exception {
        try (FollowedLog followed = new FollowedLog(node)) {
            return logs.keep("log", followed, reached);
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log/segments"))) {
            return files.filter(each -> each.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    /** The core refuses them one by one: only their bytes matter. */
    private static CommandBody manyCredits() {
        CommandBody credit =
                MoneyCommands.bookBankCredit(1, 99, 1, 5, new byte[32], new Ground(3, 1, 9, 0, new byte[32]));
        return BatchCommands.batch(BatchMode.INDEPENDENT, Collections.nCopies(64, credit));
    }

    /** So many bytes of one command, one of them at least. */
    private void write(ClusterConfig config, long bytes, CommandBody body) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        try (CommandClient client = CommandClient.connect(config.aeronDirectory(), WINDOW)) {
            List<CompletableFuture<Reply>> waiting = new ArrayList<>();
            long written = 0;
            do {
                Key key = new Key(1, ++keys, System.currentTimeMillis());
                byte[] command =
                        new byte[body.encode(buffer, 0, new Header(key, 5, 11, 12, new byte[32], new byte[16]))];
                buffer.getBytes(0, command);
                waiting.add(client.submit(command));
                written += command.length;
                if (waiting.size() == WINDOW) {
                    waiting.forEach(CompletableFuture::join);
                    waiting.clear();
                }
            } while (written < bytes);
            waiting.forEach(CompletableFuture::join);
        }
    }
}
