package kz.sandyq.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogFollower;
import kz.sandyq.cluster.Reply;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Quarantine;
import kz.sandyq.market.Replica;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/operations/quarantine.md with a build whose core fails at an entry: outage, quarantine, restart. */
@Tag("campaign")
@Timeout(300)
class QuarantineTest {
    @TempDir
    Path directory;

    private final Map<String, KeyPair> persons = new TreeMap<>();

    @Test
    void allStopAtThePoisonAndGoOnWithoutIt() throws Exception {
        for (String name : List.of("aliya", "bolat")) {
            persons.put(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        }
        Path file = Files.writeString(directory.resolve("quarantine"), "cluster = 7\n");
        Path failing = OtherBuild.failing(directory.resolve("failing"));
        try (Nodes nodes = new Nodes(directory, 3, "quarantine.file = " + file, person("aliya"), person("bolat"));
                Traffic traffic = new Traffic(nodes.gateway().address(), 7);
                CommandClient client = CommandClient.connect(nodes.gateway().address(), 8, Duration.ofMinutes(5))) {
            List.of(0, 1, 2).forEach(id -> nodes.build(id, failing));
            nodes.launchAll("found");
            nodes.awaitReady();
            traffic.open();
            nodes.awaitSameHash();

            CompletableFuture<Reply> poison = traffic.askFor(client, OtherBuild.AMOUNT_MINOR);
            Properties entry = outage(nodes);
            assertThat(poison).as("nobody was answered").isNotDone();
            nodes.launchAll("start");
            assertThat(outage(nodes)).as("no start gets around it").isEqualTo(entry);

            Files.writeString(file, signed(entry));
            nodes.launchAll("start");
            nodes.awaitReady();
            assertThat(poison.orTimeout(60, TimeUnit.SECONDS).join().rejectCode())
                    .isEqualTo(RejectCode.QUARANTINED.number());
            traffic.transfer(776);
            nodes.awaitSameHash();

            nodes.grow(3);
            Properties said = nodes.said(0);
            assertThat(hashAt(nodes, said, nodes.gateway().quarantine())).isEqualTo(said.getProperty("stateHash"));
            assertThat(hashAt(nodes, said, Quarantine.NONE)).isNotEqualTo(said.getProperty("stateHash"));
            observersAgree(nodes, file, Long.parseLong(entry.getProperty("sequence")));
        }
    }

    /** Outside, with the public files, the segments and the signed file: once, and again and again. */
    private void observersAgree(Nodes nodes, Path file, long sequence) throws IOException, Refused {
        NoteSigner key = CosignedLog.key(directory);
        Path policy = Files.writeString(directory.resolve("policy"), "log " + key + "\nquorum none\n");
        Path proof = directory.resolve("proof");
        Policy alone = Policy.parse(Files.readAllBytes(policy));
        try (FollowedLog followed = new FollowedLog(nodes.gateway());
                SignedLog log = SignedLog.open(proof, 7, followed, key, alone, head -> List.of())) {
            Awaitility.await("the block of the entry is signed")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        log.poll(1_000);
                        return log.checkpoint().map(log::lastSequence).orElse(-1L) >= sequence;
                    });
            log.segments().seal();
        }
        List<String> known = List.of(
                "--policy",
                policy.toString(),
                "--segments",
                proof.resolve("segments").toString());
        List<String> quarantine = new ArrayList<>(List.of("--quarantine", file.toString()));
        for (String name : persons.keySet()) {
            quarantine.addAll(List.of("--person", name + "=" + key(name)));
        }
        List<String> log = List.of("log", proof.resolve("public").toString());
        List<String> follow = List.of("follow", log.getLast(), "--every", "0", "--rounds", "2");
        for (List<String> command : List.of(log, follow)) {
            assertThat(verifier(0, command, known, quarantine))
                    .contains("Entry " + sequence + " is in quarantine by the act of aliya, bolat");
            assertThat(verifier(1, command, known)).contains("comes to something else", "--quarantine FILE");
        }
    }

    /** What the verifier says in English, a process of its own that must end with this code. */
    @SafeVarargs
    private static String verifier(int code, List<String>... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home")).resolve("bin/java").toString(),
                "--add-opens",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "kz.sandyq.verifier.VerifierMain"));
        List.of(arguments).forEach(line::addAll);
        line.addAll(List.of("--language", "en"));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isEqualTo(code);
        return said;
    }

    /** A majority ends at the entry; the third may not know that it was committed. What they say of it. */
    private static Properties outage(Nodes nodes) throws IOException {
        List<Integer> ended = nodes.awaitEnded(2);
        Properties entry = read(nodes, ended.getFirst());
        for (int id : ended) {
            assertThat(nodes.exitCode(id)).as(nodes.log(id)).isEqualTo(NodeFault.ENTRY_FAULT);
            assertThat(read(nodes, id)).isEqualTo(entry);
            assertThat(nodes.log(id)).contains("failed at entry " + entry.getProperty("sequence") + " of cluster 7");
        }
        nodes.stopAll();
        return entry;
    }

    private static Properties read(Nodes nodes, int id) throws IOException {
        Properties lines = new Properties();
        String kept = Files.readString(nodes.data(id).resolve("entry-fault"));
        lines.load(new StringReader(kept.substring(0, kept.indexOf("\n\n"))));
        assertThat(kept).contains("long overflow").contains("at kz.sandyq.market.");
        return lines;
    }

    private String person(String name) {
        return "quarantine.person." + name + " = " + key(name);
    }

    private String key(String name) {
        byte[] key = Objects.requireNonNull(persons.get(name)).getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(key);
    }

    private String signed(Properties entry) throws GeneralSecurityException {
        String sequence = entry.getProperty("sequence");
        String hash = entry.getProperty("hash");
        String statement = "sandyq quarantine\ncluster 7\nsequence " + sequence + "\nentry " + hash + "\n";
        StringBuilder lines =
                new StringBuilder("cluster = 7\nentry.1.sequence = " + sequence + "\nentry.1.hash = " + hash + "\n");
        for (Map.Entry<String, KeyPair> person : persons.entrySet()) {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(person.getValue().getPrivate());
            signature.update(statement.getBytes(UTF_8));
            lines.append("entry.1.signed.").append(person.getKey()).append(" = ");
            lines.append(Base64.getEncoder().encodeToString(signature.sign())).append("\n");
        }
        return lines.toString();
    }

    /** What another host of the log makes of it up to what a member says. */
    private static String hashAt(Nodes nodes, Properties said, Quarantine quarantine) {
        Replica replica = new Replica(new MarketCore(EventSink.NONE), quarantine);
        MarketCore core = replica.core();
        long sequence = Long.parseLong(said.getProperty("sequence"));
        HexFormat hex = HexFormat.of();
        String[] hash = {""};
        try (LogFollower follower = nodes.gateway().follow(0, (position, atMs, tick, buffer, offset, length) -> {
            if (tick) {
                replica.tick(atMs);
            } else {
                replica.apply(atMs, buffer, offset, length);
            }
            if (core.sequence() == sequence) {
                hash[0] = hex.toHexDigits(core.stateHashHigh()) + hex.toHexDigits(core.stateHashLow());
            }
        })) {
            Awaitility.await("the log up to " + sequence)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        follower.poll(100);
                        return core.sequence() >= sequence;
                    });
        }
        return hash[0];
    }
}
