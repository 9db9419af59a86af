package kz.sandyq.operator.trading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code operator.book}, and the assets that a book can be opened in. */
@Repository
class BookStore {
    /** A book whose answer the read model has not passed yet is still on its way: its pair cannot be found. */
    private static final String BOOK = """
            select b.*, b.status = 'OPEN'
                and b.sequence > (select coalesce(max(sequence), 0) from readmodel.bookmark) as on_its_way
            from operator.book b
            """;

    private final JdbcClient database;

    BookStore(JdbcClient database) {
        this.database = database;
    }

    /**
     * An asset of the core.
     *
     * @param kind MONEY, DFA or UNBACKED
     */
    record Asset(long assetId, String kind, String code, int scale) {}

    /** What an account holds of an asset and may use, and what is encumbered of it; minor units. */
    record Balance(long available, long blocked) {}

    /** The balance of an account, of zeros when it never had any of the asset. */
    Balance balance(long accountId, long assetId) {
        return database.sql("""
                        select available, blocked from readmodel.balance
                        where account_id = :account and asset_id = :asset""")
                .param("account", accountId)
                .param("asset", assetId)
                .query((row, number) -> new Balance(row.getLong("available"), row.getLong("blocked")))
                .optional()
                .orElse(new Balance(0, 0));
    }

    Optional<Asset> asset(long assetId) {
        return database.sql(
                        "select asset_id, asset_kind as kind, code, scale from readmodel.asset where asset_id = :id")
                .param("id", assetId)
                .query(Asset.class)
                .optional();
    }

    /** Everything that exists, money first; a deployment has few assets. */
    List<Asset> assets() {
        return database.sql("""
                        select asset_id, asset_kind as kind, code, scale from readmodel.asset
                        order by asset_kind <> 'MONEY', asset_id desc limit 1000""")
                .query((row, number) -> new Asset(
                        row.getLong("asset_id"),
                        String.valueOf(row.getString("kind")),
                        String.valueOf(row.getString("code")),
                        row.getInt("scale")))
                .list();
    }

    /** Whether the pair trades, or is proposed to trade. */
    boolean taken(long baseAssetId, long quoteAssetId) {
        return database.sql("""
                        select exists (select 1 from operator.book
                            where base_asset_id = :base and quote_asset_id = :quote
                              and status in ('PROPOSED', 'OPENING', 'OPEN'))
                          or exists (select 1 from readmodel.instrument
                            where base_asset_id = :base and quote_asset_id = :quote)""")
                .param("base", baseAssetId)
                .param("quote", quoteAssetId)
                .query(Boolean.class)
                .single();
    }

    long add(BookTerms terms, long proposedBy, Instant now) {
        return database.sql("""
                        insert into operator.book (base_asset_id, quote_asset_id, lot_quantity, tick_minor, symbol,
                            status, proposed_by, created_at, changed_at)
                        values (:base, :quote, :lot, :tick, :symbol, 'PROPOSED', :person, :now, :now) returning id""")
                .param("base", terms.base().assetId())
                .param("quote", terms.quote().assetId())
                .param("lot", terms.lotQuantity())
                .param("tick", terms.tickMinor())
                .param("symbol", terms.symbol())
                .param("person", proposedBy)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    void approval(long id, long approval) {
        database.sql("update operator.book set approval = :approval where id = :id")
                .param("approval", approval)
                .param("id", id)
                .update();
    }

    void decided(long id, Book.Status status, @Nullable Long approvedBy, Instant now) {
        database.sql("update operator.book set status = :status, approved_by = :person,"
                        + " changed_at = :now where id = :id")
                .param("status", status.name())
                .param("person", approvedBy)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    void answered(long id, @Nullable Long instrumentId, int rejectCode, long sequence, Instant now) {
        database.sql("""
                        update operator.book set status = :status, instrument_id = :instrument, reject_code = :code,
                            sequence = :sequence, changed_at = :now
                        where id = :id""")
                .param("status", instrumentId == null ? "REFUSED" : "OPEN")
                .param("instrument", instrumentId)
                .param("code", rejectCode)
                .param("sequence", sequence)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    Optional<Book> find(long id) {
        return database.sql(BOOK + "where b.id = :id")
                .param("id", id)
                .query(BookStore::book)
                .optional();
    }

    List<Book> page(long beforeId, int limit) {
        return database.sql(BOOK + "where b.id < :before order by b.id desc limit :limit")
                .param("before", beforeId)
                .param("limit", limit)
                .query(BookStore::book)
                .list();
    }

    long count() {
        return database.sql("select count(*) from operator.book")
                .query(Long.class)
                .single();
    }

    private static Book book(ResultSet row, int number) throws SQLException {
        boolean onItsWay = row.getBoolean("on_its_way");
        return new Book(
                row.getLong("id"),
                row.getLong("base_asset_id"),
                row.getLong("quote_asset_id"),
                row.getLong("lot_quantity"),
                row.getLong("tick_minor"),
                String.valueOf(row.getString("symbol")),
                onItsWay ? Book.Status.OPENING : Book.Status.valueOf(row.getString("status")),
                row.getObject("approval", Long.class),
                row.getLong("proposed_by"),
                row.getObject("approved_by", Long.class),
                onItsWay ? null : row.getObject("instrument_id", Long.class),
                row.getInt("reject_code"),
                row.getLong("sequence"),
                row.getTimestamp("created_at").toInstant());
    }
}
