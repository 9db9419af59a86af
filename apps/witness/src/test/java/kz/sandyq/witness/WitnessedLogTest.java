package kz.sandyq.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.translog.CosignerWord;
import kz.sandyq.translog.CosignerWord.State;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.translog.TranslogException;
import kz.sandyq.translog.Witnesses;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.receipt.Cosigner;
import kz.sandyq.transparency.receipt.Signers;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log shows what it has signed to witnesses of the real kind, and says whose word it has. */
@Timeout(120)
class WitnessedLogTest {
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final long START_MS = 1_790_000_000_000L;
    /** Two of them make a block. */
    private static final long TICK_MS = 61_000;

    @TempDir
    Path directory;

    private final List<AutoCloseable> doors = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();
    private NoteSigner log;
    private NoteSigner node;
    private long entries = 8;
    private long startMs = START_MS;

    @BeforeEach
    void keys() {
        log = SigningKeys.take(directory.resolve("log.key"), ORIGIN, VerifierKey.ED25519);
        node = SigningKeys.take(directory.resolve("node.key"), "node-1", VerifierKey.COSIGNATURE);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable door : doors) {
            door.close();
        }
    }

    @Test
    void itIsWitnessedWhenAsManyHaveSignedAsThePolicyAsksFor() throws Exception {
        String first = witness("depository");
        Policy policy = policy(2, first, silent("regulator"), silent("auditor"));
        try (SignedLog signed = open("log", policy);
                Witnesses witnesses = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            await(signed, witnesses, () -> said(witnesses, State.COSIGNED, State.SILENT, State.SILENT));
            assertThat(witnesses.witnessed()).isEmpty();
        }
        // One more joins: the policy of before asked for two, this one knows where to find them.
        Policy both = policy(2, first, witness("regulator"), silent("auditor"));
        entries += 6;
        try (SignedLog signed = open("log", both);
                Witnesses witnesses = Witnesses.of(both, HttpClient.newHttpClient(), directory)) {
            await(
                    signed,
                    witnesses,
                    () -> witnesses
                            .witnessed()
                            .filter(note -> note.text().startsWith(ORIGIN + "\n7\n"))
                            .isPresent());
            SignedNote note = witnesses.witnessed().orElseThrow();
            assertThat(names(note, both)).containsExactly("depository", "regulator");
            assertThat(signed.checkpoint().orElseThrow().format()).isEqualTo(note.format());
            assertThat(directory.resolve("log/public/checkpoint")).hasBinaryContent(note.format());
            // The depository had cosigned an earlier head: it was told the way from there.
            entries += 6;
            await(
                    signed,
                    witnesses,
                    () -> !witnesses.witnessed().orElseThrow().text().equals(note.text()));
            assertThat(alarms).isEmpty();
        }
    }

    @Test
    void aLogThatIsSmallerThanWhatAWitnessHasSeenIsTold() throws Exception {
        Policy policy = policy(1, witness("depository"));
        entries = 20;
        try (SignedLog signed = open("log", policy);
                Witnesses witnesses = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            await(signed, witnesses, () -> witnesses.witnessed().isPresent());
        }
        entries = 8;
        try (SignedLog older = open("restored", policy);
                Witnesses witnesses = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            await(older, witnesses, () -> said(witnesses, State.DIFFERS));
            assertThat(witnesses.said()).allMatch(CosignerWord::isAlarm);
            assertThat(witnesses.witnessed()).isEmpty();
            assertThat(older.checkpoint()).isPresent();
        }
    }

    /** It does not lead from what the witness has seen, however long it is by now. */
    @Test
    void anotherHistoryThatHasGrownBeyondWhatAWitnessHasSeenIsTold() throws Exception {
        Policy policy = policy(1, witness("depository"));
        entries = 20;
        try (SignedLog signed = open("log", policy);
                Witnesses witnesses = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            await(signed, witnesses, () -> witnesses.witnessed().isPresent());
        }
        entries = 40;
        startMs = START_MS + 1;
        try (SignedLog forked = open("forked", policy);
                Witnesses witnesses = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            await(forked, witnesses, () -> said(witnesses, State.DIFFERS));
            assertThat(witnesses.witnessed()).isEmpty();
        }
        try (Witnesses again = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            assertThat(said(again, State.DIFFERS)).as("a start forgets nothing").isTrue();
        }
        startMs = START_MS;
        try (SignedLog right = open("log", policy);
                Witnesses witnesses = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            await(right, witnesses, () -> said(witnesses, State.COSIGNED));
        }
        try (Witnesses again = Witnesses.of(policy, HttpClient.newHttpClient(), directory)) {
            assertThat(said(again, State.NOT_YET)).as("it has cosigned").isTrue();
        }
    }

    @Test
    void plainTextToAnotherHostIsRefused() throws Refused {
        String key = key("far").key().format();
        for (String address : new String[] {"http://witness.example.kz", "ftp://localhost", "nowhere"}) {
            Policy policy = policy(1, "far " + key + " " + address);
            try (HttpClient http = HttpClient.newHttpClient()) {
                assertThatThrownBy(() -> Witnesses.of(policy, http, directory))
                        .isInstanceOf(TranslogException.class)
                        .hasMessageContaining(address);
            }
        }
    }

    private Policy policy(int needed, String... witnesses) throws Refused {
        StringBuilder text = new StringBuilder("log " + log + "\nwitness node-1 " + node + "\n");
        StringBuilder names = new StringBuilder();
        for (String witness : witnesses) {
            text.append("witness ").append(witness).append('\n');
            names.append(' ').append(witness, 0, witness.indexOf(' '));
        }
        text.append("group nodes 1 node-1\ngroup witnesses ").append(needed).append(names);
        text.append("\ngroup both all nodes witnesses\nquorum both\n");
        return Policy.parse(text.toString().getBytes(UTF_8));
    }

    /** A witness that serves; its words in a policy. */
    private String witness(String name) throws Exception {
        NoteSigner key = key(name);
        Path memory = directory.resolve(name + "-memory");
        WitnessMemory.found(memory, key.key());
        WitnessMemory opened = WitnessMemory.open(memory, key.key());
        WitnessDesk desk = new WitnessDesk(key, List.of(log.key()), opened, Clock.systemUTC(), alarms::add);
        WitnessDoor door = WitnessDoor.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, desk);
        doors.add(door);
        doors.add(opened);
        return name + " " + key + " http://127.0.0.1:" + door.place().getPort() + "/";
    }

    /** One at whose address nobody answers. */
    private String silent(String name) {
        return name + " " + key(name) + " http://127.0.0.1:1";
    }

    private NoteSigner key(String name) {
        Path file = directory.resolve(name + ".key");
        if (!Files.exists(file)) {
            WitnessKey.make(name, file);
        }
        return WitnessKey.read(name, file);
    }

    private static List<String> names(SignedNote note, Policy policy) throws Refused {
        return Signers.of(note, policy, ORIGIN).witnesses().stream()
                .map(Cosigner::name)
                .toList();
    }

    private static boolean said(Witnesses witnesses, State... states) {
        return witnesses.said().stream().map(CosignerWord::state).toList().equals(List.of(states));
    }

    private SignedLog open(String name, Policy policy) {
        return SignedLog.open(
                directory.resolve(name),
                7,
                ticks(),
                log,
                policy,
                head -> List.of(node.sign(head.text(), START_MS / 1_000)));
    }

    private EntryLog ticks() {
        return from -> {
            long[] at = {from};
            return (handler, limit) -> {
                int taken = 0;
                while (taken < limit && at[0] < entries) {
                    at[0]++;
                    taken++;
                    handler.onEntry(at[0], startMs + at[0] * TICK_MS, true, new UnsafeBuffer(new byte[0]), 0, 0);
                }
                return taken;
            };
        };
    }

    private static void await(SignedLog signed, Witnesses witnesses, Callable<Boolean> until) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    signed.poll(100);
                    witnesses.poll(signed);
                    return until.call();
                });
    }
}
