package kz.sandyq.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that somebody else runs, copied by a user who is not its superuser. */
class DatabaseCopyTest {
    @TempDir
    Path place;

    @Test
    void aForeignServerIsCopiedByAUserWithGrantsAndRecoversWithoutItsSettings() throws Exception {
        Path copied = Files.createDirectories(place.resolve("copy"));
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(place.resolve("server"))) {
            execute(
                    source(server, "postgres", EmbeddedPostgres.USER, server.password()),
                    "create role sandyq login password 'secret'",
                    "create database sandyq owner sandyq",
                    "alter system set archive_command = 'false'");
            DataSource user = source(server, "sandyq", "sandyq", "secret");
            execute(user, "create table kept (number int)", "insert into kept values (1)");
            assertThatThrownBy(() -> DatabaseCopy.take(user, place.resolve("refused")))
                    .isInstanceOf(DatabaseCopy.Away.class)
                    .hasMessageContaining("may not");
            execute(
                    source(server, "sandyq", EmbeddedPostgres.USER, server.password()),
                    "alter role sandyq replication",
                    "grant pg_read_all_settings to sandyq",
                    "grant execute on function pg_backup_start(text, boolean), pg_backup_stop(boolean) to sandyq");
            DatabaseCopy.take(user, copied.resolve("data"));
            execute(user, "insert into kept values (2)");
            isOnAnotherHost(user);
            assertThat(place.resolve("refused")).doesNotExist();
        }
        Path data = copied.resolve("data");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        CopiedServer.holdSettings(data);
        CopiedServer.trust(data);
        Files.createFile(copied.resolve("complete"));
        try (EmbeddedPostgres recovered = EmbeddedPostgres.recovering(copied)) {
            DataSource owner = source(recovered, "sandyq", EmbeddedPostgres.USER, recovered.password());
            assertThat(JdbcClient.create(owner)
                            .sql("select number from kept")
                            .query(Integer.class)
                            .list())
                    .containsExactly(1);
            assertThat(JdbcClient.create(owner)
                            .sql("select setting from pg_settings where name = 'archive_command'")
                            .query(String.class)
                            .single())
                    .isNotEqualTo("false");
        }
        CopiedServer.giveBackSettings(data);
        assertThat(data.resolve("postgresql.auto.conf")).content().contains("archive_command");
        assertThat(data.resolve("postgresql.conf")).isNotEmptyFile();
        assertThat(data).isDirectoryNotContaining("glob:**.held");
    }

    /** As seen from here: where it says that its files are, there are none. */
    private void isOnAnotherHost(DataSource user) throws Exception {
        Path there = place.resolve("server/data");
        Path away = place.resolve("server/away");
        Files.move(there, away);
        try {
            assertThatThrownBy(() -> DatabaseCopy.take(user, place.resolve("refused")))
                    .isInstanceOf(DatabaseCopy.Away.class)
                    .hasMessageContaining("cannot be read by this process");
        } finally {
            Files.move(away, there);
        }
    }

    private static DataSource source(EmbeddedPostgres server, String database, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url(database));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static void execute(DataSource source, String... statements) {
        for (String each : statements) {
            JdbcClient.create(source).sql(each).update();
        }
    }
}
