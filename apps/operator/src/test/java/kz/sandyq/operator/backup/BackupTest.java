package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.BackupManifest;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.database.DatabaseCopy;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.AssetKind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Backups of an operator at work: what is in them, what is restored from them, and what is refused. */
@Timeout(300)
class BackupTest {
    @TempDir
    Path place;

    /** Codes of assets by the sequence that was acknowledged. */
    private final SortedMap<Long, String> acknowledged = new TreeMap<>();

    /** Hashes of the requests, by the same sequences. */
    private final SortedMap<Long, String> requests = new TreeMap<>();

    private Deployments deployments;
    private List<String> said;

    @BeforeEach
    void begin() throws IOException {
        deployments = new Deployments(place);
        said = deployments.said();
    }

    @Test
    void whatWasAcknowledgedIsRestoredAndEveryLackIsNamed() throws Exception {
        Path early = place.resolve("backups/early");
        Path late = place.resolve("backups/late");
        Files.createDirectories(place.resolve("backups/dead.partial/database"));
        SortedSet<Long> later;
        try (ConfigurableApplicationContext operator = deployments.start("data")) {
            message("in");
            put("cluster/proof/evidence/node-2-17", "another root");
            put("observers", "ab".repeat(32) + " the regulator");
            Thread trading = Thread.ofPlatform().start(() -> create(operator, "A", 40));
            deployments.take(operator, "early");
            trading.join();
            later = new TreeSet<>(create(operator, "B", 7));
            Thread goingOn = Thread.ofPlatform().start(() -> create(operator, "C", 40));
            deployments.take(operator, "late");
            goingOn.join();
            strangerIsRefused(operator);
            purgedMeanwhile(operator);
        }
        assertThat(place.resolve("backups")).isDirectoryNotContaining("glob:**.partial");
        assertThat(run("verify", late)).isEqualTo(BackupMain.DONE);
        assertThat(said.getLast()).startsWith("Without --keys");
        assertThat(run("verify", late, keys("late"), phrase("phrase"))).isEqualTo(BackupMain.DONE);
        assertThat(said.getLast()).startsWith("The manifest is the one");
        damages(late);
        exchanged(late);

        long last = end(late);
        Path restored = place.resolve("restored");
        assertThat(run("restore", late, restored, keys("late"), phrase("phrase")))
                .as("%s", said)
                .isEqualTo(BackupMain.DONE);
        assertThat(said)
                .anyMatch(line -> line.startsWith("Recovery point: entry " + last))
                .anyMatch(line -> line.startsWith("The keys are restored"));
        // While commands go on the log ends behind the database: only what came between the two is lacking.
        SortedMap<Long, String> between = deployments.lacking();
        assertThat(requests.headMap(last)).containsAllEntriesOf(between);
        assertThat(between.keySet()).doesNotContainAnyElementsOf(later);
        assertThat(restored.resolve("bank/KZ/in/message.xml")).exists();
        assertThat(restored.resolve("cluster/proof/evidence/node-2-17")).hasContent("another root");
        assertThat(restored.resolve("observers")).content().contains("the regulator");
        assertThat(restored.resolve("further/1-tls.key")).hasContent("of the operator");
        assertThat(restored.resolve("further/2-tls.key")).hasContent("of the witness");
        RestoredRows rows = new RestoredRows(restored, BackupCheck.of(late, null, Map.of()));
        assertThat(rows.codes()).containsAll(acknowledged.headMap(end(late) + 1).values());
        assertThat(rows.live()).isEqualTo(rows.rebuilt());

        withoutKeys(late);
        logAhead(early, late, later);
        refusals(early, late);
        assertThat(restored.resolve("cluster/proof/keys/log.key"))
                .as("a person decides that the name goes on")
                .doesNotExist();
        deployments.goOnWithTheLogKey("restored");
        String time = LocalTime.now(SandyqClock.LEGAL_ZONE)
                .plusHours(12)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        try (ConfigurableApplicationContext again = deployments.start("restored", "--sandyq.backup.schedule=" + time)) {
            assertThat(codes(again))
                    .containsAll(acknowledged.headMap(end(late) + 1).values());
            assertThat(create(again, "D", 1).getFirst()).isGreaterThan(end(late));
            byItself(again);
        }
    }

    /** What is sealed stays away, which is said with what cannot be done therefore; the rest is there. */
    private void withoutKeys(Path late) throws Exception {
        Path restored = place.resolve("unsealed");
        assertThat(run("restore", late, restored)).as("%s", said).isEqualTo(BackupMain.DONE);
        assertThat(said.getLast())
                .startsWith("The keys are not restored")
                .contains("cannot be signed", "made anew", "operator.properties", "--keys=FILE");
        assertThat(Files.readAllLines(restored.resolve("restore-report.txt"))).isEqualTo(said);
        assertThat(restored.resolve("cluster/proof/keys")).doesNotExist();
        assertThat(restored.resolve("further")).doesNotExist();
        assertThat(Files.readString(restored.resolve("database/secret")))
                .isNotEqualTo(Files.readString(place.resolve("data/database/secret")));
    }

    /** An older database under a newer log: exactly what came between is named. */
    private void logAhead(Path early, Path late, SortedSet<Long> later) throws Exception {
        int code = run("restore", early, place.resolve("ahead"), "--log=" + late, keys("early"), phrase("phrase"));
        assertThat(code).as("%s", said).isEqualTo(BackupMain.DONE);
        SortedMap<Long, String> lacking = deployments.lacking();
        assertThat(lacking.keySet()).containsAll(later);
        SortedMap<Long, String> between = requests.headMap(end(late) + 1);
        assertThat(lacking).isEqualTo(between.tailMap(lacking.firstKey()));
        assertThat(Files.readAllLines(place.resolve("ahead/restore-report.txt")))
                .isEqualTo(said);
    }

    private void refusals(Path early, Path late) throws Exception {
        assertThat(run("restore", late, place.resolve("behind"), "--log=" + early))
                .isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).startsWith("The database is ahead of the log");
        assertThat(place.resolve("behind")).doesNotExist();
        assertThat(run("restore", late, place.resolve("ahead"))).isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).contains("is not empty");
        Path wrong = place.resolve("behind");
        assertThat(run("restore", late, wrong, keys("late"), phrase("other"))).isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).contains("cannot be opened");
        assertThat(run("restore", late, wrong, keys("early"), phrase("phrase"))).isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).contains("not those of this backup");
        assertThat(run("restore", place.resolve("data"), wrong)).isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).contains("has no manifest");
        for (String outside : List.of("../elsewhere", "/elsewhere", "bank/../../elsewhere")) {
            Path hostile = Files.createDirectories(place.resolve("hostile" + outside.length()));
            new BackupManifest(
                            new TreeMap<>(),
                            new TreeSet<>(),
                            new TreeMap<>(Map.of(outside, BackupManifest.FileHash.of(place.resolve("phrase")))))
                    .write(hostile);
            assertThat(run("restore", hostile, wrong)).as(outside).isEqualTo(BackupMain.REFUSED);
            assertThat(said.getLast()).startsWith("The manifest").endsWith("was changed.");
        }
        assertThat(run("mend", late)).isEqualTo(BackupMain.USAGE);
        assertThat(wrong).doesNotExist();
    }

    /** A changed byte in any file is named, and so is a file too few or too many. */
    private void damages(Path backup) throws Exception {
        BackupManifest manifest = BackupManifest.read(backup);
        List<String> some = List.of(
                BackupManifest.NAME,
                "cluster/cluster/recording.log",
                "database/data/global/pg_control",
                "bank/KZ/in/message.xml",
                manifest.files().keySet().stream()
                        .filter(each -> each.endsWith(".rec"))
                        .findFirst()
                        .orElseThrow());
        for (String each : some) {
            Path file = backup.resolve(each);
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            changed[whole.length / 2] ^= 1;
            Files.write(file, changed);
            assertThat(run("verify", backup)).isEqualTo(BackupMain.REFUSED);
            assertThat(said.getLast()).contains(each).contains("was changed");
            Files.write(file, whole);
        }
        Path away = place.resolve("away");
        Path message = backup.resolve("bank/KZ/in/message.xml");
        Files.move(message, away);
        assertThat(run("verify", backup)).isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).contains("message.xml is missing");
        Files.move(away, message);
        Path more = Files.createFile(backup.resolve("bank/more"));
        assertThat(run("verify", backup)).isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).contains("bank/more");
        Files.delete(more);
    }

    /** Who can write to the backup can make it whole again with another manifest, but not for the sealed keys. */
    private void exchanged(Path backup) throws Exception {
        Path message = backup.resolve("bank/KZ/in/message.xml");
        Path manifest = backup.resolve(BackupManifest.NAME);
        byte[] before = Files.readAllBytes(manifest);
        Map<String, String> facts = BackupManifest.read(backup).facts();
        Files.writeString(message, "<Other/>");
        Files.delete(manifest);
        BackupManifest.of(backup, facts).write(backup);
        assertThat(run("verify", backup)).isEqualTo(BackupMain.DONE);
        assertThat(run("verify", backup, keys("late"), phrase("phrase"))).isEqualTo(BackupMain.REFUSED);
        assertThat(said.getLast()).contains("not those of this backup");
        assertThat(run("restore", backup, place.resolve("exchanged"), keys("late"), phrase("phrase")))
                .isEqualTo(BackupMain.REFUSED);
        assertThat(place.resolve("exchanged")).doesNotExist();
        Files.writeString(message, "<Document/>");
        Files.write(manifest, before);
    }

    /** One is taken on the next day, and the one after it fails, which is an alarm. */
    private void byItself(ConfigurableApplicationContext operator) throws IOException {
        Backups backups = operator.getBean(Backups.class);
        BackupSchedule schedule = operator.getBean(BackupSchedule.class);
        BackupHealth health = operator.getBean(BackupHealth.class);
        schedule.look(Instant.now());
        assertThat(backups.isRunning()).as("not due").isFalse();
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        Files.move(place.resolve("keys/early.keys"), place.resolve("early.keys"));
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(operator.getBean(BackupApi.class).standing().withoutKeys()).containsExactly("early");
        assertThat(operator.getBean(BackupApi.class).standing().complete()).hasSize(1);
        Files.move(place.resolve("early.keys"), place.resolve("keys/early.keys"));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        ofTheFuture(tomorrow.plus(Duration.ofDays(365)));
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        schedule.look(tomorrow);
        awaitEnd(backups);
        assertThat(backups.fault()).isEmpty();
        List<BackupShelf.Kept> all = backups.shelf().all();
        assertThat(all).extracting(BackupShelf.Kept::number).containsExactly(8L, 7L, 2L, 1L);
        assertThat(all.getFirst().name()).matches("\\d{8}-\\d{6}");
        Files.move(place.resolve("backups/future"), place.resolve("future"));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        Files.setPosixFilePermissions(place.resolve("phrase"), PosixFilePermissions.fromString("rw-r--r--"));
        schedule.look(tomorrow.plus(BackupSchedule.PATIENCE).minusMillis(1));
        assertThat(backups.isRunning()).as("tried less than an hour ago").isFalse();
        schedule.look(tomorrow.plus(BackupSchedule.PATIENCE));
        awaitEnd(backups);
        assertThat(backups.fault()).isEqualTo("PASSPHRASE_OPEN");
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(backups.shelf().all()).hasSize(3);
    }

    /** As a host took it whose clock was wrong. */
    private void ofTheFuture(Instant taken) throws IOException {
        Map<String, String> facts =
                Map.of("taken", taken.toString(), "log.sequence", "1", "log.position", "64", BackupShelf.NUMBER, "7");
        new BackupManifest(new TreeMap<>(facts), new TreeSet<>(), new TreeMap<>())
                .write(Files.createDirectories(place.resolve("backups/future")));
        Files.createFile(place.resolve("keys/future.keys"));
    }

    private static void awaitEnd(Backups backups) {
        Awaitility.await("the backup ends").atMost(Duration.ofSeconds(60)).until(() -> !backups.isRunning());
    }

    /** The copy of a member that was purged behind the segments is no backup, and nothing of it stays. */
    private void purgedMeanwhile(ConfigurableApplicationContext operator) {
        LogHost log = operator.getBean(LogHost.class);
        assertThatThrownBy(() -> deployments.take(operator, PurgedCopies.of(log), "hole"))
                .isInstanceOfSatisfying(BackupFault.class, fault -> {
                    assertThat(fault.code()).isEqualTo("LOG_HOLE");
                    assertThat(fault.words()).last().isEqualTo(String.valueOf(PurgedCopies.FILE));
                });
        assertThat(place.resolve("backups/hole")).doesNotExist();
        assertThat(place.resolve("keys/hole.keys")).doesNotExist();
    }

    private static void strangerIsRefused(ConfigurableApplicationContext operator) {
        JdbcClient database = operator.getBean(JdbcClient.class);
        database.sql("create role stranger login password 'stranger'").update();
        PGSimpleDataSource stranger = new PGSimpleDataSource();
        stranger.setUrl(database.sql("select 'jdbc:postgresql://localhost:' || setting || '/postgres'"
                        + " from pg_settings where name = 'port'")
                .query(String.class)
                .single());
        stranger.setUser("stranger");
        stranger.setPassword("stranger");
        assertThatThrownBy(() -> DatabaseCopy.take(stranger, Path.of("nowhere")))
                .isInstanceOf(DatabaseCopy.Away.class)
                .hasMessageContaining("may not");
    }

    private void put(String name, String words) throws IOException {
        Path file = place.resolve("data").resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, words);
    }

    private void message(String folder) throws IOException {
        Path in = Files.createDirectories(place.resolve("data/bank/KZ").resolve(folder));
        Files.writeString(in.resolve("message.xml"), "<Document/>");
    }

    /** Commands one after the other; gives the sequences that were acknowledged. */
    private List<Long> create(ConfigurableApplicationContext operator, String prefix, int count) {
        List<Long> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String code = prefix + i;
            UUID request = operator.getBean(RequestKeys.class).next();
            CommandReply reply = operator.getBean(CommandGateway.class)
                    .submit(
                            new CommandContext("test", request, 0, 0, 0),
                            AccountCommands.createAsset(AssetKind.MONEY, 2, code));
            sequences.add(reply.sequence());
            synchronized (acknowledged) {
                acknowledged.put(reply.sequence(), code);
                requests.put(reply.sequence(), hash(operator, Key.ofRequest("test", request)));
            }
        }
        return sequences;
    }

    /** Of the record of who asked, as the operator keeps it. */
    private static String hash(ConfigurableApplicationContext operator, Key key) {
        return operator.getBean(JdbcClient.class)
                .sql("select encode(hash, 'hex') from operator.command_authorisation"
                        + " where key_high = ? and key_low = ?")
                .params(key.high(), key.low())
                .query(String.class)
                .single();
    }

    private static List<String> codes(ConfigurableApplicationContext operator) {
        return operator
                .getBean(JdbcClient.class)
                .sql("select code from readmodel.asset")
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private static long end(Path backup) throws Exception {
        return Deployments.end(backup);
    }

    private int run(Object... words) {
        return deployments.run(words);
    }

    private String keys(String name) {
        return deployments.keys(name);
    }

    private String phrase(String name) {
        return deployments.phrase(name);
    }
}
