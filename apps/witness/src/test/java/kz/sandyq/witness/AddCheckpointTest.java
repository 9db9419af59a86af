package kz.sandyq.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.witness.AddCheckpoint;
import kz.sandyq.transparency.witness.WitnessAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a witness answers over HTTP, each status of C2SP tlog-witness. */
@Timeout(60)
class AddCheckpointTest {
    private static final String ORIGIN = "log.test.invalid";
    private static final String SIZE = WitnessAnswer.SIZE_TYPE;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    private final InventedLog log = InventedLog.named(ORIGIN);
    private final InventedLog second = InventedLog.named("second.test.invalid");
    private final List<String> alarms = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private NoteSigner key;
    private WitnessMemory memory;
    private WitnessDoor door;

    private record Step(String asked, int status, String said) {}

    @BeforeEach
    void open() {
        WitnessKey.make("witness.test.invalid", directory.resolve("key"));
        key = WitnessKey.read("witness.test.invalid", directory.resolve("key"));
        WitnessMemory.found(directory.resolve("memory"), key.key());
        memory = WitnessMemory.open(directory.resolve("memory"), key.key());
        door = open(memory);
    }

    private WitnessDoor open(WitnessMemory from) {
        List<VerifierKey> logs = List.of(log.signer().key(), second.signer().key());
        return WitnessDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null,
                new WitnessDesk(key, logs, from, InstantSource.fixed(NOON), alarms::add));
    }

    @AfterEach
    void close() {
        door.close();
        memory.close();
        http.close();
    }

    @Test
    void theStatusesOfTheStandard() {
        InventedLog stranger = InventedLog.named(ORIGIN);
        InventedLog unknown = InventedLog.named("unknown.test.invalid");
        SignedNote five = log.note(5);
        List<Hash> from5 = log.tree(8).consistency(5);
        String bothKeys = InventedLog.request(
                8, List.of(), InventedLog.signed(log.checkpoint(8).text(), stranger.signer(), log.signer()));
        play(
                // Nothing is known yet.
                new Step("", 400, "9 WITNESS_MALFORMED\n"),
                new Step("old 0\n\n", 400, "4 NOTE_MALFORMED\n"),
                new Step(log.request(0, 5).replace("old 0", "old 00"), 400, "9 WITNESS_MALFORMED\n"),
                new Step(log.request(0, 5).replace("old 0", "old -1"), 400, "9 WITNESS_MALFORMED\n"),
                new Step(log.request(0, 5).replace("old 0", "new 0"), 400, "9 WITNESS_MALFORMED\n"),
                new Step(log.request(0, 5).replace("old 0\n", "old 0\nAAAA\n"), 400, "9 WITNESS_MALFORMED\n"),
                new Step(log.request(0, 5).replace("old 0\n", "old 0\nnot base64!\n"), 400, "9 WITNESS_MALFORMED\n"),
                new Step(log.request(0, 5).replace("\n\n", "\r\n\r\n"), 400, "9 WITNESS_MALFORMED\n"),
                new Step(log.request(0, 5).replace("\n5\n", "\n05\n"), 400, "5 CHECKPOINT_MALFORMED\n"),
                new Step(log.request(0, 5).strip(), 400, "4 NOTE_MALFORMED\n"),
                new Step(InventedLog.request(6, List.of(), five), 400, "9 WITNESS_MALFORMED\n"),
                new Step(InventedLog.request(0, many(64), five), 400, "9 WITNESS_MALFORMED\n"),
                new Step("old 0\n\n" + "x".repeat(80_000), 400, "1 TOO_LARGE\n"),
                new Step(unknown.request(0, 5), 404, "20 OTHER_ORIGIN\n"),
                new Step(stranger.request(0, 5), 403, "22 LOG_SIGNATURE_MISSING\n"),
                new Step(forged(log.request(0, 5), "\n5\n", "\n6\n"), 403, "23 SIGNATURE_INVALID\n"),
                new Step(InventedLog.request(0, from5, five), 422, "62 NOT_CONSISTENT\n"),
                new Step(log.request(3, 5), 409, "0\n"),
                // The first one, again, and a growth.
                new Step(log.request(0, 5), 200, "cosigned"),
                new Step(log.request(0, 5), 409, "5\n"),
                new Step(log.request(5, 5), 200, "cosigned"),
                new Step(InventedLog.request(5, from5, five), 422, "62 NOT_CONSISTENT\n"),
                new Step(log.request(4, 8), 409, "5\n"),
                new Step(InventedLog.request(5, List.of(), log.note(8)), 422, "62 NOT_CONSISTENT\n"),
                new Step(InventedLog.request(5, log.tree(8).consistency(4), log.note(8)), 422, "62 NOT_CONSISTENT\n"),
                new Step(log.request(5, 8), 200, "cosigned"),
                new Step(bothKeys, 200, "cosigned"),
                // Rolled back, and another history: of a larger size, of the same one.
                new Step(log.request(0, 5), 409, "8\n"),
                new Step(InventedLog.request(8, List.of(), five), 400, "9 WITNESS_MALFORMED\n"),
                new Step(log.forked().request(8, 9), 422, "62 NOT_CONSISTENT\n"),
                new Step(log.forked().request(8, 8), 409, "8\n"),
                new Step(log.request(8, 9), 200, "cosigned"),
                // The other log stands where it stood.
                new Step(second.request(0, 4), 200, "cosigned"),
                new Step(log.request(9, 9), 200, "cosigned"));
        assertThat(alarms)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("FORK: " + ORIGIN + " has signed two roots of size 8");
    }

    private void play(Step... steps) {
        for (Step step : steps) {
            HttpResponse<String> answer = post(step.asked);
            assertThat(answer.statusCode()).as(step.asked).isEqualTo(step.status);
            if (step.status == 200) {
                assertThat(cosigned(step.asked, answer)).isEqualTo(NOON.getEpochSecond());
            } else {
                assertThat(answer.body()).as(step.asked).isEqualTo(step.said);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .isEqualTo(step.status == 409 ? SIZE : "text/plain; charset=utf-8");
            }
        }
    }

    /** Time of the one cosignature, verified as a log does. */
    private long cosigned(String asked, HttpResponse<String> answer) {
        try {
            WitnessAnswer read = WitnessAnswer.read(
                    answer.statusCode(),
                    null,
                    answer.body().getBytes(UTF_8),
                    AddCheckpoint.parse(asked.getBytes(UTF_8)),
                    List.of(key.key()));
            assertThat(read).isInstanceOf(WitnessAnswer.Cosigned.class);
            List<NoteSignature> signatures = ((WitnessAnswer.Cosigned) read).signatures();
            assertThat(signatures).hasSize(1);
            return signatures.getFirst().timestampSeconds();
        } catch (Refused refused) {
            throw new AssertionError(refused);
        }
    }

    /** One history for Alice, one for Bob, both signed by the log: the witness cosigns one and keeps both. */
    @Test
    void aForkShownToTwoClientsIsDetected() throws Exception {
        SignedNote alices = log.note(5);
        SignedNote bobs = log.forked().note(5);
        HttpResponse<String> first = post(InventedLog.request(0, List.of(), alices));
        HttpResponse<String> second = post(InventedLog.request(5, List.of(), bobs));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(post(log.forked().request(5, 9)).statusCode()).isEqualTo(422);
        // Bob's policy asks for the witness, and no answer to the log's requests fits what he was shown.
        byte[] shown = (bobs.text() + "\n" + first.body()).getBytes(UTF_8);
        assertThatThrownBy(() -> SignedNote.parse(shown).verified(List.of(key.key())))
                .hasMessage("23 SIGNATURE_INVALID");
        assertThat(alarms).hasSize(1);
        try (Stream<Path> files = Files.list(directory.resolve("memory/evidence"))) {
            assertThat(files.map(AddCheckpointTest::read))
                    .containsExactlyInAnyOrder(new String(alices.format(), UTF_8), new String(bobs.format(), UTF_8));
        }
    }

    @Test
    void whatWasCosignedOutlivesTheProcess() {
        post(log.request(0, 5));
        post(second.request(0, 3));
        post(log.request(5, 7));
        door.close();
        memory.close();
        memory = WitnessMemory.open(directory.resolve("memory"), key.key());
        door = open(memory);
        play(
                new Step(log.request(0, 7), 409, "7\n"),
                new Step(second.request(0, 3), 409, "3\n"),
                new Step(log.forked().request(7, 7), 409, "7\n"),
                new Step(log.request(7, 8), 200, "cosigned"));
    }

    /** Ten who would each lead it from five to eight, or to another eight: one history comes of it. */
    @Test
    void ofManyAtATimeOnlyOneHistoryIsCosigned() throws Exception {
        post(log.request(0, 3));
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            InventedLog which = i % 2 == 0 ? log : log.forked();
            asking.add(() -> post(which.request(3, 8)).statusCode());
        }
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : together.invokeAll(asking)) {
                statuses.add(each.get());
            }
            assertThat(statuses).containsOnlyOnce(200).contains(409).hasSize(10);
        }
        int ours = post(log.request(8, 8)).statusCode();
        int others = post(log.forked().request(8, 8)).statusCode();
        assertThat(List.of(ours, others)).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void nothingElseIsAnswered() throws Exception {
        assertThat(send("GET", "/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(send("POST", "/add-checkpoint/").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(at(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(log.request(0, 5)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(at(AddCheckpoint.PATH))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + door.place().getPort() + path);
    }

    private static List<Hash> many(int hashes) {
        return Stream.generate(() -> Hash.ZERO).limit(hashes).toList();
    }

    private static String forged(String request, String part, String instead) {
        assertThat(request).contains(part);
        return request.replace(part, instead);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
