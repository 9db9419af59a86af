package kz.sandyq.readmodel;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The history of a holding, entry by entry. */
@LegalBasis("LAW-1.6-3-c")
public final class BalanceQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public BalanceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry of a holding with its balances after it, minor units; subject is the deal, hold or issue behind it. */
    public record Line(
            long sequence,
            int eventIndex,
            long recordedAtMs,
            String entryKind,
            long subjectId,
            long available,
            long held,
            long blocked) {}

    /** At most {@code limit} entries after a given one, oldest first; (0, 0) is before the first. */
    public List<Line> history(long accountId, long assetId, long afterSequence, int afterIndex, int limit) {
        return jdbc.sql("select * from readmodel.posting where account_id = :account and asset_id = :asset"
                        + " and (sequence, event_index) > (:sequence, :index)"
                        + " order by sequence, event_index limit :limit")
                .param("account", accountId)
                .param("asset", assetId)
                .param("sequence", afterSequence)
                .param("index", afterIndex)
                .param("limit", limit)
                .query((row, number) -> new Line(
                        row.getLong("sequence"),
                        row.getInt("event_index"),
                        row.getLong("recorded_at_ms"),
                        row.getString("entry_kind"),
                        row.getLong("subject_id"),
                        row.getLong("available"),
                        row.getLong("held"),
                        row.getLong("blocked")))
                .list();
    }
}
