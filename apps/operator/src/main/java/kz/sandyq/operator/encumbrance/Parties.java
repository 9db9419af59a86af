package kz.sandyq.operator.encumbrance;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The clients and assets that an entry names. */
@Repository
class Parties {
    private static final String CLIENT = """
            select c.id as client_id, p.name, c.status = 'ACTIVE' as active, c.identified_until,
                coalesce(a.core_account_id, 0) as account_id
            from operator.client_relation c join platform.person p on p.id = c.person_id
            left join operator.client_account a on a.client_relation_id = c.id
            """;

    private final JdbcClient database;

    Parties(JdbcClient database) {
        this.database = database;
    }

    /** A client, with one of his accounts. */
    record Party(long clientId, String name, boolean active, LocalDate identifiedUntil, long accountId) {}

    /**
     * An asset.
     *
     * @param units true for units of an issue, false for money
     */
    record Asset(long assetId, String code, int scale, boolean units) {}

    /** The client of an account that holds assets. */
    Optional<Party> ofAccount(long accountId) {
        return one(database.sql(CLIENT + "where a.core_account_id = :id and a.capacity in ('CLIENT', 'ISSUER')")
                .param("id", accountId));
    }

    Optional<Party> client(long clientId) {
        return one(
                database.sql(CLIENT + "where c.id = :id order by a.id limit 1").param("id", clientId));
    }

    /** Whether the person acts for one of the clients. */
    boolean actsFor(long personId, Collection<Long> clientIds) {
        return database.sql("select exists (select from operator.representative"
                        + " where person_id = :person and client_relation_id in (:clients))")
                .param("person", personId)
                .param("clients", clientIds)
                .query(Boolean.class)
                .single();
    }

    Optional<Asset> asset(long assetId) {
        return database.sql("""
                        select a.asset_id, a.code, a.scale, a.asset_kind <> 'MONEY' as units
                        from readmodel.asset a where a.asset_id = :id""").param("id", assetId).query(Asset.class).optional();
    }

    private static Optional<Party> one(StatementSpec query) {
        return query.query(Party.class).optional();
    }
}
