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
        restore("until", List.of("--archive=" + archive));
        assertThat(said("Recovery point")).contains("entry " + earlyEnd + " at");
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
        List<Object> words = new ArrayList<>(List.of(
                "restore",
                deployments.backup("early"),
                place.resolve(name),
                deployments.keys("early"),
                deployments.phrase("phrase")));
        words.addAll(more);
        assertThat(deployments.run(words.toArray()))
                .as("%s", deployments.said())
                .isEqualTo(BackupMain.DONE);
    }

    private String said(String begin) {
        return deployments.said().stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow();
    }
}
