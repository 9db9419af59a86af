package kz.sandyq.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An observer beside a log that a real core executes: what he sees as it grows, and what he alarms at. */
class FollowTest {
    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private ExecutedLog logs;

    @BeforeEach
    void keys() throws IOException {
        logs = new ExecutedLog(folder);
    }

    @Test
    void whatIsSealedIsExecutedAgainAndWhatGrowsIsFollowed() throws Exception {
        logs.keep("log", 40, 0);
        assertThat(ask("log", "log", "log")).isZero();
        assertThat(said.getLast()).contains("Executed again from the segments up to entry 40: every block");
        assertThat(ask("follow", "log", "log", "--every", "0", "--rounds", "3")).isZero();
        assertThat(said.getLast()).startsWith("20 blocks, entries up to 40, executed up to 40");
    }

    @Test
    void aBlockThatTheSegmentsDoNotComeToIsNamed() throws Exception {
        logs.keep("log", 40, 0);
        logs.keep("other", 40, 20);
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
        logs.keep("log", 40, 0);
        logs.keep("other", 60, 20);
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
                logs.policy().toString(),
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
                logs.policy().toString(),
                "--segments",
                folder.resolve(segments).resolve("segments").toString(),
                "--language",
                "en"));
        line.addAll(List.of(options));
        return VerifierMain.run(said::add, said::add, line.toArray(String[]::new));
    }
}
