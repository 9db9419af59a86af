package kz.sandyq.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A projector in a process of its own before a database of its own, both of which may be killed at drawn places. */
final class ProjectorFire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Entries that are written at most between two kills. */
    private static final int STEP = 2_000;

    private final Path output;
    private final FireDatabase database;
    private final Log log;
    private final long seed;
    private final int moves;
    private final SplittableRandom random;
    private @Nullable ProjectorProcess projector;
    private int laps;

    ProjectorFire(Path directory, long seed, int moves) throws IOException {
        this.seed = seed;
        this.moves = moves;
        Files.createDirectories(directory);
        output = Files.createTempFile("projector", ".log");
        database = new FireDatabase(directory);
        log = ProjectorProcess.log(seed, moves);
        random = new SplittableRandom(seed);
    }

    FireDatabase database() {
        return database;
    }

    long entries() {
        return log.sequence();
    }

    /** How often all rows were written and begun anew. */
    int laps() {
        return laps;
    }

    /** SIGKILL to the projector somewhere in the log. */
    void killProjector() throws IOException, InterruptedException {
        reachSomewhere();
        running().kill();
        JdbcClient jdbc = JdbcClient.create(database.source());
        assertThat(jdbc.sql("select coalesce(max(sequence), 0) from readmodel.posting")
                        .query(Long.class)
                        .single())
                .as("no row is ahead of the bookmark")
                .isLessThanOrEqualTo(written());
    }

    /** SIGKILL to the database somewhere in the log, and a start of it; the projector is left alone. */
    void killDatabase() throws IOException, InterruptedException {
        reachSomewhere();
        ProjectorProcess same = running();
        database.kill();
        database.startAgain();
        long found = written();
        if (found < log.sequence()) {
            await("the projector goes on behind a new server", found + 1);
        }
        assertThat(same.isAlive()).isTrue();
    }

    /** Begins to follow while there is no room left, is refused, and returns when the projector has said so. */
    void followWithoutRoom() throws IOException {
        running();
        Awaitility.await("the projector is refused")
                .atMost(PATIENCE)
                .until(() -> Files.readString(output).contains("the read model stopped and starts again"));
        assertThat(running().isAlive()).isTrue();
    }

    /** Waits until every row is written, and compares them with those of a rebuild. */
    void equalsARebuild() throws IOException, InterruptedException {
        running();
        await("all rows", log.sequence());
        running().kill();
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(moves);
        Rebuild.run(database.source(), log, new ReadModelPosition(), log.sequence());
        assertThat(rows().equals(rows)).as("rows equal a rebuild").isTrue();
    }

    /** Goes on to a drawn place; from the beginning of the log when its end was reached. */
    private void reachSomewhere() throws IOException, InterruptedException {
        if (written() == log.sequence()) {
            laps++;
            running().kill();
            Projector.clear(database.source());
        }
        running();
        await("progress", Math.min(log.sequence(), written() + 1 + random.nextInt(STEP)));
    }

    private ProjectorProcess running() throws IOException {
        ProjectorProcess now = projector;
        if (now == null || !now.isAlive()) {
            now = ProjectorProcess.start(database.url(), seed, moves, output);
            projector = now;
        }
        return now;
    }

    private void await(String what, long sequence) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> written() >= sequence);
    }

    private long written() {
        return JdbcClient.create(database.source())
                .sql("select sequence from readmodel.bookmark")
                .query(Long.class)
                .single();
    }

    private List<String> rows() {
        JdbcClient jdbc = JdbcClient.create(database.source());
        return Table.names().stream()
                .flatMap(table -> jdbc
                        .sql("select '" + table + "' || t::text from " + table + " t order by 1")
                        .query((row, number) -> row.getString(1))
                        .list()
                        .stream())
                .toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ProjectorProcess last = projector;
        if (last != null) {
            last.close();
        }
        database.close();
        Files.deleteIfExists(output);
    }
}
