package kz.sandyq.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a server commits behind its copy is in the archive, and comes back with both, and as far as is asked. */
class WalArchiveTest {
    @TempDir
    Path place;

    @Test
    void aServerRecoversBehindItsCopyToTheEndOfTheArchiveOrToAPlace() throws Exception {
        WalArchive archive = new WalArchive(place.resolve("archive"));
        WalPlace until;
        WalPlace beyond;
        List<String> first;
        try (EmbeddedPostgres server = EmbeddedPostgres.archiving(place.resolve("server"), archive)) {
            JdbcClient client = JdbcClient.create(source(server));
            client.sql("create table kept (number int)").update();
            DatabaseCopy.take(source(server), place.resolve("copy"));
            client.sql("insert into kept values (1)").update();
            until = WalPlace.now(source(server));
            client.sql("insert into kept values (2)").update();
            archived(client);
            first = files();
            client.sql("insert into kept values (3)").update();
            beyond = WalPlace.now(source(server));
            archived(client);
        }
        assertThat(until.isBefore(beyond)).isTrue();
        assertThat(beyond.isBefore(until)).isFalse();
        assertThat(new WalPlace("1", "0/FF000000", "").isBefore(new WalPlace("1", "1/0", "")))
                .isTrue();
        assertThat(kept("nothing", Optional.empty(), new WalArchive(Files.createDirectory(place.resolve("none")))))
                .as("without the archive")
                .isEmpty();
        assertThat(kept("whole", Optional.empty(), archive)).containsExactly(1, 2, 3);
        assertThat(kept("far", Optional.of(beyond), archive)).containsExactly(1, 2, 3);
        assertThat(kept("part", Optional.of(until), archive)).containsExactly(1);
        assertThat(kept("short", Optional.of(new WalPlace("1", "F/0", "000000010000000F00000000")), archive))
                .as("the archive does not reach there")
                .containsExactly(1, 2, 3);
        for (String file : first) {
            Files.delete(place.resolve("archive").resolve(file));
        }
        assertThat(archive.isEmpty()).isFalse();
        assertThat(kept("gap", Optional.of(beyond), archive))
                .as("there is a gap before that place")
                .isEmpty();
    }

    @Test
    void onlyWhatNoCopyNeedsIsRemoved() throws Exception {
        WalArchive archive = new WalArchive(place.resolve("archive"));
        List<String> old;
        try (EmbeddedPostgres server = EmbeddedPostgres.archiving(place.resolve("server"), archive)) {
            JdbcClient client = JdbcClient.create(source(server));
            client.sql("create table kept (number int)").update();
            archived(client);
            old = files();
            DatabaseCopy.take(source(server), place.resolve("copy"));
            client.sql("insert into kept values (1)").update();
            archived(client);
            archive.keepFor(List.of());
            assertThat(files()).containsAll(old).hasSizeGreaterThan(old.size());
            archive.keepFor(List.of(place.resolve("copy")));
        }
        assertThat(files()).isNotEmpty().doesNotContainAnyElementsOf(old);
        assertThat(kept("whole", Optional.empty(), archive)).containsExactly(1);
    }

    @Test
    void theCommandIsTheDocumentedOne() throws Exception {
        String command = new WalArchive(Path.of("/archive/sandyq")).command();
        assertThat(Files.readAllLines(Path.of("../../docs/operations/backup.md")))
                .contains("    archive_command = '" + command + "'");
    }

    @Test
    void aPathThatAShellReadsOtherwiseIsRefused() {
        for (String each : List.of("/a b", "/a;b", "/a%f", "/a'b", "/$a")) {
            assertThatThrownBy(() -> new WalArchive(Path.of(each)))
                    .as(each)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Begins another file, and waits until the one before is archived. */
    private static void archived(JdbcClient client) {
        String file = client.sql("select pg_walfile_name(pg_switch_wal())")
                .query(String.class)
                .single();
        Awaitility.await("the file is archived")
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.sql("select coalesce(last_archived_wal >= ?, false) from pg_stat_archiver")
                        .param(file)
                        .query(Boolean.class)
                        .single());
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.list(place.resolve("archive"))) {
            return all.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private List<Integer> kept(String name, Optional<WalPlace> until, WalArchive archive) throws Exception {
        Path restored = Files.createDirectories(place.resolve(name));
        try (Stream<Path> all = Files.walk(place.resolve("copy"))) {
            for (Path file : all.toList()) {
                Files.copy(
                        file,
                        restored.resolve("data").resolve(place.resolve("copy").relativize(file)));
            }
        }
        Files.setPosixFilePermissions(restored.resolve("data"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(restored.resolve("secret"), Files.readString(place.resolve("server/secret")));
        Files.createFile(restored.resolve("complete"));
        try (EmbeddedPostgres recovered = EmbeddedPostgres.recovering(restored, archive, until)) {
            return JdbcClient.create(source(recovered))
                    .sql("select number from kept order by number")
                    .query((row, number) -> row.getInt("number"))
                    .list();
        }
    }

    private static DataSource source(EmbeddedPostgres server) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url("postgres"));
        source.setUser(EmbeddedPostgres.USER);
        source.setPassword(server.password());
        return source;
    }
}
