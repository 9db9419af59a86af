package kz.sandyq.operator.acts;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.Instrument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What acts name, as the read model knows it. */
@Component
class Facts {
    private static final int LIST_MAX = 1_000;
    private static final Set<Type> LISTED =
            EnumSet.of(Type.PAIR, Type.ASSET, Type.ISSUE, Type.SCHEDULE, Type.FEE_ACCOUNT);

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
            case ASSET -> "select asset_id as id, code as words from readmodel.asset";
            case ACCOUNT -> """
                    select a.account_id as id, coalesce(p.name, a.capacity) as words from readmodel.account a
                    left join operator.client_account ca on ca.core_account_id = a.account_id
                    left join operator.client_relation c on c.id = ca.client_relation_id
                    left join platform.person p on p.id = c.person_id""";
            case WALLET -> """
                    select w.wallet_id as id, coalesce((select string_agg(p.name, ', ' order by p.name)
                        from operator.wallet o join operator.wallet_holder h on h.wallet_id = o.id
                        join operator.client_relation c on c.id = h.client_relation_id
                        join platform.person p on p.id = c.person_id
                        where o.core_wallet_id = w.wallet_id), w.holding_kind) as words
                    from readmodel.wallet w""";
            case ISSUE -> "select issue_id as id, code as words from readmodel.issue";
            case DISTRIBUTION -> """
                    select d.distribution_id as id, i.code as words from readmodel.distribution d
                    join readmodel.issue i using (issue_id)""";
            case TRANSFER -> """
                    select t.transfer_id as id, a.code as words from readmodel.suspended_transfer t
                    join readmodel.asset a using (asset_id)""";
            case MOVE -> """
                    select m.move_id as id, coalesce(i.code, 'N ' || m.number) as words from readmodel.move m
                    left join readmodel.issue i using (issue_id)""";
            case ENCUMBRANCE -> """
                    select e.encumbrance_id as id, coalesce(a.code, e.kind) as words from readmodel.encumbrance e
                    left join readmodel.asset a on a.asset_id = e.asset_id""";
            case INSTRUCTION -> "select instruction_id as id, status as words from readmodel.instruction";
            case CLIENT -> """
                    select c.id, p.name as words from operator.client_relation c
                    join platform.person p on p.id = c.person_id where c.status = 'ACTIVE'""";
            case SCHEDULE -> """
                    select s.schedule_id as id, a.code || ', ' || s.schedule_id as words
                    from readmodel.fee_schedule s join readmodel.asset a on a.asset_id = s.asset_id""";
            case CHARGE -> """
                    select c.sequence as id, a.code as words from readmodel.fee_charge c
                    join readmodel.asset a on a.asset_id = c.asset_id where not c.refunded
                    union select t.sequence, i.symbol from readmodel.trade t
                    join readmodel.instrument i using (instrument_id)
                    where t.buyer_fee_minor + t.seller_fee_minor > 0""";
            case FEE_ACCOUNT ->
                "select account_id as id, activity as words from readmodel.account where capacity = 'FEES'";
            default -> throw new IllegalArgumentException(type + " is no thing of the core");
        };
    }

    /** Whether a form offers all of them; there are few. */
    boolean lists(Type type) {
        return LISTED.contains(type);
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
            case ACCOUNT -> List.of(id);
            case WALLET -> numbers("select account_id from readmodel.account where wallet_id = :id", id);
            case TRANSFER ->
                numbers(
                        "select unnest(array[from_account_id, to_account_id]) from readmodel.suspended_transfer"
                                + " where transfer_id = :id",
                        id);
            case MOVE -> numbers("select account_id from readmodel.move_leg where move_id = :id", id);
            case INSTRUCTION ->
                numbers(
                        "select unnest(array[from_account_id, to_account_id]) from readmodel.instruction_leg"
                                + " where instruction_id = :id",
                        id);
            case ENCUMBRANCE -> numbers("select account_id from readmodel.encumbrance where encumbrance_id = :id", id);
            case ISSUE -> numbers("select issuer_account_id from readmodel.issue where issue_id = :id", id);
            case DISTRIBUTION ->
                numbers(
                        "select i.issuer_account_id from readmodel.distribution d"
                                + " join readmodel.issue i using (issue_id) where d.distribution_id = :id",
                        id);
            default -> List.of();
        };
    }

    /** Decimals of an asset. */
    Optional<Integer> scale(long assetId) {
        return database.sql("select scale from readmodel.asset where asset_id = :id")
                .param("id", assetId)
                .query(Integer.class)
                .optional();
    }

    /** The asset of what is encumbered, 0 for a whole account. */
    long assetOf(long encumbranceId) {
        return numbers("select asset_id from readmodel.encumbrance where encumbrance_id = :id", encumbranceId).stream()
                .findFirst()
                .orElse(0L);
    }

    /** The issues of a client that holders may sell back to him; stablecoins are returned at par instead. */
    List<Thing> issuesOf(long clientRelationId) {
        return things("""
                select i.issue_id as id, i.code as words from readmodel.issue i
                join operator.client_account c on c.core_account_id = i.issuer_account_id
                where c.client_relation_id = :id and i.dfa_kind <> 'STABLECOIN'
                order by i.code, i.issue_id""", clientRelationId);
    }

    /** Decimals of the money in which an issue is paid. */
    int moneyScaleOf(long issueId) {
        return database.sql("select a.scale from readmodel.issue i"
                        + " join readmodel.asset a on a.asset_id = i.money_asset_id where i.issue_id = :id")
                .param("id", issueId)
                .query(Integer.class)
                .single();
    }

    /** Code of the money in which an issue is paid. */
    String moneyCodeOf(long issueId) {
        return database.sql("select a.code from readmodel.issue i"
                        + " join readmodel.asset a on a.asset_id = i.money_asset_id where i.issue_id = :id")
                .param("id", issueId)
                .query(String.class)
                .single();
    }

    /** The wallet in which the operator keeps what is his own; refuses with BANK_ACCOUNT_MISSING. */
    long ownWallet() {
        return database.sql("select a.wallet_id from operator.bank_account b join readmodel.account a"
                        + " on a.account_id = b.own_account_id order by b.id limit 1")
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new RefusedException("BANK_ACCOUNT_MISSING"));
    }

    /** The issue of a distribution. */
    long issueOf(long distributionId) {
        return numbers("select issue_id from readmodel.distribution where distribution_id = :id", distributionId)
                .getFirst();
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
