package kz.sandyq.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whole logs: the golden one, larger ones, and what somebody made of them. */
class LogCheckTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden");
    private static final long LATE = 1_800_000_000_000L;

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private Path policy;

    private interface Change {
        void of(Path log) throws IOException;
    }

    private record Line(String name, ServedLog log, Change change, int exitCode, String words) {}

    @BeforeEach
    void policy() throws IOException {
        policy = Files.writeString(folder.resolve("policy"), ServedLog.policy());
    }

    @Test
    void theGoldenLogIsProvenAndGoesOnFromTheOlderCheckpoint() {
        assertThat(golden("--older", GOLDEN.resolve("older/checkpoint").toString()))
                .isZero();
        assertThat(said.getFirst().lines().toList())
                .startsWith(
                        "PROVEN",
                        "Log: test.invalid/sandyq/7, checkpoint of 20 blocks",
                        "Blocks: entries 1 to 240 of the log of cluster 7, each block goes on from the one before,"
                                + " the last ended at 2026-09-21T14:13:25.136Z",
                        "It goes on from the checkpoint that you kept.")
                .anyMatch(line -> line.startsWith("Outside witnesses: 2 of 3: depository at "));
        assertThat(golden("--cluster", "7")).isZero();
        assertThat(golden("--cluster", "8")).isEqualTo(1);
        assertThat(said.getLast())
                .startsWith("NOT PROVEN: refusal 21 OTHER_CLUSTER")
                .endsWith("block 0, counted from 0.");
        assertThat(golden("--origin", "other")).isEqualTo(1);
        assertThat(golden("--older", GOLDEN.resolve("forked/checkpoint").toString()))
                .isEqualTo(1);
        assertThat(said.getLast()).startsWith("NOT PROVEN: refusal 61 FORKED").contains("Keep both checkpoints");
        assertThat(golden("--older", GOLDEN.resolve("policy-1.txt").toString())).isEqualTo(1);
        assertThat(said.getLast()).startsWith("NOT PROVEN: refusal 4 NOTE_MALFORMED");
        assertThat(golden("--older", folder.resolve("gone").toString())).isEqualTo(3);
    }

    private int golden(String option, String value) {
        return verify(GOLDEN.resolve("log").toString(), GOLDEN.resolve("policy-1.txt"), option, value);
    }

    private int verify(String place, Path by, String... options) {
        List<String> line = new ArrayList<>(List.of("log", place, "--policy", by.toString(), "--language", "en"));
        line.addAll(List.of(options));
        return VerifierMain.run(said::add, said::add, line.toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> logs() {
        return Stream.of(
                        new Line("none", new ServedLog(0), log -> {}, 0, "PROVEN WITHIN"),
                        new Line("one block", new ServedLog(1), log -> {}, 0, "PROVEN WITHIN"),
                        new Line("300 blocks", new ServedLog(300), log -> {}, 0, "PROVEN WITHIN"),
                        new Line("512 blocks", new ServedLog(512), log -> {}, 0, "PROVEN WITHIN"),
                        new Line(
                                "partial ones dropped",
                                new ServedLog(512),
                                log -> shrink(log, 500),
                                0,
                                "PROVEN WITHIN"),
                        new Line("a gap", new ServedLog(3).append(32, 40, LATE, 7), log -> {}, 1, "44 CHAIN_BROKEN"),
                        new Line(
                                "an overlap",
                                new ServedLog(3).append(30, 40, LATE, 7),
                                log -> {},
                                1,
                                "44 CHAIN_BROKEN"),
                        new Line(
                                "a time before",
                                new ServedLog(3).append(31, 40, 5, 7),
                                log -> {},
                                1,
                                "44 CHAIN_BROKEN"),
                        new Line(
                                "of two clusters",
                                new ServedLog(3).append(31, 40, LATE, 8),
                                log -> {},
                                1,
                                "21 OTHER_CLUSTER"),
                        new Line("a block left out", without(new ServedLog(9), 4), log -> {}, 1, "44 CHAIN_BROKEN"),
                        new Line("its first left out", without(new ServedLog(9), 0), log -> {}, 1, "44 CHAIN_BROKEN"),
                        new Line("two swapped", swapped(new ServedLog(9)), log -> {}, 1, "44 CHAIN_BROKEN"))
                .map(this::played);
    }

    @TestFactory
    Stream<DynamicTest> filesThatSomebodyChanged() {
        String second = "tile/entries/001.p/44";
        return Stream.of(
                        new Line(
                                "a bit in a header",
                                new ServedLog(9),
                                log -> flip(log, "tile/entries/000.p/9", 60),
                                1,
                                "44 CHAIN_BROKEN"),
                        new Line(
                                "a bit in the last",
                                new ServedLog(300),
                                log -> flip(log, second, 44 * 132 - 1),
                                1,
                                "41 HEADER_NOT_IN_LOG"),
                        new Line(
                                "a bit in its frame",
                                new ServedLog(300),
                                log -> flip(log, second, 1),
                                1,
                                "8 TILE_MALFORMED"),
                        new Line(
                                "another version",
                                new ServedLog(300),
                                log -> flip(log, second, 10),
                                1,
                                "6 HEADER_MALFORMED"),
                        new Line("a bundle cut", new ServedLog(300), log -> cut(log, second), 1, "8 TILE_MALFORMED"),
                        new Line("a tile cut", new ServedLog(300), log -> cut(log, "tile/0/000"), 1, "45 TILE_DIFFERS"),
                        new Line(
                                "a bit in a tile",
                                new ServedLog(300),
                                log -> flip(log, "tile/0/000", 77),
                                1,
                                "45 TILE_DIFFERS"),
                        new Line(
                                "a bit in the last tile",
                                new ServedLog(300),
                                log -> flip(log, "tile/0/001.p/44", 5),
                                1,
                                "45 TILE_DIFFERS"),
                        new Line(
                                "a bit above",
                                new ServedLog(300),
                                log -> flip(log, "tile/1/000.p/1", 5),
                                1,
                                "45 TILE_DIFFERS"),
                        new Line(
                                "another's root",
                                new ServedLog(9),
                                log -> Files.write(
                                        log.resolve("checkpoint"),
                                        without(new ServedLog(10), 3).checkpoint(9)),
                                1,
                                "41 HEADER_NOT_IN_LOG"),
                        new Line(
                                "a bit in the root",
                                new ServedLog(9),
                                log -> flip(log, "checkpoint", 22),
                                1,
                                "23 SIGNATURE_INVALID"),
                        new Line(
                                "not signed by the log",
                                new ServedLog(9),
                                log -> Files.copy(
                                        GOLDEN.resolve("log/checkpoint"),
                                        Files.createDirectories(log).resolve("checkpoint"),
                                        StandardCopyOption.REPLACE_EXISTING),
                                1,
                                "22 LOG_SIGNATURE_MISSING"),
                        new Line(
                                "no checkpoint",
                                new ServedLog(9),
                                log -> Files.delete(log.resolve("checkpoint")),
                                3,
                                "cannot be read"),
                        new Line(
                                "no bundle",
                                new ServedLog(300),
                                log -> Files.delete(log.resolve(second)),
                                3,
                                "cannot be read"),
                        new Line(
                                "no tile",
                                new ServedLog(300),
                                log -> Files.delete(log.resolve("tile/1/000.p/1")),
                                3,
                                "cannot be read"))
                .map(this::played);
    }

    private DynamicTest played(Line line) {
        return DynamicTest.dynamicTest(line.name, () -> {
            Path log = line.log.write(Files.createTempDirectory(folder, "log"));
            line.change.of(log);
            assertThat(verify(log.toString(), policy)).as(said.toString()).isEqualTo(line.exitCode);
            assertThat(said.getLast()).contains(line.words);
        });
    }

    @Test
    void aLogGoesOnFromWhatWasKept() throws IOException {
        ServedLog log = new ServedLog(300);
        Path place = log.write(folder.resolve("log"));
        Path kept = folder.resolve("kept");
        for (int size : List.of(0, 1, 255, 256, 257, 300)) {
            Files.write(kept, log.checkpoint(size));
            assertThat(verify(place.toString(), policy, "--older", kept.toString()))
                    .as("%d", size)
                    .isZero();
        }
        Files.write(kept, without(new ServedLog(300), 200).checkpoint(250));
        assertThat(verify(place.toString(), policy, "--older", kept.toString())).isEqualTo(1);
        assertThat(said.getLast()).contains("62 NOT_CONSISTENT").contains("Keep both");
        Files.write(kept, new ServedLog(301).checkpoint(301));
        assertThat(verify(place.toString(), policy, "--older", kept.toString())).isEqualTo(1);
        assertThat(said.getLast()).contains("60 ROLLED_BACK").doesNotContain("Keep both");
        Files.copy(GOLDEN.resolve("older/checkpoint"), kept, StandardCopyOption.REPLACE_EXISTING);
        assertThat(verify(place.toString(), policy, "--older", kept.toString())).isEqualTo(1);
        assertThat(said.getLast()).contains("20 OTHER_ORIGIN");
    }

    @Test
    void anAddressIsReadAsADirectoryIs() throws IOException {
        Path place = new ServedLog(300).write(folder.resolve("log")).toAbsolutePath();
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), place, SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(verify(address, policy)).as(said.toString()).isZero();
            assertThat(verify(address + "/", policy, "--cluster", "7")).isZero();
            Files.delete(place.resolve("tile/entries/000"));
            assertThat(verify(address, policy)).isEqualTo(3);
            assertThat(said.getLast()).isEqualTo("The file " + address + " cannot be read.");
        } finally {
            server.stop(0);
        }
        assertThat(verify("http://no address", policy)).isEqualTo(3);
    }

    private static ServedLog without(ServedLog log, int block) {
        log.headers.remove(block);
        return log;
    }

    private static ServedLog swapped(ServedLog log) {
        Collections.swap(log.headers, 3, 4);
        return log;
    }

    private static void flip(Path log, String file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(log.resolve(file));
        bytes[at] ^= 1;
        Files.write(log.resolve(file), bytes);
    }

    private static void cut(Path log, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(log.resolve(file));
        Files.write(log.resolve(file), Arrays.copyOf(bytes, bytes.length - 1));
    }

    /** The head of a smaller log, of which only the tiles of the larger one are there. */
    private static void shrink(Path log, int size) throws IOException {
        Files.write(log.resolve("checkpoint"), new ServedLog(size).checkpoint(size));
        byte[] above = Files.readAllBytes(log.resolve("tile/1/000.p/2"));
        Files.write(log.resolve("tile/1/000.p/1"), Arrays.copyOf(above, above.length / 2));
    }
}
