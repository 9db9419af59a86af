package kz.sandyq.operator.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.operator.SchemaRows;
import kz.sandyq.platform.database.EmbeddedPostgres;
import kz.sandyq.readmodel.Projector;
import kz.sandyq.readmodel.ReadModelPosition;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a restored deployment that does not run, as they are and as the restored log alone makes them. */
final class RestoredRows {
    private final List<String> codes;
    private final Map<String, String> live;
    private final Map<String, String> rebuilt;

    RestoredRows(Path restored, BackupCheck backup) throws BackupFault {
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(restored.resolve("database"))) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(server.url("postgres"));
            source.setUser(EmbeddedPostgres.USER);
            source.setPassword(server.password());
            JdbcClient database = JdbcClient.create(source);
            codes = database.sql("select code from readmodel.asset").query(String.class).list().stream()
                    .map(Objects::requireNonNull)
                    .toList();
            live = SchemaRows.digests(database, "readmodel");
            Projector.clear(source);
            EntryLog log = backup.log(restored);
            long end = backup.manifest().number("log.sequence");
            try (Projector projector = Projector.open(source, log, new ReadModelPosition(), Long.MAX_VALUE)) {
                while (projector.bookmark().sequence() < end) {
                    projector.poll(500);
                }
            }
            rebuilt = SchemaRows.digests(database, "readmodel");
        }
    }

    List<String> codes() {
        return codes;
    }

    Map<String, String> live() {
        return live;
    }

    Map<String, String> rebuilt() {
        return rebuilt;
    }
}
