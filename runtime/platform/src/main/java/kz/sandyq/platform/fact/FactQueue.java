package kz.sandyq.platform.fact;

import java.util.List;
import java.util.stream.IntStream;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.sbe.FactKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Facts that are to be in the log. Each is written in the transaction of what it speaks of, then taken into one batch,
 * whose command is sent until it is answered; an answered one knows its place in the log.
 */
@Component
public class FactQueue {
    private final JdbcClient database;

    FactQueue(JdbcClient database) {
        this.database = database;
    }

    /** Some facts that go in one command; the place of each is its index. */
    public record Batch(long id, List<Fact> facts) {}

    private record Row(long id, Fact fact) {}

    /**
     * Keeps a fact for the log.
     *
     * @return its id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long keep(Fact fact) {
        return database.sql("insert into platform.fact (kind, commitment) values (:kind, :commitment) returning id")
                .param("kind", fact.kind().name())
                .param("commitment", fact.commitment())
                .query(Long.class)
                .single();
    }

    /**
     * Takes the oldest facts that are in no batch into a new one, in the caller's transaction; empty for none. What
     * people did goes before the papers that anybody may ask for.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Batch take(int atMost) {
        List<Row> rows = database.sql("""
                        select id, kind, commitment from platform.fact where batch is null
                        order by kind <> 'AUDIT', id limit :limit for update skip locked""")
                .param("limit", atMost)
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        new Fact(FactKind.valueOf(row.getString("kind")), row.getBytes("commitment"))))
                .list();
        if (rows.isEmpty()) {
            return new Batch(0, List.of());
        }
        long batch = rows.getFirst().id();
        IntStream.range(0, rows.size())
                .forEach(place -> database.sql("update platform.fact set batch = :batch, place = :place where id = :id")
                        .param("batch", batch)
                        .param("place", place)
                        .param("id", rows.get(place).id())
                        .update());
        return new Batch(batch, rows.stream().map(Row::fact).toList());
    }

    /** Batches that wait for their answer. */
    public int unanswered() {
        return database.sql("select count(distinct batch) from platform.fact where sequence is null")
                .query(Integer.class)
                .single();
    }

    /** The facts of a batch stand in the log at an entry. */
    public void recorded(long batch, long sequence) {
        database.sql("update platform.fact set sequence = :sequence where batch = :batch and sequence is null")
                .param("sequence", sequence)
                .param("batch", batch)
                .update();
    }

    /** The log refused a batch: its facts wait for another one. */
    public void refused(long batch) {
        database.sql("update platform.fact set batch = null, place = null where batch = :batch and sequence is null")
                .param("batch", batch)
                .update();
    }
}
