package kz.sandyq.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The witness as a process: its orders, and a memory that outlives SIGKILL. */
@Timeout(120)
class WitnessProcessTest {
    private static final Pattern PLACE = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path directory;

    private final InventedLog log = InventedLog.named("log.test.invalid");
    private final List<Process> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(directory.resolve("witness.properties"), """
                witness.name = witness.test.invalid
                witness.key-file = witness.key
                witness.directory = memory
                witness.host = 127.0.0.1
                witness.port = 0
                log.0 = %s
                """.formatted(
                        log.signer().key().format()));
    }

    @AfterEach
    void end() {
        started.forEach(each -> each.destroyForcibly().onExit().join());
        http.close();
    }

    @Test
    void itsSizeOutlivesSigkillAndItsDirectoryIsItsOwn() throws Exception {
        String config = directory.resolve("witness.properties").toString();
        Path key = directory.resolve("witness.key");
        refused(WitnessFault.WRONG_CONFIGURATION, "cannot be read as a key", "serve", config);
        WitnessMain.run("key", "witness.test.invalid", key.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        refused(WitnessFault.WRONG_DIRECTORY, "holds no memory", "serve", config);
        WitnessMain.run("found", config);
        refused(WitnessFault.WRONG_DIRECTORY, "is not empty", "found", config);

        Process first = start("serve", config);
        int port = port(first);
        assertThat(post(port, log.request(0, 5)).statusCode()).isEqualTo(200);
        assertThat(post(port, log.request(5, 9)).statusCode()).isEqualTo(200);
        Process second = start("serve", config);
        String said = new String(second.getInputStream().readAllBytes(), UTF_8);
        assertThat(second.onExit().join().exitValue()).as(said).isEqualTo(WitnessFault.TAKEN);
        assertThat(said).contains("another process works on");

        first.destroyForcibly().onExit().join();
        int again = port(start("serve", config));
        HttpResponse<String> forgetful = post(again, log.request(0, 5));
        assertThat(forgetful.statusCode()).isEqualTo(409);
        assertThat(forgetful.body()).isEqualTo("9\n");
        assertThat(post(again, log.forked().request(9, 12)).statusCode()).isEqualTo(422);
        assertThat(post(again, log.request(9, 12)).statusCode()).isEqualTo(200);
    }

    @Test
    void anOrderThatIsNoneSaysWhatThereIs() {
        refused(WitnessFault.USAGE, "usage: witness key NAME FILE");
        refused(WitnessFault.USAGE, "usage: witness key NAME FILE", "serve");
        refused(WitnessFault.USAGE, "usage: witness key NAME FILE", "key", "w");
    }

    private static void refused(int exitCode, String words, String... arguments) {
        assertThatThrownBy(() -> WitnessMain.run(arguments))
                .isInstanceOfSatisfying(
                        WitnessFault.class,
                        fault -> assertThat(fault.exitCode()).isEqualTo(exitCode))
                .hasMessageContaining(words);
    }

    private HttpResponse<String> post(int port, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Process start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(WitnessMain.class.getName());
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            started.add(process);
            return process;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Said once it answers. */
    private static int port(Process process) throws IOException {
        // Not closed: the process would end by what it says later.
        BufferedReader said = process.inputReader(UTF_8);
        String line = said.readLine();
        Matcher place = PLACE.matcher(String.valueOf(line));
        assertThat(place.find()).as(line).isTrue();
        return Integer.parseInt(place.group(1));
    }
}
