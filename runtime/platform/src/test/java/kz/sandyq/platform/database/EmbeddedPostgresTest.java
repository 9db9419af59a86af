package kz.sandyq.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class EmbeddedPostgresTest {
    @TempDir
    Path directory;

    @Test
    void killedProcessLeavesAServerThatTheNextStartStopsWithoutLosingACommit() throws Exception {
        Process first = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(new File(directory.toFile(), "holder.log"))
                .start();
        assertThat(first.inputReader().lines().anyMatch("committed"::equals)).isTrue();
        first.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        Path lock = directory.resolve("data/postmaster.pid");
        ProcessHandle orphan =
                OrphanServer.serverNamedIn(lock, directory.resolve("data")).orElseThrow();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedPostgres second = EmbeddedPostgres.durable(directory)) {
            // A stopped process that nobody has reaped yet has no executable any more.
            assertThat(orphan.info().command()).isEmpty();
            assertThat(column(second, "select word from kept")).containsExactly("acknowledged");
        }
    }

    @Test
    void durableServerSyncsAndSortsInKazakhOrderAndRefusesASecondOwner() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(directory)) {
            assertThat(column(server, "show fsync")).containsExactly("on");
            assertThat(column(server, "show synchronous_commit")).containsExactly("on");
            assertThat(column(server, "show full_page_writes")).containsExactly("on");
            assertThat(column(
                            server,
                            "select w from (values ('Яна'), ('Ғалым'), ('Гүл'), ('Қайрат'), ('Кемел'),"
                                    + " ('Әсел'), ('Ая'))"
                                    + " t(w) order by w"))
                    .containsExactly("Ая", "Әсел", "Гүл", "Ғалым", "Кемел", "Қайрат", "Яна");
            assertThatThrownBy(
                            () -> DriverManager.getConnection(server.url("postgres"), EmbeddedPostgres.USER, "guessed"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> EmbeddedPostgres.durable(directory)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void coldCopyOfTheDirectoryStartsElsewhereWithItsData() throws Exception {
        Path original = directory.resolve("original");
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(original)) {
            keep(server, "copied");
        }
        Path copy = directory.resolve("copy");
        FileSystemUtils.copyRecursively(original, copy);
        try (Stream<Path> files = Files.walk(copy.resolve("data"))) {
            // A server refuses a data directory that others can read; copying tools that keep modes need no such step.
            for (Path folder : files.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(copy)) {
            assertThat(column(server, "select word from kept")).containsExactly("copied");
        }
    }

    @Test
    void staleLockFileOfAForeignProcessIsRemovedAndTheProcessLeftAlone() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        long self = ProcessHandle.current().pid();
        Path lock = Files.writeString(data.resolve("postmaster.pid"), self + "\n" + data + "\n0\n5432\n");
        assertThat(OrphanServer.serverNamedIn(lock, data)).isEmpty();
        OrphanServer.stopIfAny(data);
        assertThat(lock).doesNotExist();
    }

    @Test
    void halfMadeClusterIsSetAside() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("data")).resolve("postgresql.conf"), "");
        try (EmbeddedPostgres server = EmbeddedPostgres.volatileIn(directory)) {
            assertThat(column(server, "select 1")).containsExactly("1");
        }
        assertThat(directory.resolve("data.incomplete-1/postgresql.conf")).exists();
    }

    private static void keep(EmbeddedPostgres server, String word) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), EmbeddedPostgres.USER, server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (word text)");
            statement.execute("insert into kept values ('" + word + "')");
        }
    }

    private static List<String> column(EmbeddedPostgres server, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), EmbeddedPostgres.USER, server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** Runs in a process of its own, commits one row and waits to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            keep(EmbeddedPostgres.durable(Path.of(args[0])), "acknowledged");
            System.out.println("committed");
            Thread.currentThread().join();
        }
    }
}
