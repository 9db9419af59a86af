package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import kz.sandyq.operator.backup.BackupLoad.Acknowledged;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.Policy;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Backups of an operator under load, each restored in an empty place and held to what was acknowledged. */
final class BackupRounds {
    private static final String FIRST = "data";
    private static final long OTHER_HOLDERS = 2_000_000;

    private final Path place;
    private final Deployments deployments;
    private final ConfigurableApplicationContext operator;
    private final BackupLoad load;
    private final Random random;
    private final List<String> rounds = new ArrayList<>();
    private long held;

    BackupRounds(
            Path place,
            Deployments deployments,
            ConfigurableApplicationContext operator,
            BackupLoad load,
            Random random) {
        this.place = place;
        this.deployments = deployments;
        this.operator = operator;
        this.load = load;
        this.random = random;
    }

    /** One more; when it goes on, the restored operator takes commands and signs on as well. */
    void play(boolean goesOn) throws Exception {
        String name = "round-" + (rounds.size() + 1);
        List<Acknowledged> before = load.awaitMore(random.nextInt(20, 120));
        long beganNs = System.nanoTime();
        deployments.take(operator, name);
        long takenMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        List<Acknowledged> after = load.all();
        int exitCode = deployments.run(
                "restore",
                deployments.backup(name),
                place.resolve(name),
                deployments.keys(name),
                deployments.phrase("phrase"));
        assertThat(exitCode).as("%s", deployments.said()).isEqualTo(BackupMain.DONE);
        String point = said("Recovery point").replaceFirst(".*: (entry \\d+) at .*, (\\d+ s) before.*", "$1, $2 old");
        String restored = said("Recovery time").replaceFirst(".*: (\\d+ ms).*", "$1");
        BackupCheck backup = BackupCheck.of(deployments.backup(name), null, Map.of());
        long behind = holdsAllUpToItsEnd(backup, place.resolve(name), before, after);
        RestoredRows rows = new RestoredRows(place.resolve(name), backup);
        assertThat(rows.live()).isEqualTo(rows.rebuilt());
        String signed = goesOn ? "; signed on " + goOn(name) : "";
        rounds.add("round " + (rounds.size() + 1) + ": " + before.size() + " acknowledged before, " + behind
                + " behind the recovery point when it was complete; taken in " + takenMs + " ms; recovery point "
                + point + " when restored, recovery time " + restored + signed);
        FileSystemUtils.deleteRecursively(place.resolve(name));
        FileSystemUtils.deleteRecursively(deployments.backup(name));
    }

    private String said(String begin) {
        return deployments.said().stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The restored log, executed from its first entry, comes to the state of the manifest, and has each command at the
     * sequence of its answer. Gives how many of those that were acknowledged meanwhile are behind its end.
     */
    private long holdsAllUpToItsEnd(
            BackupCheck backup, Path restored, List<Acknowledged> before, List<Acknowledged> after) throws Exception {
        Map<Key, Long> found = new HashMap<>();
        CommandHeaderDecoder header = new CommandHeaderDecoder();
        backup.replay(backup.log(restored), (sequence, timestampMs, buffer, offset, length) -> {
            header.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
            found.putIfAbsent(new Key(header.keyHigh(), header.keyLow(), header.keyCreatedAtMs()), sequence);
        });
        long end = backup.manifest().number("log.sequence");
        assertThat(before).as("up to %d", end).allMatch(each -> each.sequence() <= end);
        List<Acknowledged> upToEnd =
                after.stream().filter(each -> each.sequence() <= end).toList();
        assertThat(upToEnd).allSatisfy(each -> assertThat(found).containsEntry(each.key(), each.sequence()));
        held += upToEnd.size();
        return after.size() - upToEnd.size();
    }

    /** The restored operator takes commands; its log is signed behind the head in the backup, over the same tree. */
    private String goOn(String name) throws Exception {
        Policy policy = Policy.parse(Files.readAllBytes(place.resolve(FIRST).resolve("cluster/proof/keys/policy")));
        Path kept = deployments.backup(name).resolve(BackupRun.PROOF).resolve("public/checkpoint");
        Checkpoint before = PublicTree.head(Files.readAllBytes(kept), policy);
        deployments.goOnWithTheLogKey(name);
        try (ConfigurableApplicationContext restored = deployments.start(name);
                BackupLoad more = new BackupLoad(restored, OTHER_HOLDERS).start();
                PublicTree tree = new PublicTree(restored, policy)) {
            more.awaitMore(10);
            Checkpoint now = Awaitility.await("signed behind " + before.size())
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> tree.expectBehind(before), any -> true);
            return "from " + before.size() + " to " + now.size() + " blocks";
        }
    }

    /** What was shown. */
    List<String> facts() {
        List<String> facts = new ArrayList<>(List.of(
                "operator: a node and its PostgreSQL with fsync in one process; " + BackupLoad.CLIENTS
                        + " clients, each after its answer and its rows, together at most " + BackupLoad.PER_SECOND
                        + " commands a second, also while backups are taken, checked and restored: "
                        + load.all().size() + " acknowledged",
                "backups: " + rounds.size() + ", none failed, each restored in an empty place",
                "acknowledged before a backup began and behind its end, or up to its end and not in the restored log at"
                        + " the sequence of the answer: 0 of " + held + " looked for",
                "state hash of each restored log, executed from its first entry: that of its manifest",
                "rows of each restored deployment: equal to a rebuild from the restored log"));
        facts.addAll(rounds);
        return facts;
    }
}
