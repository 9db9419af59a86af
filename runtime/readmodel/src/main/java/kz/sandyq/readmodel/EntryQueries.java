package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries of ownership, each with the moment it was recorded, the day it takes effect and its ground. */
@LegalBasis("LAW-1.6-3-c")
@LegalBasis("RUL-45")
public final class EntryQueries {
    private static final String SELECT = "select p.*, a.wallet_id, a.capacity from readmodel.posting p"
            + " join readmodel.account a using (account_id) where p.asset_id = :asset"
            + " and (p.sequence, p.event_index) > (:sequence, :index) and p.sequence <= :upto";
    private static final String WHICH = " and p.recorded_at_ms >= :from and p.recorded_at_ms < :until";
    private static final String ORDER = " order by p.sequence, p.event_index limit :limit";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public EntryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where an entry stands in the log. */
    public record Place(long sequence, int eventIndex) {
        /** Before the first entry. */
        public static final Place START = new Place(0, 0);
    }

    /**
     * One side of a double entry. Quantities in minor units of the asset, balances after the entry.
     *
     * @param capacity name of the account's capacity
     * @param entryKind name of the kind, such as TRADE
     * @param subjectId number of the transaction: the deal, hold, encumbrance, issue or command behind the entry
     */
    public record Entry(
            Place place,
            Instant recordedAt,
            LocalDate effectiveDate,
            long accountId,
            long walletId,
            String capacity,
            String entryKind,
            long subjectId,
            long availableDelta,
            long heldDelta,
            long blockedDelta,
            long available,
            long held,
            long blocked,
            EntryGround ground) {
        /** What the account has after it, all parts. */
        public long total() {
            return Math.addExact(Math.addExact(available, held), blocked);
        }

        /** How much more the account has after it, all parts. */
        public long totalDelta() {
            return Math.addExact(Math.addExact(availableDelta, heldDelta), blockedDelta);
        }
    }

    /**
     * Which entries of an asset.
     *
     * @param accountIds only of these accounts; null for all
     * @param from recorded not earlier
     * @param until recorded earlier than this
     */
    public record Filter(long assetId, @Nullable List<Long> accountIds, Instant from, Instant until) {
        public Filter {
            accountIds = accountIds == null ? null : List.copyOf(accountIds);
        }

        /** All of them. */
        public static Filter ofAsset(long assetId) {
            return new Filter(assetId, null, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));
        }

        /** Those of these accounts. */
        public Filter ofAccounts(List<Long> accounts) {
            return new Filter(assetId, accounts, from, until);
        }

        /** Those recorded in a time. */
        public Filter between(Instant begin, Instant end) {
            return new Filter(assetId, accountIds, begin, end);
        }

        private boolean nothing() {
            return accountIds != null && accountIds.isEmpty();
        }

        private String where() {
            return accountIds == null ? WHICH : WHICH + " and p.account_id in (:accounts)";
        }
    }

    /** At most {@code limit} entries after a place, oldest first. */
    public List<Entry> list(Filter filter, Place after, int limit) {
        if (filter.nothing()) {
            return List.of();
        }
        return with(filter, question(SELECT + filter.where() + ORDER, filter.assetId(), after, Long.MAX_VALUE, limit))
                .query(EntryQueries::entry)
                .list();
    }

    /** How many entries there are. */
    public long count(Filter filter) {
        if (filter.nothing()) {
            return 0;
        }
        String sql = "select count(*) from readmodel.posting p where p.asset_id = :asset" + filter.where();
        return with(filter, jdbc.sql(sql).param("asset", filter.assetId()))
                .query(Long.class)
                .single();
    }

    private static JdbcClient.StatementSpec with(Filter filter, JdbcClient.StatementSpec question) {
        List<Long> accounts = filter.accountIds();
        var timed = question.param("from", filter.from().toEpochMilli())
                .param("until", filter.until().toEpochMilli());
        return accounts == null ? timed : timed.param("accounts", accounts);
    }

    /** At most {@code limit} entries of an asset after a place, not later than a sequence, oldest first. */
    public List<Entry> ofAsset(long assetId, Place after, long uptoSequence, int limit) {
        return question(SELECT + ORDER, assetId, after, uptoSequence, limit)
                .query(EntryQueries::entry)
                .list();
    }

    /** The same of one account. */
    public List<Entry> ofHolding(long accountId, long assetId, Place after, long uptoSequence, int limit) {
        return question(SELECT + " and p.account_id = :account" + ORDER, assetId, after, uptoSequence, limit)
                .param("account", accountId)
                .query(EntryQueries::entry)
                .list();
    }

    /** The last entry of an account that was recorded not later than a moment. */
    public Optional<Entry> lastOfHolding(long accountId, long assetId, Instant at) {
        return jdbc.sql("select p.*, a.wallet_id, a.capacity from readmodel.posting p"
                        + " join readmodel.account a using (account_id) where p.asset_id = :asset"
                        + " and p.account_id = :account and p.recorded_at_ms <= :at"
                        + " order by p.sequence desc, p.event_index desc limit 1")
                .param("asset", assetId)
                .param("account", accountId)
                .param("at", at.toEpochMilli())
                .query(EntryQueries::entry)
                .optional();
    }

    private JdbcClient.StatementSpec question(String sql, long assetId, Place after, long upto, int limit) {
        return jdbc.sql(sql)
                .param("asset", assetId)
                .param("sequence", after.sequence())
                .param("index", after.eventIndex())
                .param("upto", upto)
                .param("limit", limit);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new Place(row.getLong("sequence"), row.getInt("event_index")),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                LocalDate.ofEpochDay(row.getInt("effective_epoch_day")),
                row.getLong("account_id"),
                row.getLong("wallet_id"),
                row.getString("capacity"),
                row.getString("entry_kind"),
                row.getLong("subject_id"),
                row.getLong("available_delta"),
                row.getLong("held_delta"),
                row.getLong("blocked_delta"),
                row.getLong("available"),
                row.getLong("held"),
                row.getLong("blocked"),
                EntryGround.of(row));
    }
}
