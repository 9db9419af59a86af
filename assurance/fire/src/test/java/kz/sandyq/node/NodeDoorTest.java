package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.ClusterFileException;
import kz.sandyq.cluster.MemberDoors;
import kz.sandyq.node.NodeDoor.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom the door of a member answers. */
@Timeout(120)
class NodeDoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SILENT = 300;
    private static final byte[] HALF = {22, 3, 1};

    @TempDir
    static Path directory;

    private static Path ours;
    private static Path elsewhere;
    private static Path strangers;

    @BeforeAll
    static void issue() {
        Certificates authority = new Certificates(directory.resolve("authority"));
        ours = authority.issue("ip:127.0.0.1");
        elsewhere = authority.issue("dns:another-host");
        strangers = new Certificates(directory.resolve("strangers")).issue("ip:127.0.0.1");
    }

    @Test
    void whoeverShowsACertificateOfTheSameAuthorityIsAnswered() throws Exception {
        MemberDoors doors = doors(ours, freePort());
        try (NodeDoor door = open(doors)) {
            assertThat(ask(doors)).isEqualTo("ready");
            assertThat(doors.certificateEndsS()).isPositive();
            // Members and operators ask from anywhere: the name of the one who asks does not count.
            assertThat(ask(doors(elsewhere, doors.place(0).getPort()))).isEqualTo("ready");
        }
    }

    /** What docs/operations/cluster.md has a host and the authority type, typed: a host's own name in its place. */
    @Test
    void theCommandsOfThePageMakeCertificatesThatOpenADoor() throws Exception {
        Path root = Path.of(System.getProperty("sandyq.root"));
        List<String> commands = Files.readAllLines(root.resolve("docs/operations/cluster.md")).stream()
                .filter(line -> line.startsWith("openssl "))
                .map(line -> line.replace("IP:10.0.0.11", "IP:127.0.0.1"))
                .toList();
        assertThat(commands).hasSize(4);
        Path typed = Files.createDirectory(directory.resolve("typed"));
        Files.writeString(typed.resolve("ca.pass"), "of-a-test");
        Process shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", String.join("\n", commands))
                .directory(typed.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.onExit().join().exitValue()).as(said).isZero();
        MemberDoors doors = doors(typed, freePort());
        try (NodeDoor door = open(doors)) {
            assertThat(ask(doors)).isEqualTo("ready");
            assertThatThrownBy(() -> ask(doors(ours, doors.place(0).getPort()))).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void nobodyElseIs() throws Exception {
        MemberDoors doors = doors(ours, freePort());
        int port = doors.place(0).getPort();
        Path pretending = Files.createDirectory(directory.resolve("pretending"));
        Files.copy(ours.resolve("ca.crt"), pretending.resolve("ca.crt"));
        Files.copy(strangers.resolve("tls.crt"), pretending.resolve("tls.crt"));
        Files.copy(strangers.resolve("tls.key"), pretending.resolve("tls.key"));
        URI ready = doors.at(0, "/health/ready");
        try (NodeDoor door = open(doors);
                HttpClient nothingShown = HttpClient.newBuilder()
                        .sslContext(Certificates.believing(ours.resolve("ca.crt")))
                        .build();
                HttpClient plain = HttpClient.newHttpClient()) {
            // A refusal comes after the handshake: as an alert of TLS, or as a connection that ends.
            assertThatThrownBy(() -> ask(nothingShown, ready)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(doors(pretending, port))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(doors(strangers, port)))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("PKIX");
            assertThatThrownBy(() -> ask(plain, URI.create("http://127.0.0.1:" + port + "/health/ready")))
                    .isInstanceOf(IOException.class);
            assertThat(ask(doors)).isEqualTo("ready");
        }
    }

    @Test
    void aMemberThatShowsTheNameOfAnotherHostIsNotBelieved() throws Exception {
        MemberDoors doors = doors(elsewhere, freePort());
        try (NodeDoor door = open(doors)) {
            assertThatThrownBy(() -> ask(doors))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void manyThatSendNothingOrHalfHinderNobodyAndAreLetGo() throws Exception {
        for (MemberDoors doors : List.of(doors(ours, freePort()), doors(null, freePort()))) {
            List<Socket> silent = new ArrayList<>();
            try (NodeDoor door = open(doors)) {
                for (int i = 0; i < SILENT; i++) {
                    Socket socket = new Socket(
                            InetAddress.getLoopbackAddress(), doors.place(0).getPort());
                    silent.add(socket);
                    if (i % 2 == 0) {
                        socket.getOutputStream().write(HALF);
                    }
                }
                assertThat(ask(doors)).isEqualTo("ready");
                for (Socket each : silent) {
                    each.setSoTimeout((int) PATIENCE.toMillis());
                    // Its stream ends; before that a farewell of TLS at most.
                    assertThat(each.getInputStream().readAllBytes()).hasSizeLessThan(32);
                }
            } finally {
                for (Socket each : silent) {
                    each.close();
                }
            }
        }
    }

    @Test
    void anOrderIsTakenWhereThereIsATakerAndNoLongerThanItReads() throws Exception {
        MemberDoors doors = doors(ours, freePort());
        try (NodeDoor door = NodeDoor.at(doors.place(0), doors.certificates());
                HttpClient http = doors.client(PATIENCE)) {
            door.answer("/status", () -> Answer.ok("stands"))
                    .take("/order", () -> Answer.ok("waits"), 4, bytes -> new Answer(202, "took " + bytes.length))
                    .open();
            assertThat(ask(http, doors.at(0, "/order"))).isEqualTo("waits");
            assertThat(post(http, doors.at(0, "/order"), 4)).isEqualTo("took 4");
            assertThat(post(http, doors.at(0, "/order"), 5)).isEqualTo("too long\n");
            // On one connection, each at once behind the answer to the one before.
            for (int i = 0; i < 100; i++) {
                assertThat(post(http, doors.at(0, "/order/more"), 4)).isEqualTo("not found\n");
                assertThat(post(http, doors.at(0, "/status"), 4)).isEqualTo("only GET\n");
            }
        }
    }

    private static String post(HttpClient http, URI place, int bytes) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void certificatesThatAreNoneAreNamed() throws IOException {
        assertThatThrownBy(() -> doors(directory.resolve("nowhere"), 9_090)).hasMessageContaining("tls.crt");
        Path broken = Files.createDirectory(directory.resolve("broken"));
        Files.copy(ours.resolve("tls.crt"), broken.resolve("tls.crt"));
        Files.copy(ours.resolve("ca.crt"), broken.resolve("tls.key"));
        assertThatThrownBy(() -> doors(broken, 9_090))
                .isInstanceOf(ClusterFileException.class)
                .hasMessageContaining("no private key in PKCS #8");
        Files.writeString(broken.resolve("tls.crt"), "");
        assertThatThrownBy(() -> doors(broken, 9_090)).hasMessageContaining("holds no certificate");
    }

    private static NodeDoor open(MemberDoors doors) {
        NodeDoor door = NodeDoor.at(doors.place(0), doors.certificates());
        door.answer("/health/ready", () -> Answer.ok("ready")).open();
        return door;
    }

    private static String ask(MemberDoors doors) throws IOException, InterruptedException {
        try (HttpClient http = doors.client(PATIENCE)) {
            return ask(http, doors.at(0, "/health/ready"));
        }
    }

    private static String ask(HttpClient http, URI ready) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(ready).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static MemberDoors doors(@Nullable Path certificates, int port) throws IOException {
        Path file = directory.resolve("cluster.properties");
        Files.write(
                file,
                List.of(
                        "cluster.number = 1",
                        certificates == null ? "" : "cluster.tls = " + certificates,
                        "member.0.name = node-0",
                        "member.0.host = 127.0.0.1",
                        "member.0.first-port = 9000",
                        "member.0.health-port = " + port,
                        "member.0.directory = data"));
        return ClusterFile.read(file).doors();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
