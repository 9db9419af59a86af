package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kz.sandyq.translog.CosignerWord.State;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.Hash;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A member that signed another root is an alarm until it signs the right one, whatever is started anew meanwhile. */
@Timeout(120)
class MemberCosignerTest {
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final String NAME = "almaty/1";

    @TempDir
    Path place;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile @Nullable Hash signs = root(1);
    private NoteSigner key;
    private HttpServer door;

    @BeforeEach
    void opens() throws IOException {
        key = SigningKeys.take(place.resolve("node.key"), NAME, VerifierKey.COSIGNATURE);
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", this::answer);
        door.start();
    }

    @AfterEach
    void shuts() {
        door.stop(0);
        http.close();
    }

    @Test
    void theAlarmIsThereAfterAStartUntilTheRightRootIsSigned() throws IOException {
        MemberCosigner member = member();
        untilItSays(member, head(5), State.COSIGNED);
        assertThat(evidence()).isEmpty();
        signs = root(2);
        untilItSays(member, head(6), State.DIFFERS);
        assertThat(evidence()).containsExactly("almaty_1-6", "almaty_1.differs");

        MemberCosigner again = member();
        assertThat(again.said()).isEqualTo(new CosignerWord(NAME, State.DIFFERS, 6));
        signs = null;
        isAskedTwice(again, head(7));
        signs = root(1);
        isAskedTwice(again, head(5));
        assertThat(again.said()).as("silence, and less").isEqualTo(new CosignerWord(NAME, State.DIFFERS, 6));
        untilItSays(again, head(6), State.COSIGNED);
        assertThat(member().said()).isEqualTo(new CosignerWord(NAME, State.NOT_YET, 0));
        assertThat(evidence()).as("what it signed stays").containsExactly("almaty_1-6");
    }

    @Test
    void anAlarmThatCannotBeReadIsOneAllTheSame() throws IOException {
        Files.createDirectories(place.resolve("evidence"));
        Files.writeString(place.resolve("evidence/almaty_1.differs"), "half a");
        MemberCosigner member = member();
        assertThat(member.said().isAlarm()).isTrue();
        untilItSays(member, head(5), State.COSIGNED);
        assertThat(evidence()).isEmpty();
    }

    /** On a full disk, say: the next answer keeps it. */
    @Test
    void whatCouldNotBeKeptIsKeptAsSoonAsItCan() throws IOException {
        Files.writeString(place.resolve("evidence"), "no directory");
        signs = root(2);
        MemberCosigner member = member();
        untilItSays(member, head(6), State.DIFFERS);
        Files.delete(place.resolve("evidence"));
        isAskedTwice(member, head(7));
        assertThat(member().said()).isEqualTo(new CosignerWord(NAME, State.DIFFERS, 7));
    }

    private MemberCosigner member() {
        String address = "http://127.0.0.1:" + door.getAddress().getPort() + "/";
        return new MemberCosigner(
                NAME,
                size -> URI.create(address + size),
                List.of(key.key()),
                place.resolve("evidence"),
                Duration.ofSeconds(10));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Hash root = signs;
            if (root == null) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                long size = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
                String head = new Checkpoint(ORIGIN, size, root).text();
                byte[] note = new SignedNote(head, List.of(key.sign(head, 1_790_000_000))).format();
                exchange.sendResponseHeaders(200, note.length);
                exchange.getResponseBody().write(note);
            }
        }
        answered.incrementAndGet();
    }

    /** The first answer was heard when it is asked again. */
    private void isAskedTwice(MemberCosigner member, Checkpoint head) {
        int before = answered.get();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            member.ask(http, head);
            return answered.get() >= before + 2 || member.signature(head).isPresent();
        });
    }

    private void untilItSays(MemberCosigner member, Checkpoint head, State state) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            member.ask(http, head);
            return member.said().state() == state;
        });
    }

    private List<String> evidence() throws IOException {
        Path directory = place.resolve("evidence");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static Checkpoint head(long size) {
        return new Checkpoint(ORIGIN, size, root(1));
    }

    private static Hash root(int first) {
        byte[] bytes = new byte[Hash.BYTES];
        bytes[0] = (byte) first;
        return Hash.of(bytes);
    }
}
