package kz.sandyq.operator.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import kz.sandyq.market.Quarantine;
import kz.sandyq.translog.Reexecution;
import kz.sandyq.translog.SegmentFetch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A regulator who takes the sealed segments over TLS with certificates on both sides, and others who may not. */
final class SegmentObserver {
    private static final String REGULATOR = "regulator";
    private static final String FIRST = "00000000000000000000.segment";

    private final LiveOperator operator;
    private final Path data;
    private final ObserverKeys keys;
    private final int port;

    SegmentObserver(LiveOperator operator, Path data) throws IOException, GeneralSecurityException {
        this.operator = operator;
        this.data = data;
        keys = new ObserverKeys(data.resolve("observer-keys"), "operator", REGULATOR, "stranger", "outsider");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    /** What opens the door: the regulator's and the stranger's certificates are believed, nobody may read yet. */
    String[] options() throws IOException, GeneralSecurityException {
        String bundle = "--spring.ssl.bundle.jks.observers.";
        return new String[] {
            "--sandyq.observers.port=" + port,
            "--sandyq.observers.address=127.0.0.1",
            bundle + "keystore.location=file:" + keys.of("operator"),
            bundle + "keystore.password=" + ObserverKeys.PASSWORD,
            bundle + "keystore.type=PKCS12",
            bundle + "truststore.location=file:" + keys.of("believed", REGULATOR, "stranger"),
            bundle + "truststore.password=" + ObserverKeys.PASSWORD,
            bundle + "truststore.type=PKCS12"
        };
    }

    /** Segments are sealed already, up to the last change of what anybody owns at least. */
    void readsTheWholeLog(String staff, long lastChange) throws Exception {
        assertThat(operator.file("", "/segments/").statusCode())
                .as("without certificate")
                .isEqualTo(403);
        assertThat(operator.file(staff, "/segments/").statusCode())
                .as("staff without certificate")
                .isEqualTo(403);
        refused(REGULATOR, "answers 403", "nobody is named yet");
        Path named = data.resolve("observers");
        Files.writeString(named, "# who may read\n" + keys.fingerprint(REGULATOR) + " Ұлттық Банк\n");
        refused("stranger", "answers 403", "believed, not named");
        refused("outsider", "", "not believed");
        assertThat(readings()).isZero();
        assertThat(written("SEGMENT_REFUSED"))
                .containsExactly("segments OBSERVER_UNKNOWN CN=regulator", "segments OBSERVER_UNKNOWN CN=stranger");

        Path here = data.resolve("observed");
        try (SegmentFetch fetch = fetch(REGULATOR, here, "/segments/")) {
            int segments = fetch.run();
            assertThat(segments).isPositive();
            assertThat(readings()).isEqualTo(segments);
            assertThat(fetch.run()).as("once more").isZero();
        }
        Reexecution again = new Reexecution(here, 1, Quarantine.NONE);
        while (again.next().isPresent()) {}
        assertThat(again.sequence()).as("executed again").isGreaterThanOrEqualTo(lastChange);
        eachRangeIsWrittenDown(Files.size(here.resolve(FIRST)));
        otherHistoryDoesNotReplaceWhatWasTaken(here);
        try (SegmentFetch other = fetch(REGULATOR, here, "/log/")) {
            assertThatThrownBy(other::run)
                    .as("behind this door are segments only")
                    .hasMessageContaining("answers 404");
        }
        Files.delete(named);
        refused(REGULATOR, "answers 403", "taken out again");
        whoAsksWithoutEndIsWrittenDownOnce();
    }

    private void eachRangeIsWrittenDown(long length) throws Exception {
        List<String> before = written("SEGMENT_READ");
        try (HttpClient http = client(REGULATOR)) {
            assertThat(asked(http, FIRST, "bytes=0-99").body()).hasSize(100);
            assertThat(asked(http, FIRST, "bytes=10-19, 30-39").statusCode()).isEqualTo(206);
            assertThat(asked(http, FIRST, "bytes=-5").body()).hasSize(5);
            assertThat(asked(http, FIRST, "bytes=" + length + "-").statusCode()).isEqualTo(416);
            assertThat(asked(http, "99999999999999999999.segment", "bytes=0-0").statusCode())
                    .isEqualTo(404);
        }
        String of = "segment:" + FIRST + " ";
        assertThat(written("SEGMENT_READ").subList(before.size(), before.size() + 3))
                .containsExactly(
                        of + "0-99 CN=regulator",
                        of + "10-19,30-39 CN=regulator",
                        of + (length - 5) + "-" + (length - 1) + " CN=regulator");
        assertThat(before).contains(of + "0-" + (length - 1) + " CN=regulator");
        assertThat(readings()).isEqualTo(before.size() + 3);
        assertThat(written("SEGMENT_REFUSED"))
                .endsWith(
                        of + "REQUEST_MALFORMED CN=regulator",
                        "segment:99999999999999999999.segment NOT_FOUND CN=regulator");
    }

    /** More than twice what he has within a minute, so that one of the minutes in which it happens is too short. */
    private void whoAsksWithoutEndIsWrittenDownOnce() throws Exception {
        int most = 2 * 120 + 20;
        List<Integer> answers = new ArrayList<>();
        try (HttpClient http = client("stranger")) {
            for (int request = 0; request < most; request++) {
                answers.add(
                        asked(http, FIRST, "bytes=" + request + "-" + request).statusCode());
            }
        }
        assertThat(answers).containsOnly(403, 429);
        List<String> refused = written("SEGMENT_REFUSED").stream()
                .filter(each -> each.startsWith("segment:" + FIRST) && each.endsWith("CN=stranger"))
                .toList();
        assertThat(refused.stream().filter(each -> each.contains("OBSERVER_UNKNOWN")))
                .hasSize(Collections.frequency(answers, 403));
        assertThat(refused.stream().filter(each -> each.contains("TOO_MANY_ATTEMPTS")))
                .hasSizeBetween(1, 2);
    }

    private HttpClient client(String who) throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder().sslContext(keys.context(who, "operator")).build();
    }

    private HttpResponse<byte[]> asked(HttpClient http, String segment, String range) throws Exception {
        URI place = URI.create("https://127.0.0.1:" + port + "/segments/" + segment);
        return http.send(HttpRequest.newBuilder(place).header("Range", range).build(), BodyHandlers.ofByteArray());
    }

    /** Lines of the trail in their order: what it was about, bytes or refusal, whose certificate. */
    private List<String> written(String action) {
        return operator.bean(JdbcClient.class)
                .sql("""
                        select subject || ' ' || coalesce(details ->> 'range', details ->> 'refusal') || ' '
                               || (details ->> 'issuedTo')
                        from platform.audit where action = :action order by id
                        """)
                .param("action", action)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** As if the operator showed another segment under a name that was taken before. */
    private void otherHistoryDoesNotReplaceWhatWasTaken(Path here) throws Exception {
        Path first = here.resolve(FIRST);
        byte[] taken = Arrays.copyOf(Files.readAllBytes(first), 1_000);
        Files.write(first, taken);
        try (SegmentFetch fetch = fetch(REGULATOR, here, "/segments/")) {
            assertThatThrownBy(fetch::run).hasMessageContaining("keep the one that is here");
        }
        assertThat(first).hasBinaryContent(taken);
    }

    private void refused(String who, String how, String why) throws Exception {
        try (SegmentFetch fetch = fetch(who, data.resolve("nothing"), "/segments/")) {
            assertThatThrownBy(fetch::run)
                    .as(why)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(how);
        }
        assertThat(data.resolve("nothing")).doesNotExist();
    }

    private SegmentFetch fetch(String who, Path into, String path) throws IOException, GeneralSecurityException {
        return new SegmentFetch(
                URI.create("https://127.0.0.1:" + port + path),
                into,
                keys.of(who, "operator"),
                ObserverKeys.PASSWORD.toCharArray());
    }

    private int readings() {
        return operator.bean(JdbcClient.class)
                .sql("select count(*) from platform.audit where action = 'SEGMENT_READ' and actor_name = 'Ұлттық Банк'")
                .query(Integer.class)
                .single();
    }
}
