package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A door that has had too many requests is asked again, for a while. */
class SegmentFetchTest {
    @TempDir
    Path here;

    private final Queue<Integer> answers = new ArrayDeque<>();
    private HttpServer door;

    @BeforeEach
    void open() throws IOException {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", exchange -> {
            exchange.sendResponseHeaders(answers.size() > 1 ? answers.remove() : answers.element(), -1);
            exchange.close();
        });
        door.start();
    }

    @AfterEach
    void close() {
        door.stop(0);
    }

    @Test
    void whoeverAskedTooOftenWaitsAndAsksAgain() throws IOException {
        answers.addAll(List.of(429, 429, 429, 200));
        try (SegmentFetch fetch = fetch()) {
            assertThat(fetch.run()).isZero();
        }
        assertThat(answers).containsExactly(200);
    }

    @Test
    void aDoorThatStaysBusyOrRefusesIsToldSo() {
        for (int status : new int[] {429, 403}) {
            answers.clear();
            answers.add(status);
            try (SegmentFetch fetch = fetch()) {
                assertThatThrownBy(fetch::run)
                        .isInstanceOf(IOException.class)
                        .hasMessageEndingWith("answers " + status);
            }
        }
    }

    private SegmentFetch fetch() {
        URI place = URI.create("http://127.0.0.1:" + door.getAddress().getPort() + "/segments/");
        return new SegmentFetch(place, here, HttpClient.newHttpClient(), Duration.ofMillis(1));
    }
}
