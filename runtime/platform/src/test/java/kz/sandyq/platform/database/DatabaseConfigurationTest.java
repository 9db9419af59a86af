package kz.sandyq.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTest {
    @TempDir
    Path directory;

    @Test
    void addressLeadsToAnExternalDatabaseAndStartsNoOther() {
        String url = ThrowawayDatabases.create();
        Map<String, Object> external = Map.of(
                "sandyq.database.url", url, "sandyq.database.user", "postgres", "sandyq.database.pool-size", "1");
        try (AnnotationConfigApplicationContext context = context(external)) {
            assertThat(database(context)).isEqualTo(url.substring(url.lastIndexOf('/') + 1));
            assertThat(context.getBeansOfType(EmbeddedPostgres.class)).isEmpty();
        }
    }

    @Test
    void withoutAnAddressTheDirectoryIsUsed() {
        try (AnnotationConfigApplicationContext context =
                context(Map.of("sandyq.database.directory", directory.toString()))) {
            assertThat(database(context)).isEqualTo("postgres");
            assertThat(directory.resolve("data/PG_VERSION")).exists();
        }
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    jdbc:postgresql://10.0.0.20/sandyq                                                  | no
                    jdbc:postgresql://10.0.0.20/sandyq?sslmode=require                                  | no
                    jdbc:postgresql://10.0.0.20/sandyq?sslmode=verify-ca                                | no
                    jdbc:postgresql://10.0.0.20/sandyq?sslmode=verify-full                              | yes
                    jdbc:postgresql://10.0.0.20/sandyq?ssl=true                                         | yes
                    jdbc:postgresql://10.0.0.20/sandyq?ssl=true&sslmode=prefer                          | no
                    jdbc:postgresql://10.0.0.20/sandyq?sslmode=certainly                                | no
                    jdbc:postgresql://nowhere.invalid/sandyq                                            | no
                    jdbc:postgresql://127.0.0.1,10.0.0.20/sandyq                                        | no
                    jdbc:postgresql://10.0.0.20/sandyq?sslmode=verify-full&sslfactory=a.B               | no
                    jdbc:postgresql://10.0.0.20/sandyq?sslmode=verify-full&sslhostnameverifier=a.B      | no
                    jdbc:postgresql://127.0.0.1:5433,[::1]:5434/sandyq                                  | yes
                    jdbc:postgresql:sandyq                                                              | yes
                    """)
    void aDatabaseOnAnotherHostIsReachedByTlsOnly(String url, String taken) {
        ExternalAddress address = new ExternalAddress(url);
        if (taken.equals("yes")) {
            assertThat(address.checked()).isEqualTo(url);
        } else {
            assertThatThrownBy(address::checked).hasMessageContaining("sandyq.database.plain-text");
        }
    }

    @Test
    void aDatabaseOnAnotherHostIsNotEvenAsked() {
        Map<String, Object> external =
                Map.of("sandyq.database.url", "jdbc:postgresql://192.0.2.1/sandyq", "sandyq.database.pool-size", "1");
        assertThatThrownBy(() -> context(external)).hasRootCauseMessage("""
                sandyq.database.url leads to [192.0.2.1] without sslmode=verify-full (and sslrootcert=FILE). Add it, or \
                say sandyq.database.plain-text=true where the network itself encrypts""");
        Map<String, Object> plain = new HashMap<>(external);
        plain.put("sandyq.database.plain-text", "true");
        try (AnnotationConfigApplicationContext context = context(plain)) {
            assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).contains("192.0.2.1");
        }
        assertThatThrownBy(() -> new ExternalAddress("jdbc:mysql://127.0.0.1/sandyq"))
                .hasMessageContaining("no jdbc:postgresql");
    }

    private static String database(AnnotationConfigApplicationContext context) {
        return JdbcClient.create(context.getBean(DataSource.class))
                .sql("select current_database()")
                .query(String.class)
                .single();
    }

    private static AnnotationConfigApplicationContext context(Map<String, Object> properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.register(DatabaseConfiguration.class);
        context.refresh();
        return context;
    }
}
