package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.operator.SchemaRows;
import kz.sandyq.platform.database.EmbeddedPostgres;
import kz.sandyq.platform.document.Documents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An operator whose rows are at a server that somebody else runs: as a whole it comes back at another server. */
@Timeout(300)
class ExternalDatabaseTest {
    private static final String NAME = "sandyq";
    private static final Path DOCUMENTATION = Path.of("../../docs/operations/backup.md");

    @TempDir
    Path place;

    private Deployments deployments;

    @BeforeEach
    void begin() throws Exception {
        deployments = new Deployments(place);
    }

    @Test
    void theWholeSystemComesBackAtAnotherServer() throws Exception {
        Map<String, String> before;
        Map<String, String> after;
        List<BackupLoad.Acknowledged> acknowledged;
        Map<Long, String> hashes;
        try (EmbeddedPostgres first = EmbeddedPostgres.durable(place.resolve("first"))) {
            asDocumented(first);
            try (ConfigurableApplicationContext operator = deployments.start("data", external(first));
                    BackupLoad load = new BackupLoad(operator, 1).start()) {
                operator.getBean(Documents.class).store(paper(), "paper.pdf");
                load.awaitMore(20);
                before = content(first);
                deployments.take(operator, restingBeforeTheCopy(operator.getBean(LogHost.class), load), "whole");
                acknowledged = load.all();
            }
            hashes = requests(first, acknowledged);
            after = content(first);
        }
        restore();
        try (EmbeddedPostgres second = anotherServer()) {
            Map<String, String> restored = content(second);
            assertThat(of(restored, "readmodel")).isNotEmpty().isEqualTo(of(after, "readmodel"));
            before.entrySet().retainAll(after.entrySet());
            assertThat(before).containsKeys("platform.document", "platform.flyway_schema_history");
            assertThat(restored).containsAllEntriesOf(before);
            Map<Long, String> lacking = new TreeMap<>(hashes);
            lacking.keySet().removeAll(requests(second, acknowledged).keySet());
            assertThat(lacking).isNotEmpty();
            assertThat(deployments.lacking()).isEqualTo(lacking);
            deployments.goOnWithTheLogKey("restored");
            try (ConfigurableApplicationContext again = deployments.start("restored", external(second));
                    BackupLoad load = new BackupLoad(again, 1_000).start()) {
                assertThat(load.awaitMore(1).getFirst().sequence())
                        .isGreaterThan(acknowledged.getLast().sequence());
            }
            assertThat(owner(second)
                            .sql("select current_setting('work_mem')")
                            .query(String.class)
                            .single())
                    .as("the server has its own settings again")
                    .isEqualTo("5MB");
        }
    }

    /** A user of his own with the rights that the documentation names, word for word, and no more. */
    private static void asDocumented(EmbeddedPostgres server) throws Exception {
        List<String> rights = Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.startsWith("    alter role") || line.startsWith("    grant"))
                .toList();
        assertThat(rights).hasSize(3);
        execute(
                source(server, "postgres"),
                List.of(
                        "create role " + NAME + " login password '" + NAME + "'",
                        "create database " + NAME + " owner " + NAME,
                        "alter system set work_mem = '5MB'"));
        execute(source(server, NAME), rights);
    }

    /** While the database is copied commands go on; what comes behind that is in the log only. */
    private static LogHost restingBeforeTheCopy(LogHost log, BackupLoad load) {
        return (LogHost) Proxy.newProxyInstance(
                LogHost.class.getClassLoader(), new Class<?>[] {LogHost.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("copyTo")) {
                        load.awaitMore(10);
                        load.close();
                    }
                    return method.invoke(log, arguments);
                });
    }

    private void restore() {
        Path backup = deployments.backup("whole");
        Path target = place.resolve("restored");
        assertThat(deployments.run("restore", backup, target, deployments.keys("whole"), deployments.phrase("phrase")))
                .as("%s", deployments.said())
                .isEqualTo(BackupMain.DONE);
        assertThat(deployments.said())
                .anyMatch(line -> line.startsWith("Recovery point"))
                .anyMatch(line -> line.startsWith("Recovery time"));
    }

    /** As the documentation says: the directory goes where the server expects it, and the server is started. */
    private EmbeddedPostgres anotherServer() throws Exception {
        Path database = place.resolve("restored/database");
        Path second = Files.createDirectories(place.resolve("second"));
        for (String each : List.of("data", "secret", "complete")) {
            Files.move(database.resolve(each), second.resolve(each));
        }
        return EmbeddedPostgres.durable(second);
    }

    /** Hashes of the requests that a server knows, by the sequence under which they were answered. */
    private static Map<Long, String> requests(EmbeddedPostgres server, List<BackupLoad.Acknowledged> acknowledged) {
        Map<Long, String> requests = new TreeMap<>();
        for (BackupLoad.Acknowledged each : acknowledged) {
            owner(server)
                    .sql("select encode(hash, 'hex') from operator.command_authorisation"
                            + " where key_high = :high and key_low = :low")
                    .param("high", each.key().high())
                    .param("low", each.key().low())
                    .query(String.class)
                    .optional()
                    .ifPresent(hash -> requests.put(each.sequence(), hash));
        }
        return requests;
    }

    private static Map<String, String> content(EmbeddedPostgres server) {
        Map<String, String> content = new TreeMap<>();
        for (String schema : List.of("platform", "operator", "readmodel")) {
            SchemaRows.digests(owner(server), schema).forEach((table, rows) -> content.put(schema + "." + table, rows));
        }
        return content;
    }

    private static Map<String, String> of(Map<String, String> content, String schema) {
        Map<String, String> some = new TreeMap<>(content);
        some.keySet().removeIf(table -> !table.startsWith(schema + "."));
        return some;
    }

    private static InputStream paper() {
        return new ByteArrayInputStream("%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String[] external(EmbeddedPostgres server) {
        return new String[] {
            "--sandyq.database.url=" + server.url(NAME),
            "--sandyq.database.user=" + NAME,
            "--sandyq.database.password=" + NAME
        };
    }

    private static JdbcClient owner(EmbeddedPostgres server) {
        return JdbcClient.create(source(server, NAME));
    }

    private static DataSource source(EmbeddedPostgres server, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url(database));
        source.setUser(EmbeddedPostgres.USER);
        source.setPassword(server.password());
        return source;
    }

    private static void execute(DataSource source, List<String> statements) throws Exception {
        try (Connection connection = source.getConnection()) {
            for (String each : statements) {
                connection.createStatement().execute(each);
            }
        }
    }
}
