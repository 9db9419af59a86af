package kz.sandyq.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import kz.sandyq.transparency.note.NoteSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The door with a certificate: TLS 1.3 and nothing older. */
@Timeout(60)
class WitnessDoorTest {
    private static final String PASSWORD = "of-a-test";

    @TempDir
    private Path directory;

    @Test
    void withACertificateItSpeaksTlsOnly() throws Exception {
        KeyStore issued = issue();
        InventedLog log = InventedLog.named("log.test.invalid");
        WitnessKey.make("w", directory.resolve("key"));
        NoteSigner key = WitnessKey.read("w", directory.resolve("key"));
        WitnessMemory.found(directory.resolve("memory"), key.key());
        try (WitnessMemory memory = WitnessMemory.open(directory.resolve("memory"), key.key());
                WitnessDoor door = WitnessDoor.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        WitnessCertificates.read(directory.resolve("tls")),
                        new WitnessDesk(
                                key,
                                List.of(log.signer().key()),
                                memory,
                                InstantSource.fixed(Instant.EPOCH),
                                words -> assertThat(words).isNull()));
                HttpClient believing =
                        HttpClient.newBuilder().sslContext(believing(issued)).build();
                HttpClient old = HttpClient.newBuilder()
                        .sslContext(believing(issued))
                        .sslParameters(new SSLParameters(null, new String[] {"TLSv1.2"}))
                        .build();
                HttpClient stranger = HttpClient.newHttpClient()) {
            int port = door.place().getPort();
            assertThat(ask(believing, "https", port, log.request(0, 3))).isEqualTo(200);
            assertThatThrownBy(() -> ask(old, "https", port, log.request(3, 4))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(stranger, "https", port, log.request(3, 4)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(stranger, "http", port, log.request(3, 4)))
                    .isInstanceOf(IOException.class);
            assertThat(ask(believing, "https", port, log.request(3, 4))).isEqualTo(200);
        }
        assertThatThrownBy(() -> WitnessCertificates.read(directory))
                .isInstanceOf(WitnessFault.class)
                .hasMessageContaining("no certificate of this host");
    }

    private static int ask(HttpClient http, String scheme, int port, String body)
            throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + "/add-checkpoint"))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static SSLContext believing(KeyStore issued) throws Exception {
        TrustManagerFactory believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("own", issued.getCertificate("own"));
        believed.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, believed.getTrustManagers(), null);
        return context;
    }

    /** A certificate of its own authority, as PEM files in {@code tls}. */
    private KeyStore issue() throws Exception {
        Path store = directory.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin/keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=witness",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(made.onExit().join().exitValue())
                .as(new String(made.getInputStream().readAllBytes(), UTF_8))
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(store)) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        Path tls = Files.createDirectory(directory.resolve("tls"));
        String certificate = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("own").getEncoded());
        Files.writeString(
                tls.resolve("tls.crt"),
                "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
        Files.writeString(tls.resolve("tls.key"), Pem.format((PrivateKey) keys.getKey("own", PASSWORD.toCharArray())));
        return keys;
    }
}
