package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With the archive of its write-ahead log the database comes back to what it knew behind its backup. */
@Timeout(300)
class ArchivedDatabaseTest {
    private static final String IBAN = "KZ86125KZT5004100100";
    private static final String HELD = IBAN + "/held/MSENT.xml";

    @TempDir
    Path place;

    private Deployments deployments;
    private Path archive;

    @BeforeEach
    void begin() throws Exception {
        deployments = new Deployments(place);
        archive = place.resolve("archive");
    }

    @Test
    void nothingIsLackingThatWasArchived() throws Exception {
        Set<Long> between;
        long earlyEnd;
        try (ConfigurableApplicationContext operator =
                deployments.start("data", "--sandyq.database.archive=" + archive)) {
            try (BackupLoad load = new BackupLoad(operator, 1).start()) {
                load.awaitMore(10);
                deployments.take(operator, "early");
                earlyEnd = Deployments.end(deployments.backup("early"));
                sent(operator);
                between = load.awaitMore(20).stream()
                        .map(BackupLoad.Acknowledged::sequence)
                        .filter(sequence -> sequence > earlyEnd)
                        .collect(Collectors.toSet());
            }
            deployments.take(operator, "late");
            archived(operator);
            failing(operator);
        }
        Path late = deployments.backup("late");
        restore("ahead", List.of("--log=" + late));
        assertThat(deployments.lacking().keySet()).isNotEmpty().containsAll(between);
        String held = said("The database in the backup");
        restore("archived", List.of("--log=" + late, "--archive=" + archive));
        assertThat(deployments.lacking()).isEmpty();
        assertThat(said("The database in the backup")).isNotEqualTo(held);
        assertThat(said("Files that waited for a bank")).contains(": 1.");
        assertThat(deployments.said()).anyMatch(line -> line.contains(HELD));
        assertThat(place.resolve("archived/bank").resolve(HELD)).hasContent("a payment");
        restore("until", List.of("--archive=" + archive));
        assertThat(said("Recovery point")).contains("entry " + earlyEnd + " at");
        assertThat(deployments.said()).noneMatch(line -> line.contains(HELD));
        Path nothing = Files.createDirectory(place.resolve("nothing"));
        assertThat(tried("refused", List.of("--archive=" + nothing))).isEqualTo(BackupMain.REFUSED);
        assertThat(said("The archive")).contains(nothing.toString());
    }

    /** Behind the backup a file of payments went to the bank, and the bank has not answered. */
    private void sent(ConfigurableApplicationContext operator) {
        JdbcClient database = operator.getBean(JdbcClient.class);
        String folder = place.resolve("data/bank").resolve(IBAN).toString();
        database.sql("insert into operator.bank_account (iban, bic, bank_name, currency, asset_id, scale,"
                        + " core_account_id, suspense_account_id, claim_account_id, own_account_id, folder, created_at)"
                        + " values (?, 'KCJBKZKX', 'Банк', 'KZT', 1, 2, 9001, 9002, 9003, 9004, ?, now())")
                .param(IBAN)
                .param(folder)
                .update();
        database.sql("insert into operator.payment_file (bank_account_id, message_id, content, state, created_at,"
                        + " sent_at) select max(id), 'MSENT', 'a payment', 'SENT', now(), now()"
                        + " from operator.bank_account")
                .update();
        database.sql("insert into operator.payout (account_id, bank_account_id, amount_minor, payee_name, payee_number,"
                        + " payee_is_entity, payee_iban, payee_bic, purpose, state, end_to_end_id, request_key,"
                        + " payment_file_id, requested_at) select 1, bank_account_id, 100, 'A', '', false, ?,"
                        + " 'KCJBKZKX', 'P', 'SENT', 'E1', gen_random_uuid(), id, now() from operator.payment_file")
                .param(IBAN)
                .update();
    }

    /** Begins another file, and waits until the one before is archived. */
    private static void archived(ConfigurableApplicationContext operator) {
        JdbcClient database = operator.getBean(JdbcClient.class);
        String file = database.sql("select pg_walfile_name(pg_switch_wal())")
                .query(String.class)
                .single();
        Awaitility.await("the file is archived")
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.sql("select coalesce(last_archived_wal >= ?, false) from pg_stat_archiver")
                        .param(file)
                        .query(Boolean.class)
                        .single());
    }

    /** An archive that is not there any more is an alarm; what was archived stays whole. */
    private void failing(ConfigurableApplicationContext operator) throws Exception {
        ArchiveHealth health = operator.getBean(ArchiveHealth.class);
        health.look();
        assertThat(health.isFailing()).isFalse();
        assertThat(operator.getBean(BackupHealth.class).health().getStatus()).isEqualTo(Status.UP);
        Path away = place.resolve("away");
        Files.move(archive, away);
        JdbcClient database = operator.getBean(JdbcClient.class);
        database.sql("create table platform.more (number int)").update();
        database.sql("select pg_switch_wal()").query(String.class).single();
        Awaitility.await("the alarm").atMost(Duration.ofSeconds(60)).until(() -> {
            health.look();
            return health.isFailing();
        });
        assertThat(operator.getBean(BackupHealth.class).health().getStatus().getCode())
                .isEqualTo("DEGRADED");
        Files.move(away, archive);
    }

    private void restore(String name, List<String> more) {
        assertThat(tried(name, more)).as("%s", deployments.said()).isEqualTo(BackupMain.DONE);
    }

    private int tried(String name, List<String> more) {
        List<Object> words = new ArrayList<>(List.of(
                "restore",
                deployments.backup("early"),
                place.resolve(name),
                deployments.keys("early"),
                deployments.phrase("phrase")));
        words.addAll(more);
        return deployments.run(words.toArray());
    }

    private String said(String begin) {
        return deployments.said().stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }
}
