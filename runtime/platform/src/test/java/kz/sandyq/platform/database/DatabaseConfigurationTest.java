package kz.sandyq.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
