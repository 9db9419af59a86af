package kz.sandyq.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.demo.start.LocalNodes;
import kz.sandyq.market.MarketCore;
import kz.sandyq.operator.backup.BackupMain;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The sample market on a log of three processes, as {@code ./run cluster} starts it. Others go on beside it. */
@Execution(ExecutionMode.CONCURRENT)
class ClusterDemoTest {
    private static final int DEALS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the members said stays for whoever looks for a cause. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void theOperatorOutlivesTheLeaderOfItsLogAndItsOwnEnd() throws Exception {
        LocalDate moved;
        String newest;
        long held;
        Path phrase = home.resolve("phrase");
        Files.createFile(phrase, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(phrase, "correct horse battery staple");
        String place = "--sandyq.backup.directory=" + home.resolve("backups");
        try (RunningDemo demo =
                RunningDemo.start(home, DEALS, "cluster", place, "--sandyq.backup.passphrase-file=" + phrase)) {
            SampleProgress.View end = demo.awaitEnd();
            assertThat(end.fault()).isEmpty();
            assertThat(end.deals()).isEqualTo(DEALS);
            int first = leader();
            DemoPurge purge = new DemoPurge(demo);
            purge.byTwo(file().directory(first), () -> backUp(demo, 1));
            demo.members().process(first).destroyForcibly();
            moved = move(demo);
            assertThat(leader()).isNotEqualTo(first);
            replayed(demo);
            assertThat(demo.visitorSees("/api/v1/proof")).contains("\"ofNodes\":3");
            ProvenCertificate.isInTheLog(demo, "aigul", 2);
            held = demo.node().sequence();
            purge.assertObeyed("AWAY", "DONE", "DONE");
            newest = backUp(demo, 2);
        }
        restore(newest, held, phrase);
        try (RunningDemo demo = RunningDemo.start(home, DEALS, "cluster")) {
            assertThat(demo.progress().step()).isEqualTo(SampleProgress.Step.READY);
            assertThat(LocalDate.parse(demo.user("admin").get("/demo/clock").text("legalDay")))
                    .isAfterOrEqualTo(moved);
            ProcessHandle breaks = demo.members().process((leader() + 1) % 3);
            new ProcessBuilder("kill", "-ABRT", String.valueOf(breaks.pid())).start();
            breaks.onExit().join();
            assertThat(move(demo)).isAfter(moved);
            replayed(demo);
            new DemoPurge(demo).assertObeyed("DONE", "DONE", "DONE");
            awaitSameHash();
        }
    }

    /** Database and log in one, of which a member is dead and another has just been elected. */
    private static String backUp(RunningDemo demo, int complete) {
        demo.user("admin").post("/backups", Map.of());
        demo.user("admin2").approve("backup.take");
        JsonNode standing = demo.user("admin")
                .await("/backups", each -> !each.path("running").asBoolean())
                .body();
        assertThat(standing.path("fault").asString()).isEmpty();
        assertThat(standing.path("complete").size()).isEqualTo(complete);
        String newest = standing.path("complete").get(0).path("name").asString();
        assertThat(demo.browser("admin").get("/backups")).contains(newest);
        return newest;
    }

    /** What every member had acknowledged is there, though none of them is. */
    private void restore(String name, long held, Path phrase) {
        Path backups = home.resolve("backups");
        Path restored = home.resolve("restored");
        List<String> said = new ArrayList<>();
        List<String> words = List.of(
                "restore",
                backups.resolve(name).toString(),
                restored.toString(),
                "--keys=" + backups.resolve(name + ".keys"),
                "--passphrase-file=" + phrase);
        assertThat(BackupMain.run(Locale.ENGLISH, said::add, words))
                .as("%s", said)
                .isEqualTo(BackupMain.DONE);
        String end = said.getFirst().replaceFirst(".* entry (\\d+) .*", "$1");
        assertThat(Long.parseLong(end)).isGreaterThanOrEqualTo(held);
        assertThat(restored.resolve("cluster/archive")).isNotEmptyDirectory();
        assertThat(said).anyMatch(line -> line.startsWith("Requests") && line.contains(": 0."));
    }

    /** A command that is answered, and is in the rows when it is; one whose answer takes long is waited for. */
    private static LocalDate move(RunningDemo demo) {
        ApiUser admin = demo.user("admin");
        LocalDate before = legalDay(admin.get("/demo/clock").body());
        try {
            admin.post("/demo/clock", Map.of("advance", "P2D"));
        } catch (SampleFaultException pending) {
            assertThat(pending).hasMessageContaining("ANSWER_PENDING");
        }
        return legalDay(admin.await("/demo/clock", each -> !legalDay(each).isBefore(before.plusDays(2)))
                .body());
    }

    private static LocalDate legalDay(JsonNode clock) {
        return LocalDate.parse(clock.path("legalDay").asString());
    }

    /** The log as a member gives it is what the members hold. */
    private static void replayed(RunningDemo demo) {
        NodeView view = demo.node();
        MarketCore replayed = demo.replayed(view.sequence());
        assertThat(replayed.stateHashHigh()).isEqualTo(view.stateHashHigh());
        assertThat(replayed.stateHashLow()).isEqualTo(view.stateHashLow());
    }

    private ClusterFile file() {
        return ClusterFile.read(LocalNodes.file(home.resolve("cluster")));
    }

    private int leader() {
        ClusterFile file = file();
        return Awaitility.await("a leader")
                .atMost(PATIENCE)
                .until(
                        () -> IntStream.range(0, file.size())
                                .filter(id -> said(file.health(id))
                                        .getProperty("leads", "")
                                        .equals("true"))
                                .findFirst()
                                .orElse(-1),
                        id -> id >= 0);
    }

    /** All members, those too that have been away, at one and the same tick. */
    private void awaitSameHash() {
        ClusterFile file = file();
        Awaitility.await("all members say the same of one tick")
                .atMost(PATIENCE)
                .until(() -> {
                    List<String> said = IntStream.range(0, file.size())
                            .mapToObj(id -> said(file.health(id)))
                            .map(each -> each.getProperty("sequence") + " " + each.getProperty("stateHash"))
                            .distinct()
                            .toList();
                    return said.size() == 1 && !said.getFirst().startsWith("null");
                });
    }

    /** What a member says of itself; nothing when it does not answer. */
    private static Properties said(InetSocketAddress place) {
        Properties lines = new Properties();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI status = URI.create("http://127.0.0.1:" + place.getPort() + "/status");
            lines.load(new StringReader(http.send(HttpRequest.newBuilder(status).build(), BodyHandlers.ofString())
                    .body()));
        } catch (IOException dead) {
            lines.clear();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return lines;
    }
}
