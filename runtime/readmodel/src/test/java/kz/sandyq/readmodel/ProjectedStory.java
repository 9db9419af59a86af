package kz.sandyq.readmodel;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a story in a database of their own. */
abstract class ProjectedStory {
    static final Story STORY = new Story();
    static EmbeddedPostgres server;
    static DataSource source;
    static JdbcClient jdbc;
    static ReadModelPosition position;

    @BeforeAll
    static void project() throws IOException {
        server = EmbeddedPostgres.start();
        source = server.getPostgresDatabase();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/readmodel")
                .load()
                .migrate();
        jdbc = JdbcClient.create(source);
        position = new ReadModelPosition();
        write(7, 5);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    static Bookmark write(int batch, long snapshotEvery) {
        try (Projector projector = Projector.open(source, STORY.log, position, snapshotEvery)) {
            while (projector.poll(batch) > 0) {}
            return projector.bookmark();
        }
    }
}
