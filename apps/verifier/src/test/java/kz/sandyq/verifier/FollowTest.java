package kz.sandyq.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.VerifierKey;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An observer beside a log that a real core executes: what he sees as it grows, and what he alarms at. */
class FollowTest {
    private static final int CLUSTER = 7;
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final long START_MS = 1_790_000_000_000L;

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private NoteSigner log;
    private NoteSigner node;
    private Path policy;

    @BeforeEach
    void keys() throws IOException {
        log = SigningKeys.take(folder.resolve("log.key"), ORIGIN, VerifierKey.ED25519);
        node = SigningKeys.take(folder.resolve("node.key"), "node-1", VerifierKey.COSIGNATURE);
        policy = Files.writeString(
                folder.resolve("policy"),
                "log " + log + "\nwitness node-1 " + node + "\ngroup nodes 1 node-1\nquorum nodes\n");
    }

    @Test
    void whatIsSealedIsExecutedAgainAndWhatGrowsIsFollowed() throws Exception {
        keep("log", 40, 0);
        assertThat(ask("log", "log", "log")).isZero();
        assertThat(said.getLast()).contains("Executed again from the segments up to entry 40: every block");
        assertThat(ask("follow", "log", "log", "--every", "0", "--rounds", "3")).isZero();
        assertThat(said.getLast()).startsWith("20 blocks, entries up to 40, executed up to 40");
    }

    @Test
    void aBlockThatTheSegmentsDoNotComeToIsNamed() throws Exception {
        keep("log", 40, 0);
        keep("other", 40, 20);
        assertThat(ask("log", "log", "other")).isEqualTo(1);
        assertThat(said.getLast())
                .startsWith("NOT PROVEN: refusal 46 EXECUTION_DIFFERS")
                .endsWith("Found at block 10, counted from 0.");
        Path segment = folder.resolve("log/segments").resolve("%020d.segment".formatted(0));
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
        assertThat(ask("log", "log", "log")).isEqualTo(1);
        assertThat(said.getLast()).startsWith("NOT PROVEN: the segments are not what they should be: ");
    }

    @Test
    @Timeout(60)
    void aForkIsAnAlarmWhileHeFollows() throws Exception {
        keep("log", 40, 0);
        keep("other", 60, 20);
        Path shown = folder.resolve("log/public");
        Thread operator = Thread.ofVirtual().unstarted(() -> {
            while (said.size() < 2) {
                Thread.onSpinWait();
            }
            replace(shown, folder.resolve("other/public"));
        });
        operator.start();
        int code = VerifierMain.run(
                said::add,
                said::add,
                "follow",
                shown.toString(),
                "--policy",
                policy.toString(),
                "--every",
                "0",
                "--language",
                "en");
        operator.join();
        assertThat(code).isEqualTo(1);
        assertThat(said.getLast()).containsAnyOf("44 CHAIN_BROKEN", "62 NOT_CONSISTENT", "61 FORKED");
    }

    private static void replace(Path shown, Path by) {
        try {
            Files.move(shown, shown.resolveSibling("before"));
            Files.move(by, shown);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int ask(String command, String shown, String segments, String... options) {
        List<String> line = new ArrayList<>(List.of(
                command,
                folder.resolve(shown).resolve("public").toString(),
                "--policy",
                policy.toString(),
                "--segments",
                folder.resolve(segments).resolve("segments").toString(),
                "--language",
                "en"));
        line.addAll(List.of(options));
        return VerifierMain.run(said::add, said::add, line.toArray(String[]::new));
    }

    /** So many entries, two in a block; from one on another log than the others'. */
    private void keep(String name, int entries, int differsFrom) throws IOException, Refused {
        Policy needed = Policy.parse(Files.readString(policy).getBytes(UTF_8));
        try (SignedLog kept = SignedLog.open(
                folder.resolve(name),
                CLUSTER,
                entries(entries, differsFrom),
                log,
                needed,
                head -> List.of(node.sign(head.text(), 1_790_000_000L)))) {
            for (int quiet = 0; quiet < 2 || kept.checkpoint().isEmpty(); ) {
                quiet = kept.poll(1_000) == 0 ? quiet + 1 : 0;
            }
            kept.segments().seal();
        }
    }

    private static EntryLog entries(int count, int differsFrom) {
        return from -> {
            int[] at = {Math.toIntExact(from)};
            return (handler, limit) -> {
                int taken = 0;
                while (taken < limit && at[0] < count) {
                    long timestampMs = START_MS + at[0] * 600L;
                    boolean tick = at[0] % 2 == 1;
                    boolean other = differsFrom > 0 && at[0] >= differsFrom;
                    byte[] bytes = tick ? new byte[0] : command(at[0], timestampMs, other);
                    handler.onEntry(++at[0], timestampMs, tick, new UnsafeBuffer(bytes), 0, bytes.length);
                    taken++;
                }
                return taken;
            };
        };
    }

    private static byte[] command(int number, long timestampMs, boolean other) {
        CommandBody body = number == 0
                ? SystemCommands.genesis(CLUSTER, true, 0, 300, 60_000, 3_600_000, 4, 8, Limits.DEMO)
                : AccountCommands.createAsset(AssetKind.MONEY, 2, (other ? "O" : "M") + number);
        byte[] salt = new byte[16];
        salt[0] = (byte) number;
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Header header = new Header(new Key(1, number + 1L, timestampMs), 5, 11, 12, new byte[32], salt);
        byte[] bytes = new byte[body.encode(buffer, 0, header)];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
