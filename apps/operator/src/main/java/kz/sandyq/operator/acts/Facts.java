package kz.sandyq.operator.acts;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What acts name, as the read model knows it. */
@Component
class Facts {
    private static final int LIST_MAX = 1_000;

    private final JdbcClient database;
    private final BookQueries books;

    Facts(JdbcClient database, BookQueries books) {
        this.database = database;
        this.books = books;
    }

    /** A thing of the core with the words that people know it by. */
    record Thing(long id, String words) {}

    private static String sql(Type type) {
        return switch (type) {
            case TRADE -> """
                    select t.trade_id as id, i.symbol as words from readmodel.trade t
                    join readmodel.instrument i using (instrument_id)""";
            case PAIR -> "select instrument_id as id, symbol as words from readmodel.instrument";
            default -> throw new IllegalArgumentException(type + " is no thing of the core");
        };
    }

    /** Whether a form offers all of them; there are few. */
    boolean lists(Type type) {
        return type == Type.PAIR;
    }

    List<Thing> list(Type type) {
        return things("select * from (" + sql(type) + ") x order by words limit " + LIST_MAX, 0);
    }

    /** Words of a thing, empty when it is not there. */
    Optional<String> words(Type type, long id) {
        return things("select * from (" + sql(type) + ") x where id = :id", id).stream()
                .map(Thing::words)
                .findFirst();
    }

    /** Whether a thing of the core is there. */
    boolean exists(Type type, long id) {
        return words(type, id).isPresent();
    }

    private List<Thing> things(String sql, long id) {
        return database.sql(sql)
                .param("id", id)
                .query((row, number) -> new Thing(row.getLong("id"), String.valueOf(row.getString("words"))))
                .list();
    }

    Optional<Instrument> pair(long instrumentId) {
        return books.instrument(instrumentId);
    }

    /** The accounts whose affair a thing is. */
    List<Long> accountsOf(Type type, long id) {
        return switch (type) {
            case TRADE ->
                numbers(
                        "select unnest(array[buyer_account_id, seller_account_id]) from readmodel.trade"
                                + " where trade_id = :id",
                        id);
            default -> List.of();
        };
    }

    private List<Long> numbers(String sql, long id) {
        return database.sql(sql).param("id", id).query(Long.class).list().stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether a person acts for a client whose account is among these. */
    boolean actsFor(long personId, Collection<Long> accountIds) {
        return !accountIds.isEmpty()
                && database.sql("""
                        select exists (select from operator.representative r
                            join operator.client_account a on a.client_relation_id = r.client_relation_id
                            where r.person_id = :person and a.core_account_id in (:accounts))""")
                        .param("person", personId)
                        .param("accounts", accountIds)
                        .query(Boolean.class)
                        .single();
    }
}
