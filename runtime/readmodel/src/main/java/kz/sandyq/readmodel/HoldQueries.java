package kz.sandyq.readmodel;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Why a part of a balance is held now. */
public final class HoldQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public HoldQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An open hold. Quantities in minor units of the asset.
     *
     * @param reason ORDER, SUBSCRIPTION, PAYOUT or REDEMPTION
     * @param subjectId number of the order, subscription or issue behind it
     */
    public record Hold(
            long holdId,
            long accountId,
            long assetId,
            String reason,
            long subjectId,
            long openedQuantity,
            long remainingQuantity,
            long sequence,
            long recordedAtMs) {}

    /** Open holds of an account on an asset, oldest first. */
    public List<Hold> open(long accountId, long assetId) {
        return jdbc.sql("select hold_id, account_id, asset_id, reason, subject_id, opened_quantity,"
                        + " remaining_quantity, sequence, recorded_at_ms from"
                        + " readmodel.hold where account_id = :account"
                        + " and asset_id = :asset and remaining_quantity > 0 order by hold_id")
                .param("account", accountId)
                .param("asset", assetId)
                .query(RecordRows.of(Hold.class))
                .list();
    }
}
