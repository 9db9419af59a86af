package kz.sandyq.demo.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kz.sandyq.demo.DemoApplication;
import kz.sandyq.platform.i18n.ConsoleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start refuses, and that it says what to do. */
class StartTest {
    private static final ConsoleText TEXT = new ConsoleText("messages/demo", Locale.ENGLISH);

    @TempDir
    Path home;

    @Test
    void aTakenPortIsNamedWithAnotherOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StartRefusedException refused = refused("--server.port=" + taken.getLocalPort());

            assertThat(refused.exitCode()).isEqualTo(StartRefusedException.PORT_TAKEN);
            assertThat(refused).hasMessageContaining("./run --server.port=" + (taken.getLocalPort() + 1));
        }
    }

    @Test
    void aDirectoryInUseIsNotStartedTwice() throws Exception {
        try (DataDirectory held = DataDirectory.open(home.resolve("demo"), TEXT)) {
            StartRefusedException refused = refused("--server.port=0");

            assertThat(refused.exitCode()).isEqualTo(StartRefusedException.DATA_IN_USE);
            assertThat(refused).hasMessageContaining(held.path().toString());
        }
    }

    @Test
    void anUnknownWordIsNamed() {
        assertThat(refused("operater")).hasMessageContaining("operater");
    }

    @Test
    void anOperatorsClusterIsNotStartedHere() {
        assertThat(refused("operator", "cluster")).hasMessageContaining("--sandyq.cluster.file=FILE");
    }

    @Test
    void aMemberThatDoesNotStartIsNamedWithItsReason() throws Exception {
        Path data = Files.createDirectories(home.resolve("cluster"));
        Files.createDirectories(data.resolve("database"));
        Files.writeString(data.resolve("sample-state.txt"), "READY");
        Files.writeString(LocalNodes.file(data), "cluster.number = none");
        StartRefusedException refused = refused("cluster", "--server.port=0");

        assertThat(refused.exitCode()).isEqualTo(StartRefusedException.NODE_FAILED);
        assertThat(refused)
                .hasMessageContaining("Member 0")
                .hasMessageContaining("cluster.number is 'none', not a number");
    }

    @Test
    void anOperatorsDataAreNotForgottenByAnArgument() throws Exception {
        Path kept = Files.createDirectories(home.resolve("operator")).resolve("kept");
        Files.writeString(kept, "");

        assertThat(refused("operator", "--fresh"))
                .hasMessageContaining(home.resolve("operator").toString());
        assertThat(kept).exists();
    }

    @Test
    void anOperatorWithoutParticularsIsToldWhatIsMissing() {
        StartRefusedException refused = refused("operator", "--server.port=0");

        assertThat(refused.exitCode()).isEqualTo(StartRefusedException.NOT_CONFIGURED);
        assertThat(refused)
                .hasMessageContaining(OperatorParticulars.BIN)
                .hasMessageContaining(OperatorParticulars.ADMINISTRATORS);
        assertThat(home.resolve("operator.properties")).exists();
    }

    @Test
    void oneAdministratorOrTheSamePersonTwiceIsNotTwo() {
        String one = "900101350003:admin:A";
        for (String administrators : List.of(one, one + "," + one.replace("admin", "admin2"))) {
            assertThat(refused(
                            "operator",
                            "--server.port=0",
                            "--" + OperatorParticulars.ADMINISTRATORS + "=" + administrators))
                    .hasMessageContaining(OperatorParticulars.ADMINISTRATORS);
        }
    }

    @Test
    void clearingKeepsNothingOfADemonstration() throws Exception {
        try (DataDirectory data = DataDirectory.open(home.resolve("demo"), TEXT)) {
            assertThat(data.sampleCutOff()).isFalse();
            data.sampleBegins();
            Files.createDirectories(data.path().resolve("database"));
            assertThat(data.sampleCutOff()).isTrue();

            data.sampleEnds();
            assertThat(data.sampleCutOff()).isFalse();
            assertThat(data.sampleReady()).isTrue();

            data.clear();
            assertThat(data.isNew()).isTrue();
            assertThat(data.sampleReady()).isFalse();
        }
    }

    private StartRefusedException refused(String... words) {
        return catchThrowableOfType(
                StartRefusedException.class,
                () -> DemoApplication.start(home, Locale.ENGLISH, words).close());
    }
}
