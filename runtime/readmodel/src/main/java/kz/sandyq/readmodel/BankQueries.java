package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bank's side of the money: totals by whose money it is, movements, unpaid reversals. */
public final class BankQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public BankQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Money of one capacity, all parts of it, minor units; the bank's side is negative where money is there. */
    public record Total(String capacity, long totalMinor) {}

    /** A movement at a bank account; the amount in minor units. */
    public record Movement(
            EntryQueries.Place place,
            Instant recordedAt,
            long bankAccountId,
            long accountId,
            long assetId,
            long amountMinor,
            String entryKind,
            long holdId,
            String bankReference) {}

    /** What a client still owes after a reversed credit, minor units. */
    public record Claim(
            long claimId, long accountId, long claimAccountId, long assetId, long openedMinor, long remainingMinor) {}

    /** Sums of an asset over all accounts by capacity; together they are zero. */
    public List<Total> totals(long assetId) {
        return jdbc.sql("select a.capacity, sum(b.available + b.held + b.blocked)::bigint total_minor"
                        + " from readmodel.balance b join readmodel.account a using (account_id)"
                        + " where b.asset_id = :asset group by a.capacity order by a.capacity")
                .param("asset", assetId)
                .query((row, number) -> new Total(row.getString(1), row.getLong(2)))
                .list();
    }

    /** At most {@code limit} movements of a bank account after a place, oldest first. */
    public List<Movement> movements(long bankAccountId, EntryQueries.Place after, int limit) {
        return jdbc.sql("select * from readmodel.bank_entry where bank_account_id = :bank"
                        + " and (sequence, event_index) > (:sequence, :index)"
                        + " order by sequence, event_index limit :limit")
                .param("bank", bankAccountId)
                .param("sequence", after.sequence())
                .param("index", after.eventIndex())
                .param("limit", limit)
                .query(BankQueries::movement)
                .list();
    }

    /** Claims on an asset that are not settled, oldest first. */
    public List<Claim> openClaims(long assetId) {
        return jdbc.sql("select claim_id, account_id, claim_account_id, asset_id, opened_minor, remaining_minor"
                        + " from readmodel.claim where asset_id = :asset and remaining_minor > 0 order by claim_id")
                .param("asset", assetId)
                .query((row, number) -> new Claim(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)))
                .list();
    }

    private static Movement movement(ResultSet row, int number) throws SQLException {
        return new Movement(
                new EntryQueries.Place(row.getLong("sequence"), row.getInt("event_index")),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("bank_account_id"),
                row.getLong("account_id"),
                row.getLong("asset_id"),
                row.getLong("amount_minor"),
                row.getString("entry_kind"),
                row.getLong("hold_id"),
                HexFormat.of().formatHex(row.getBytes("bank_reference")));
    }
}
