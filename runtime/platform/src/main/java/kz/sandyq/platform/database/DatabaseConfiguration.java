package kz.sandyq.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The data source and its migrations: {@code sandyq.database.url}, or an embedded server in a directory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {
    @Bean
    @Conditional(Embedded.class)
    EmbeddedPostgres embeddedPostgres(DatabaseProperties properties) {
        Path directory = Path.of(properties.directory());
        return StringUtils.hasText(properties.archive())
                ? EmbeddedPostgres.archiving(directory, new WalArchive(Path.of(properties.archive())))
                : EmbeddedPostgres.durable(directory);
    }

    @Bean
    DataSource dataSource(DatabaseProperties properties, ObjectProvider<EmbeddedPostgres> embedded) {
        HikariDataSource pool = new HikariDataSource();
        EmbeddedPostgres server = embedded.getIfAvailable();
        if (StringUtils.hasText(properties.url())) {
            ExternalAddress address = new ExternalAddress(properties.url());
            pool.setJdbcUrl(properties.plainText() ? properties.url() : address.checked());
            pool.setUsername(properties.user());
            pool.setPassword(properties.password());
        } else {
            pool.setJdbcUrl(server == null ? ThrowawayDatabases.create() : server.url("postgres"));
            pool.setUsername(EmbeddedPostgres.USER);
            pool.setPassword(server == null ? "" : server.password());
        }
        pool.setMaximumPoolSize(properties.poolSize());
        pool.setMinimumIdle(Math.min(2, properties.poolSize()));
        pool.setPoolName("sandyq");
        return pool;
    }

    @Bean
    FlywayConfigurationCustomizer sandyqMigrations() {
        return flyway -> flyway.locations(
                        "classpath:db/migration/platform",
                        "classpath:db/migration/readmodel",
                        "classpath:db/migration/operator")
                .schemas("platform", "readmodel", "operator")
                .defaultSchema("platform")
                .createSchemas(true)
                .failOnMissingLocations(false)
                .outOfOrder(true)
                .validateMigrationNaming(true);
    }

    /** No address is given and the directory is a real one. */
    static final class Embedded implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var environment = context.getEnvironment();
            return !StringUtils.hasText(environment.getProperty("sandyq.database.url"))
                    && !DatabaseProperties.THROWAWAY.equals(environment.getProperty("sandyq.database.directory"));
        }
    }
}
