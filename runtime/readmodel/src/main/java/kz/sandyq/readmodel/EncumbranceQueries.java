package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pledges and arrests at any moment, with the document on which each was entered. */
@LegalBasis("LAW-1.6-3-d")
public final class EncumbranceQueries {
    // The state is that of the newest row; the ground is that of the first one, by which it was entered.
    private static final String SELECT = "select n.encumbrance_id, n.kind, n.account_id, n.asset_id, n.opened_quantity,"
            + " n.remaining_quantity, n.covered_quantity, n.pledgee_ref, n.rank, n.stops_circulation, n.stops_income,"
            + " n.stops_redemption, n.expires_at_ms, n.sequence, f.sequence entered_sequence,"
            + " f.recorded_at_ms entered_at_ms, f.document_kind, f.document_epoch_day, f.document_ref, f.document_hash"
            + " from (select distinct encumbrance_id from readmodel.encumbrance_history where ";
    private static final String STATES = " and sequence <= :sequence) e"
            + " cross join lateral (select * from readmodel.encumbrance_history h"
            + " where h.encumbrance_id = e.encumbrance_id and h.sequence <= :sequence and " + Moment.IN_EFFECT
            + " order by h.sequence desc, h.event_index desc limit 1) n"
            + " cross join lateral (select * from readmodel.encumbrance_history h"
            + " where h.encumbrance_id = e.encumbrance_id order by h.sequence, h.event_index limit 1) f";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public EncumbranceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A pledge or an arrest as it stood. Quantities in minor units of the asset.
     *
     * @param kind PLEDGE or ARREST
     * @param remainingQuantity what it still is about; 0 when it has ended
     * @param coveredQuantity what it blocked, at most the remaining quantity
     * @param pledgeeRef client relation of the pledgee, 0 for none
     * @param expiresAt when it ends by itself, null for never
     * @param ground the document by which it was entered
     */
    public record Encumbrance(
            long encumbranceId,
            String kind,
            long accountId,
            long assetId,
            long openedQuantity,
            long remainingQuantity,
            long coveredQuantity,
            long pledgeeRef,
            int rank,
            boolean stopsCirculation,
            boolean stopsIncome,
            boolean stopsRedemption,
            @Nullable Instant expiresAt,
            long sequence,
            long enteredSequence,
            Instant enteredAt,
            EntryGround ground) {}

    /** Those in force on an asset at a moment, by number. */
    public List<Encumbrance> at(long assetId, AsOf moment) {
        return ask("asset_id = :asset", " where n.asset_id = :asset and n.remaining_quantity > 0", moment)
                .param("asset", assetId)
                .query(EncumbranceQueries::encumbrance)
                .list();
    }

    /** Those in force on the asset in these accounts at a moment, by number. */
    public List<Encumbrance> at(long assetId, Collection<Long> accountIds, AsOf moment) {
        if (accountIds.isEmpty()) {
            return List.of();
        }
        return ask(
                        "asset_id = :asset and account_id in (:accounts)",
                        " where n.asset_id = :asset and n.remaining_quantity > 0",
                        moment)
                .param("asset", assetId)
                .param("accounts", accountIds)
                .query(EncumbranceQueries::encumbrance)
                .list();
    }

    /** One of them as it stood at a moment, ended or not. */
    public Optional<Encumbrance> find(long encumbranceId, AsOf moment) {
        return ask("encumbrance_id = :id", "", moment)
                .param("id", encumbranceId)
                .query(EncumbranceQueries::encumbrance)
                .optional();
    }

    private JdbcClient.StatementSpec ask(String which, String where, AsOf moment) {
        return jdbc.sql(SELECT + which + STATES + where + " order by n.encumbrance_id")
                .param("sequence", moment.sequence())
                .param("day", moment.effectiveEpochDay());
    }

    private static Encumbrance encumbrance(ResultSet row, int number) throws SQLException {
        long expires = row.getLong("expires_at_ms");
        return new Encumbrance(
                row.getLong("encumbrance_id"),
                row.getString("kind"),
                row.getLong("account_id"),
                row.getLong("asset_id"),
                row.getLong("opened_quantity"),
                row.getLong("remaining_quantity"),
                row.getLong("covered_quantity"),
                row.getLong("pledgee_ref"),
                row.getInt("rank"),
                row.getBoolean("stops_circulation"),
                row.getBoolean("stops_income"),
                row.getBoolean("stops_redemption"),
                expires == 0 ? null : Instant.ofEpochMilli(expires),
                row.getLong("sequence"),
                row.getLong("entered_sequence"),
                Instant.ofEpochMilli(row.getLong("entered_at_ms")),
                EntryGround.of(row));
    }
}
