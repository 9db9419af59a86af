package kz.sandyq.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The holders of an issue at every moment, page by page, against a tally; accounts come, sell out and come back. */
class HoldersTest {
    private static final HolderChapter CHAPTER = new HolderChapter(new Random(20_261_122), 400, 900);

    private static EmbeddedPostgres server;
    private static DataSource source;
    private static SingleConnectionDataSource questions;
    private static JdbcClient jdbc;
    private static final ReadModelPosition POSITION = new ReadModelPosition();

    @BeforeAll
    static void project() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        source = server.getPostgresDatabase();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/readmodel")
                .load()
                .migrate();
        questions = new SingleConnectionDataSource(source.getConnection(), true);
        jdbc = JdbcClient.create(questions);
        follow();
    }

    @AfterAll
    static void stop() throws IOException {
        questions.destroy();
        server.close();
    }

    private static void follow() {
        try (Projector projector = Projector.open(source, CHAPTER.log, POSITION, 1_000)) {
            while (projector.poll(300) > 0) {}
        }
    }

    private static HolderQueries holders() {
        return new HolderQueries(jdbc, POSITION, () -> Instant.ofEpochMilli(CHAPTER.log.nowMs + 10_000));
    }

    private static Map<Long, Long> pages(long sequence, int limit) {
        HolderQueries holders = holders();
        AsOf asOf = holders.find(Moment.after(sequence));
        Map<Long, Long> found = new TreeMap<>();
        long after = 0;
        List<Holding> page;
        do {
            page = holders.page(CHAPTER.issue, asOf, after, limit);
            assertThat(page)
                    .hasSizeLessThanOrEqualTo(limit)
                    .isSortedAccordingTo((a, b) -> Long.compare(a.accountId(), b.accountId()));
            for (Holding each : page) {
                assertThat(each.accountId()).isGreaterThan(after);
                assertThat(found.put(each.accountId(), each.total())).isNull();
            }
            after = page.isEmpty() ? after : page.getLast().accountId();
        } while (page.size() == limit);
        return found;
    }

    private static List<String> rows() {
        return Table.names().stream()
                .flatMap(table -> jdbc
                        .sql("select '" + table + "' || t::text from " + table + " t order by 1")
                        .query((row, number) -> row.getString(1))
                        .list()
                        .stream())
                .toList();
    }

    private static List<String> indexes() {
        return jdbc.sql("select indexdef from pg_indexes where schemaname = 'readmodel' order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-b", shows = Shows.ACCEPTED)
    void pagesAreThoseOfTheMoment() {
        assertThat(CHAPTER.tallies.firstKey()).isLessThan(CHAPTER.firstMinted);
        CHAPTER.tallies.forEach((sequence, tally) -> assertThat(pages(sequence, 50))
                .as("after sequence %d", sequence)
                .isEqualTo(tally));
        long middle = CHAPTER.tallies.keySet().stream().toList().get(CHAPTER.tallies.size() / 2);
        for (int limit : new int[] {3, 128, 129, 5_000}) {
            assertThat(pages(middle, limit)).as("pages of %d", limit).isEqualTo(CHAPTER.tallies.get(middle));
        }
        List<Long> listed = new ArrayList<>();
        holders().forEach(CHAPTER.issue, holders().find(Moment.after(middle)), each -> listed.add(each.accountId()));
        assertThat(listed)
                .containsExactlyElementsOf(
                        Objects.requireNonNull(CHAPTER.tallies.get(middle)).keySet());
    }

    @Test
    void ofOneTimeTheLastEntryCounts() {
        HolderQueries holders = holders();
        assertThat(holders.find(Moment.at(Instant.ofEpochMilli(CHAPTER.sameTimeMs)))
                        .sequence())
                .isEqualTo(CHAPTER.sameTimeLast);
        assertThat(pages(CHAPTER.sameTimeLast, 50)).isNotEqualTo(pages(CHAPTER.sameTimeLast - 1, 50));
    }

    @Test
    void nothingIsLookedAtWhereNobodyHolds() {
        assertThat(CHAPTER.tallies.get(CHAPTER.soldOut)).isEmpty();
        assertThat(jdbc.sql("select count(*) from readmodel.holder_range where asset_id = :issue and sequence <= :at"
                                + " and until_sequence > :at")
                        .param("issue", CHAPTER.issue)
                        .param("at", CHAPTER.soldOut)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRebuildByCopyGivesTheSameRowsAndIndexes() {
        List<String> rows = rows();
        List<String> indexes = indexes();
        Bookmark end = Rebuild.run(source, CHAPTER.log, POSITION, CHAPTER.log.sequence());
        assertThat(end.sequence()).isEqualTo(CHAPTER.log.sequence());
        assertThat(rows()).isEqualTo(rows);
        assertThat(indexes()).isEqualTo(indexes);
        assertThatThrownBy(() -> Rebuild.run(
                        source,
                        from -> (entry, limit) -> {
                            throw new IllegalStateException("cut off");
                        },
                        POSITION,
                        CHAPTER.log.sequence()))
                .hasMessage("cut off");
        assertThat(indexes()).isNotEqualTo(indexes);
        follow();
        assertThat(rows()).isEqualTo(rows);
        assertThat(indexes()).isEqualTo(indexes);
    }

    @Test
    void theMigrationFindsTheRangesOfRowsThatAreThere() throws IOException {
        List<String> ranges = ranges();
        jdbc.sql("truncate readmodel.holder_range").update();
        try (InputStream script = Objects.requireNonNull(
                getClass().getResourceAsStream("/db/migration/readmodel/V2_17__holder_ranges.sql"))) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            int start = text.indexOf("with turn as");
            jdbc.sql(text.substring(start, text.indexOf(';', start))).update();
        }
        assertThat(ranges).hasSizeGreaterThan(8);
        assertThat(ranges()).isEqualTo(ranges);
    }

    private static List<String> ranges() {
        return jdbc.sql("select t::text from readmodel.holder_range t order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
