package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Who pays no fee, and every fee that was taken or given back. */
public final class FeeQueries {
    private static final String STATUS = "select * from readmodel.fee_status f";
    private static final String CHARGE = """
            select c.*, a.code, a.scale from readmodel.fee_charge c join readmodel.asset a on a.asset_id = c.asset_id
            """;

    /** Of an account every posting of a fee, with the trade or the charge that it is of. */
    private static final String TAKEN = """
            select p.sequence, p.event_index, p.recorded_at_ms, p.account_id, a.code, a.scale,
                -(p.available_delta + p.held_delta + p.blocked_delta) as amount_minor,
                case when t.trade_id is not null then 'TRADE' when p.entry_kind = 'FEE_REFUND' then 'REFUND'
                    else coalesce(c.reason, 'OPERATION') end as kind, coalesce(t.trade_id, 0) as trade_id
            from readmodel.posting p join readmodel.asset a on a.asset_id = p.asset_id
            left join readmodel.trade t on t.sequence = p.sequence and t.trade_id = p.subject_id
            left join readmodel.fee_charge c on c.sequence = p.sequence
            where p.entry_kind in ('FEE', 'FEE_REFUND') and p.account_id in (:accounts)
                and p.available_delta + p.held_delta + p.blocked_delta <> 0
            """;

    private static final String OF_TRADES = """
            select t.sequence, t.event_index, t.recorded_at_ms, t.trade_id, i.symbol, a.code, a.scale,
                t.buyer_account_id, t.seller_account_id, t.buyer_fee_minor, t.seller_fee_minor, t.aggressor, t.phase,
                x.recorded_at_ms as cancelled_at_ms
            from readmodel.trade t join readmodel.instrument i using (instrument_id)
            join readmodel.asset a on a.asset_id = i.quote_asset_id
            left join readmodel.trade_cancellation x on x.trade_id = t.trade_id
            where (t.buyer_fee_minor > 0 or t.seller_fee_minor > 0) and (:search = '' or lower(i.symbol) = lower(:search)
                or :account in (t.buyer_account_id, t.seller_account_id))
            """;

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public FeeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the holder of a wallet is: ORDINARY, or a body that pays no fee. */
    public record Status(long walletId, String status, Instant since, long sequence, EntryGround ground) {}

    /**
     * A fee beside trades, or what went back of one.
     *
     * @param reason WALLET_OPENING, WALLET_KEEPING, OPERATION; NONE of a refund
     * @param chargeSequence the command that took the fee
     */
    public record Charge(
            long sequence,
            long accountId,
            long feeAccountId,
            String code,
            int scale,
            long amountMinor,
            String reason,
            boolean refunded,
            long chargeSequence,
            Instant at,
            EntryGround ground) {}

    /**
     * A fee as who paid it sees it.
     *
     * @param amountMinor negative of what came back
     * @param kind TRADE, REFUND, or the reason of a fee beside trades
     * @param tradeId 0 for none
     */
    public record Taken(
            long sequence,
            int eventIndex,
            long recordedAtMs,
            long accountId,
            String code,
            int scale,
            long amountMinor,
            String kind,
            long tradeId) {}

    /**
     * What a trade cost its two sides; of an undone one both went back.
     *
     * @param aggressor side of the order that came later: BUY or SELL
     * @param phase of the pair, as in {@link Instrument}; NONE where it is not known
     * @param cancelledAtMs when it was undone, null for a trade that stands
     */
    public record OfTrade(
            long sequence,
            int eventIndex,
            long recordedAtMs,
            long tradeId,
            String symbol,
            String code,
            int scale,
            long buyerAccountId,
            long sellerAccountId,
            long buyerFeeMinor,
            long sellerFeeMinor,
            String aggressor,
            String phase,
            @Nullable Long cancelledAtMs) {}

    /**
     * Which trades: of a pair or of an account, as it was typed.
     *
     * @param typed symbol of a pair or the account's public id; empty for every trade
     * @param accountId the account that was typed, else the number of none
     */
    public record Sought(String typed, long accountId) {}

    /** Trades that cost a fee before a place in the log, the newest first. */
    public List<OfTrade> ofTrades(Sought sought, long beforeSequence, int beforeIndex, int limit) {
        return list(
                with(
                        sought,
                        jdbc.sql(OF_TRADES + "and (t.sequence, t.event_index) < (:sequence, :index)"
                                        + " order by t.sequence desc, t.event_index desc limit :limit")
                                .param("sequence", beforeSequence)
                                .param("index", beforeIndex)
                                .param("limit", limit)),
                RecordRows.of(OfTrade.class));
    }

    /** How many there are. */
    public long countOfTrades(Sought sought) {
        return with(sought, jdbc.sql("select count(*) from (" + OF_TRADES + ") x"))
                .query(Long.class)
                .single();
    }

    private static StatementSpec with(Sought sought, StatementSpec query) {
        return query.param("search", sought.typed()).param("account", sought.accountId());
    }

    /** Statuses before an entry of the log, the newest first; wallet 0 for all. */
    public List<Status> statuses(long walletId, long beforeSequence, int limit) {
        return list(
                jdbc.sql(STATUS + " where f.sequence < :before and (:id = 0 or f.wallet_id = :id)"
                                + " order by f.sequence desc limit :limit")
                        .param("before", beforeSequence)
                        .param("id", walletId)
                        .param("limit", limit),
                FeeQueries::status);
    }

    /** How many wallets have a status. */
    public long countStatuses(long walletId) {
        return count("fee_status where :id = 0 or wallet_id = :id", walletId);
    }

    /** Whether one of the accounts belongs to a body that pays no fee. */
    public boolean paysNone(Collection<Long> accountIds) {
        return !accountIds.isEmpty()
                && jdbc.sql("""
                        select exists (select from readmodel.fee_status f join readmodel.account a using (wallet_id)
                            where a.account_id in (:accounts) and f.status <> 'ORDINARY')""")
                        .param("accounts", accountIds)
                        .query(Boolean.class)
                        .single();
    }

    /** Fees beside trades before an entry of the log, the newest first; account 0 for all. */
    public List<Charge> charges(long accountId, long beforeSequence, int limit) {
        return list(
                jdbc.sql(CHARGE + "where c.sequence < :before and (:id = 0 or c.account_id = :id)"
                                + " order by c.sequence desc limit :limit")
                        .param("before", beforeSequence)
                        .param("id", accountId)
                        .param("limit", limit),
                FeeQueries::charge);
    }

    /** How many there are. */
    public long countCharges(long accountId) {
        return count("fee_charge where :id = 0 or account_id = :id", accountId);
    }

    /** When the present fee period began, empty before the first. */
    public Optional<Instant> periodSince() {
        return jdbc.sql("select recorded_at_ms from readmodel.fee_period order by sequence desc limit 1")
                .query((row, number) -> Instant.ofEpochMilli(row.getLong("recorded_at_ms")))
                .optional();
    }

    /** Every fee of the accounts before a place in the log, the newest first. */
    public List<Taken> ofAccounts(Collection<Long> accountIds, long beforeSequence, int beforeIndex, int limit) {
        return accountIds.isEmpty()
                ? List.of()
                : list(
                        jdbc.sql(TAKEN + "and (p.sequence, p.event_index) < (:sequence, :index)"
                                        + " order by p.sequence desc, p.event_index desc limit :limit")
                                .param("accounts", accountIds)
                                .param("sequence", beforeSequence)
                                .param("index", beforeIndex)
                                .param("limit", limit),
                        RecordRows.of(Taken.class));
    }

    /** How many fees the accounts have paid or got back. */
    public long countOfAccounts(Collection<Long> accountIds) {
        return accountIds.isEmpty()
                ? 0
                : jdbc.sql("select count(*) from (" + TAKEN + ") x")
                        .param("accounts", accountIds)
                        .query(Long.class)
                        .single();
    }

    /**
     * What an account has paid in fees by one command and not got back, minor units.
     *
     * @param sequence the command that took it
     */
    public long paid(long accountId, long assetId, long sequence) {
        return jdbc.sql("""
                        select coalesce((select -sum(p.available_delta + p.held_delta + p.blocked_delta)
                            from readmodel.posting p where p.sequence = :sequence and p.account_id = :account
                                and p.asset_id = :asset and p.entry_kind = 'FEE'), 0)
                        - coalesce((select sum(c.amount_minor) from readmodel.fee_charge c
                            where c.charge_sequence = :sequence and c.refunded and c.account_id = :account
                                and c.asset_id = :asset), 0)
                        - coalesce((select sum(case when t.buyer_account_id = :account then t.buyer_fee_minor
                                else t.seller_fee_minor end)
                            from readmodel.trade_cancellation x join readmodel.trade t on t.trade_id = x.trade_id
                            where t.sequence = :sequence
                                and :account in (t.buyer_account_id, t.seller_account_id)), 0)""")
                .param("sequence", sequence)
                .param("account", accountId)
                .param("asset", assetId)
                .query(Long.class)
                .single();
    }

    private long count(String rows, long id) {
        return jdbc.sql("select count(*) from readmodel." + rows)
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private static <T> List<T> list(StatementSpec query, RowMapper<T> mapper) {
        return query.query(mapper).list().stream().map(Objects::requireNonNull).toList();
    }

    private static Status status(ResultSet row, int number) throws SQLException {
        return new Status(
                row.getLong("wallet_id"),
                row.getString("status"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"),
                EntryGround.of(row));
    }

    private static Charge charge(ResultSet row, int number) throws SQLException {
        return new Charge(
                row.getLong("sequence"),
                row.getLong("account_id"),
                row.getLong("fee_account_id"),
                row.getString("code"),
                row.getInt("scale"),
                row.getLong("amount_minor"),
                row.getString("reason"),
                row.getBoolean("refunded"),
                row.getLong("charge_sequence"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                EntryGround.of(row));
    }
}
