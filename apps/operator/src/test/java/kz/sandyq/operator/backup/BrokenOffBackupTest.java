package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that ends between the decision to back up and the end of the backup: the next one says so. */
@Timeout(300)
class BrokenOffBackupTest {
    private static final String PERSON = """
            insert into platform.person (kind, foreign_country, foreign_id, name, created_at)
            values ('INDIVIDUAL', 'KG', ?, 'Administrator', now()) returning id""";
    private static final String LOGIN =
            "insert into platform.login (name, person_id, created_at) values (?, ?, now()) returning id";

    @TempDir
    Path place;

    @Test
    void anApprovedBackupThatWasNotBegunIsAnAlarmAtTheNextStart() throws Exception {
        Deployments deployments = new Deployments(place);
        try (ConfigurableApplicationContext operator = deployments.start("data")) {
            assertThat(health(operator)).isEqualTo(Status.UP);
            approve(operator, "DECLINED");
            operator.getBean(BrokenOffBackup.class).look();
            assertThat(health(operator)).isEqualTo(Status.UP);
            approve(operator, "APPROVED");
        }
        try (ConfigurableApplicationContext next = deployments.start("data")) {
            Backups backups = next.getBean(Backups.class);
            assertThat(health(next).getCode()).isEqualTo("DEGRADED");
            assertThat(next.getBean(BackupApi.class).standing().fault()).isEqualTo("BACKUP_BROKEN_OFF");
            assertThat(backups.shelf().all()).as("it is not begun by itself").isEmpty();
            assertThat(backups.begin(Map.of("approval", 0), () -> {})).isTrue();
            Awaitility.await("the backup ends").atMost(Duration.ofSeconds(60)).until(() -> !backups.isRunning());
            assertThat(backups.shelf().complete()).hasSize(1);
            next.getBean(BrokenOffBackup.class).look();
            assertThat(health(next)).as("a later one has an end").isEqualTo(Status.UP);
        }
    }

    private static Status health(ConfigurableApplicationContext operator) {
        return operator.getBean(BackupHealth.class).health().getStatus();
    }

    /** What is in the database when a process dies right behind the decision. */
    private static void approve(ConfigurableApplicationContext operator, String state) {
        JdbcClient database = operator.getBean(JdbcClient.class);
        long one = id(database, PERSON, state + 1);
        long other = id(database, PERSON, state + 2);
        database.sql("""
                        insert into platform.approval (kind, subject, before_after, state, proposed_login,
                            proposed_person, proposed_at, expires_at, decided_login, decided_person, decided_at)
                        values ('backup.take', 'backup:1', '{}', ?, ?, ?, now(), now() + interval '1 day', ?, ?, now())
                        """)
                .params(
                        state,
                        id(database, LOGIN, state.toLowerCase(Locale.ROOT) + 1, one),
                        one,
                        id(database, LOGIN, state.toLowerCase(Locale.ROOT) + 2, other),
                        other)
                .update();
    }

    private static long id(JdbcClient database, String statement, Object... values) {
        return database.sql(statement).params(values).query(Long.class).single();
    }
}
