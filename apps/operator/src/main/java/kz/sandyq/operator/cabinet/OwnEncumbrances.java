package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.readmodel.RecordRows;
import kz.sandyq.readmodel.RestrictionQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pledges and arrests as the holder sees them, and pledges as the pledgee does. */
@Component
@LegalBasis("LAW-1.6-3-d")
class OwnEncumbrances {
    private static final String SELECT = """
            select r.encumbrance_id, r.kind, r.account_id, r.asset_id, a.code, a.scale, r.opened_quantity,
                r.remaining_quantity, r.covered_quantity, p.name as pledgee_name, hp.name as holder_name, r.rank,
                r.stops_circulation, r.stops_income, r.stops_redemption, nullif(r.expires_at_ms, 0) as expires_at_ms,
                e.ground_kind, e.ground_number, e.ground_date, e.ground_issued_by, e.ground_sha256
            from readmodel.encumbrance r join readmodel.asset a on a.asset_id = r.asset_id
            join operator.client_account w on w.core_account_id = r.account_id
            join operator.client_relation h on h.id = w.client_relation_id
            join platform.person hp on hp.id = h.person_id
            left join operator.register_entry e on e.core_id = r.encumbrance_id and e.entry_type in ('PLEDGE', 'ARREST')
            left join operator.client_relation c on c.id = r.pledgee_ref
            left join platform.person p on p.id = c.person_id
            """;

    private final JdbcClient jdbc;
    private final CabinetIds ids;

    OwnEncumbrances(JdbcClient jdbc, CabinetIds ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /**
     * An encumbrance as it stands. Quantities in minor units of its asset, which is money after a redemption.
     *
     * @param coveredQuantity what it blocks
     */
    record Encumbrance(
            long encumbranceId,
            String kind,
            long accountId,
            long assetId,
            String code,
            int scale,
            long openedQuantity,
            long remainingQuantity,
            long coveredQuantity,
            @Nullable String pledgeeName,
            String holderName,
            int rank,
            boolean stopsCirculation,
            boolean stopsIncome,
            boolean stopsRedemption,
            @Nullable Long expiresAtMs,
            @Nullable String groundKind,
            @Nullable String groundNumber,
            @Nullable LocalDate groundDate,
            @Nullable String groundIssuedBy,
            @Nullable String groundSha256) {
        /** When it ends by itself. */
        public @Nullable Instant expiresAt() {
            return expiresAtMs == null ? null : Instant.ofEpochMilli(expiresAtMs);
        }
    }

    /** What became of it: how much was left after each change. */
    record Step(long sequence, Instant recordedAt, long remainingQuantity) {}

    /** The same for programs. */
    record View(
            String id,
            String kind,
            String holderName,
            @Nullable String pledgeeName,
            String accountId,
            String assetId,
            String asset,
            String quantity,
            String remaining,
            String covered,
            int rank,
            boolean stopsCirculation,
            boolean stopsIncome,
            boolean stopsRedemption,
            @Nullable Instant expiresAt,
            @Nullable String groundKind,
            @Nullable String groundNumber,
            @Nullable LocalDate groundDate,
            @Nullable String groundIssuedBy,
            @Nullable String groundSha256) {}

    /** One of them; not found (404) unless the client is its holder or its pledgee. */
    Encumbrance find(long clientRelationId, long encumbranceId) {
        return jdbc.sql(SELECT + " where r.encumbrance_id = :id and :client in (w.client_relation_id, r.pledgee_ref)")
                .param("id", encumbranceId)
                .param("client", clientRelationId)
                .query(RecordRows.of(Encumbrance.class))
                .optional()
                .orElseThrow(RefusedException::notFound);
    }

    /** Pledges in the client's favour that are in force. */
    List<Encumbrance> inFavourOf(long clientRelationId) {
        return jdbc
                .sql(SELECT + " where r.pledgee_ref = :client and r.remaining_quantity > 0 order by r.encumbrance_id")
                .param("client", clientRelationId)
                .query(RecordRows.of(Encumbrance.class))
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /**
     * What stops all of an account, with the number of its ground document.
     *
     * @param kind FREEZE, DEATH or LIQUIDATION
     */
    record Standstill(String kind, Instant since, String ground) {}

    /** What stops the accounts as a whole: a freeze, a notice that their holder is no more. */
    List<Standstill> standstills(List<Long> accounts) {
        return new RestrictionQueries(jdbc)
                .of(accounts).stream()
                        .map(each -> new Standstill(
                                each.kind(),
                                each.since(),
                                groundNumber(each.ground().documentRef())))
                        .toList();
    }

    private String groundNumber(long act) {
        return jdbc.sql("select coalesce(ground_number, '') from operator.act where id = :id")
                .param("id", act)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Its changes, oldest first. */
    List<Step> steps(long encumbranceId) {
        return jdbc
                .sql("""
                        select sequence, recorded_at_ms, remaining_quantity from readmodel.encumbrance_history
                        where encumbrance_id = :id order by sequence, event_index""")
                .param("id", encumbranceId)
                .query((row, number) -> new Step(
                        row.getLong("sequence"),
                        Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                        row.getLong("remaining_quantity")))
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    View view(Encumbrance each) {
        return new View(
                ids.of(each.encumbranceId()),
                each.kind(),
                each.holderName(),
                each.pledgeeName(),
                ids.of(each.accountId()),
                ids.of(each.assetId()),
                each.code(),
                Amounts.decimal(each.openedQuantity(), each.scale()),
                Amounts.decimal(each.remainingQuantity(), each.scale()),
                Amounts.decimal(each.coveredQuantity(), each.scale()),
                each.rank(),
                each.stopsCirculation(),
                each.stopsIncome(),
                each.stopsRedemption(),
                each.expiresAt(),
                each.groundKind(),
                each.groundNumber(),
                each.groundDate(),
                each.groundIssuedBy(),
                each.groundSha256());
    }
}
