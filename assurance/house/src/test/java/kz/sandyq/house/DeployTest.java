package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The units under {@code deploy/systemd} are what systemd takes, to the last word. */
class DeployTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "sandyq-node@.service, sandyq-node@0.service, Restart=, Restart=, ''",
        "sandyq-operator.service, sandyq-operator.service, Restart=, Restart=, ''",
        "sandyq-witness.service, sandyq-witness.service, Restart=, Restart=, ''",
        "sandyq-operator.service, sandyq-operator.service, Restart=, Restrat=, Unknown key"
    })
    void systemdTakesEveryLine(String file, String name, String word, String instead, String complaint)
            throws IOException, InterruptedException {
        assumeThat(ANALYZE).isExecutable();
        Path unit = directory.resolve(name);
        // Which Java is installed where is the host's own.
        Files.writeString(
                unit,
                Files.readString(Repository.ROOT.resolve("deploy/systemd").resolve(file))
                        .replace("/usr/bin/java", "/bin/sh")
                        .replace(word, instead));
        Process analyze = new ProcessBuilder(ANALYZE.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(analyze.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(analyze.waitFor()).as(said).isZero();
        if (complaint.isEmpty()) {
            assertThat(said).isEmpty();
        } else {
            assertThat(said).contains(complaint);
        }
    }
}
