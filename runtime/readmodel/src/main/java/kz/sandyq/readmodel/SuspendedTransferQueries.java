package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transfers that wait, or waited, for data of sender or recipient. */
public final class SuspendedTransferQueries {
    private static final String SELECT = """
            select t.*, a.code, a.scale,
                (select min(s.recorded_at_ms) from readmodel.suspended_transfer_step s
                    where s.transfer_id = t.transfer_id) as since_ms
            from readmodel.suspended_transfer t join readmodel.asset a using (asset_id)
            """;
    private static final String FOUND = " (:status = '' or t.status = :status)"
            + " and (:account = 0 or :account in (t.from_account_id, t.to_account_id))";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public SuspendedTransferQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A transfer. Quantity in minor units of the asset.
     *
     * @param toAccountId 0 while the recipient is not known
     * @param status SUSPENDED, RELEASED, REFUSED or EXPIRED
     * @param refusableFrom before it a refusal is refused
     * @param expiresAt when it is refused by itself
     * @param sequence entry of its last change
     */
    public record Transfer(
            long transferId,
            long fromAccountId,
            long toAccountId,
            long assetId,
            String assetCode,
            int assetScale,
            long quantity,
            String status,
            Instant refusableFrom,
            Instant expiresAt,
            boolean waitsWhole,
            Instant since,
            long sequence) {}

    /** A change of a transfer, with what it stands on. */
    public record Step(String status, Instant at, long sequence, EntryGround ground) {}

    /** At most {@code limit} below an id, the newest first; empty status and account 0 leave a part open. */
    public List<Transfer> page(String status, long accountId, long beforeId, int limit) {
        return jdbc.sql(SELECT + "where t.transfer_id < :before and" + FOUND
                        + " order by t.transfer_id desc limit :limit")
                .param("before", beforeId)
                .param("status", status)
                .param("account", accountId)
                .param("limit", limit)
                .query(SuspendedTransferQueries::transfer)
                .list();
    }

    /** How many there are. */
    public long count(String status, long accountId) {
        return jdbc.sql("select count(*) from readmodel.suspended_transfer t where" + FOUND)
                .param("status", status)
                .param("account", accountId)
                .query(Long.class)
                .single();
    }

    /** One of them. */
    public Optional<Transfer> find(long transferId) {
        return jdbc.sql(SELECT + "where t.transfer_id = :id")
                .param("id", transferId)
                .query(SuspendedTransferQueries::transfer)
                .optional();
    }

    /** Those that leave or reach one of these accounts, the newest first. */
    public List<Transfer> of(Collection<Long> accountIds, long beforeId, int limit) {
        if (accountIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + "where t.transfer_id < :before and (t.from_account_id in (:accounts)"
                        + " or t.to_account_id in (:accounts)) order by t.transfer_id desc limit :limit")
                .param("before", beforeId)
                .param("accounts", accountIds)
                .param("limit", limit)
                .query(SuspendedTransferQueries::transfer)
                .list();
    }

    /** How many leave or reach one of these accounts. */
    public long count(Collection<Long> accountIds) {
        return accountIds.isEmpty()
                ? 0
                : jdbc.sql("select count(*) from readmodel.suspended_transfer t where t.from_account_id in (:accounts)"
                                + " or t.to_account_id in (:accounts)")
                        .param("accounts", accountIds)
                        .query(Long.class)
                        .single();
    }

    /** What has become of a transfer, from its beginning. */
    public List<Step> steps(long transferId) {
        return jdbc.sql("select * from readmodel.suspended_transfer_step where transfer_id = :id"
                        + " order by sequence, event_index")
                .param("id", transferId)
                .query((row, number) -> new Step(
                        row.getString("status"),
                        Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                        row.getLong("sequence"),
                        EntryGround.of(row)))
                .list();
    }

    private static Transfer transfer(ResultSet row, int number) throws SQLException {
        return new Transfer(
                row.getLong("transfer_id"),
                row.getLong("from_account_id"),
                row.getLong("to_account_id"),
                row.getLong("asset_id"),
                row.getString("code"),
                row.getInt("scale"),
                row.getLong("quantity"),
                row.getString("status"),
                Instant.ofEpochMilli(row.getLong("refusable_from_ms")),
                Instant.ofEpochMilli(row.getLong("expires_at_ms")),
                row.getBoolean("waits_whole"),
                Instant.ofEpochMilli(row.getLong("since_ms")),
                row.getLong("sequence"));
    }
}
